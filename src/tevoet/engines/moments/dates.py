"""Read the dates that mail programs write.

Source: RFC 5322 section 3.3 and its obsolete forms in 4.3 (two-digit years, named zones); RFC 4155
for postmarks. A time without a zone, or with an unknown one, is taken as UTC.
"""

import re
from datetime import date
from functools import lru_cache
from typing import Final

LATEST: Final = 4_102_444_800
"""Seconds since 1970 of 1 January 2100: a date outside 1970–2099 is no date."""

_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        (b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov")
        + (b"dec",),
        start=1,
    )
}
_ZONES: Final = {
    b"EST": -300,
    b"EDT": -240,
    b"CST": -360,
    b"CDT": -300,
    b"MST": -420,
    b"MDT": -360,
    b"PST": -480,
    b"PDT": -420,
    b"AST": -240,
    b"ADT": -180,
    b"MET": 60,
    b"CET": 60,
    b"MEST": 120,
    b"CEST": 120,
    b"BST": 60,
    b"EET": 120,
    b"EEST": 180,
}
_RFC: Final = re.compile(
    rb"\s*(?:[A-Za-z]{2,9}\.?\s*,?\s*)?(\d{1,2}[-\s]+[A-Za-z]{3}[a-z.]*[-\s]+\d{2,4}),?\s+"
    rb"(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:\.\d+)?)?\s*(?:([+-])(\d\d):?(\d\d)|([A-Za-z]{1,5}))?"
)
_ASCTIME: Final = re.compile(
    rb"\s*(?:[A-Za-z]{3,9},?\s+)?([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+"
    rb"(\d{1,2}):(\d\d)(?::(\d\d))?\s+(?:([+-]\d{4}|[A-Z]{2,5})\s+)?(\d{4})(?:\s+([+-]\d{4}))?"
)
_DAY: Final = re.compile(rb"(\d{1,2})[-\s]+([A-Za-z]{3})[a-z.]*[-\s]+(\d{2,4})")
_EPOCH: Final = date(1970, 1, 1).toordinal()


def read_date(value: bytes) -> int | None:
    """Return a Date header as whole seconds since 1970, UTC; None when it cannot be read.

    Accepts RFC 5322, its obsolete forms, and asctime as some programs write it. None is also
    the answer for days that do not exist and for years outside 1970–2099. Looks at 200 bytes;
    never raises.

    >>> read_date(b"Tue, 1 Jul 2003 10:52:37 +0200")
    1057049557
    """
    value = value[:200]
    if b"(" in value:
        value = re.sub(rb"\([^()]*\)", b" ", value)
    match = _RFC.match(value)
    if match is None:
        return _read_asctime(value)
    day, hour, minute, second, sign, zone_hours, zone_minutes, zone = match.groups()
    days = _days(day)
    if days is None:
        return None
    offset = _offset(sign, zone_hours, zone_minutes) if sign else _ZONES.get(_upper(zone), 0)
    return _plausible(days, (int(hour), int(minute), int(second or 0)), offset)


def read_postmark_date(line: bytes) -> int | None:
    """Return the date of an mbox postmark line as seconds since 1970, UTC, or None."""
    match = re.search(rb"\s(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\s", line[:400], re.IGNORECASE)
    return None if match is None else read_date(line[match.start() :])


def read_received_date(value: bytes) -> int | None:
    """Return the date behind the last semicolon of a Received header, or None."""
    return read_date(value.rpartition(b";")[2])


def _read_asctime(value: bytes) -> int | None:
    match = _ASCTIME.match(value)
    if match is None:
        return None
    month, day, hour, minute, second, before, year, after = match.groups()
    days = _days(b"%s %s %s" % (day, month, year))
    if days is None:
        return None
    zone = after or before or b""
    numeric = zone[:1] in (b"+", b"-") and len(zone) == 5
    offset = _offset(zone[:1], zone[1:3], zone[3:]) if numeric else _ZONES.get(zone, 0)
    return _plausible(days, (int(hour), int(minute), int(second or 0)), offset)


@lru_cache(maxsize=4096)
def _days(value: bytes) -> int | None:
    """Return the days since 1970 of "1 Jul 2003", or None when there is no such day."""
    match = _DAY.fullmatch(value)
    month = _MONTHS.get(match[2].lower()) if match else None
    if match is None or month is None:
        return None
    year = int(match[3])
    if len(match[3]) < 4:
        year += 2000 if year < 50 else 1900
    try:
        return date(year, month, int(match[1])).toordinal() - _EPOCH
    except ValueError:
        return None


def _upper(zone: bytes | None) -> bytes:
    return zone.upper() if zone else b""


def _offset(sign: bytes, hours: bytes, minutes: bytes) -> int:
    """Return minutes east of Greenwich; nobody lives further than 14 hours from it."""
    offset = int(hours) * 60 + int(minutes)
    if offset > 14 * 60:
        return 0
    return -offset if sign == b"-" else offset


def _plausible(days: int, clock: tuple[int, int, int], offset: int) -> int | None:
    hour, minute, second = clock
    if hour > 23 or minute > 59 or second > 60:
        return None
    at = days * 86_400 + hour * 3_600 + (minute - offset) * 60 + min(second, 59)
    return at if 0 <= at < LATEST else None
