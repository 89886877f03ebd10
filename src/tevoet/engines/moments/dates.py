"""Read the dates that mail programs write.

Source: RFC 5322 section 3.3 and its obsolete forms in 4.3 (two-digit years, named zones); RFC 4155
for postmarks. A time without a zone, or with an unknown one, is taken as UTC.
"""

import re
from datetime import date
from functools import lru_cache
from operator import gt
from typing import Final

LATEST: Final = 4_102_444_800
"""Seconds since 1970 of 1 January 2100: a date outside 1970–2099 is no date."""

_MONTHS: Final = {
    name: number
    for number, name in enumerate(b"jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
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
_CENTURY_TURNS: Final = 50
_LAST_SECOND: Final = (23, 59, 60)  # with a leap second
_RFC: Final = re.compile(
    rb"\s*(?:[A-Za-z]{2,9}\.?\s*,?\s*)?(\d{1,2}[-\s]+[A-Za-z]{3}[a-z.]*[-\s]+\d{2,4}),?\s+"
    rb"(\d{1,2})\s*[:.]\s*(\d\d)(?:\s*[:.]\s*(\d\d)(?:\.\d+)?)?\s*([+-]\d\d:?\d\d|[A-Za-z]{1,5})?"
)
_USUAL: Final = re.compile(
    rb"[ \t]*+(?:[A-Za-z]{3}, ?)? ?(\d{1,2} [A-Za-z]{3} \d{4}) "
    rb"([01]\d|2[0-3]):([0-5]\d):([0-5]\d) ([+-]\d{4})(?!\d)"
)
_HOURS: Final = {b"%02d" % hour: hour * 3600 for hour in range(24)}
_MINUTES: Final = {b":%02d" % minute: minute * 60 for minute in range(60)}
_SECONDS: Final = {b":%02d" % second: second for second in range(60)}
_COMMENT: Final = re.compile(rb"\((?:[^()\\]|\\.)*\)")
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
    usual = _USUAL.match(value)
    if usual is None:
        return _read_old(value[:200])
    day, hour, minute, second, zone = usual.groups()
    midnight = _midnight(day, zone)
    if midnight is None:
        return None
    return _plausible(midnight + int(hour) * 3600 + int(minute) * 60 + int(second))


def read_usual_date(value: bytes) -> int | None:
    """Return what `read_date` does of a date that ends in a whole clock and a zone; else None.

    Nearly all mail is so, and a third of the time will do: what stands before the clock is one of
    few days, and a clock is one of few hours, minutes and seconds.
    """
    hour, minute = _HOURS.get(value[-14:-12]), _MINUTES.get(value[-12:-9])
    second = _SECONDS.get(value[-9:-6])
    if hour is None or minute is None or second is None:
        return None
    begun = _begun(value[:-14], value[-6:])
    return None if begun is None else _plausible(begun + hour + minute + second)


@lru_cache(maxsize=4096)
def _begun(day: bytes, zone: bytes) -> int | None:
    """Return when a day begins, by what stands before and behind a clock."""
    usual = _USUAL.fullmatch(b"%s00:00:00%s" % (day, zone))
    return _midnight(usual[1], usual[5]) if usual else None


@lru_cache(maxsize=4096)
def _midnight(day: bytes, zone: bytes) -> int | None:
    """Return the seconds since 1970 at which a day begins in a zone."""
    days = _days(day)
    return None if days is None else (days * 24 * 60 - _offset(zone)) * 60


def _read_old(value: bytes) -> int | None:
    """Read the obsolete forms, and what comes near them."""
    for _ in range(value.count(b"(")):  # comments may hold comments; the value is short
        value = _COMMENT.sub(b" ", value)
    match = _RFC.match(value)
    if match is None:
        return _read_asctime(value)
    day, hour, minute, second, zone = match.groups()
    clock = (int(hour), int(minute), int(second or 0))
    return _at(_days(day), clock, _offset((zone or b"").replace(b":", b"").upper()))


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
    clock = (int(hour), int(minute), int(second or 0))
    return _at(_days(b"%s %s %s" % (day, month, year)), clock, _offset(after or before or b""))


@lru_cache(maxsize=4096)
def _days(value: bytes) -> int | None:
    """Return the days since 1970 of "1 Jul 2003", or None when there is no such day."""
    match = _DAY.fullmatch(value)
    month = _MONTHS.get(match[2].lower()) if match else None
    if match is None or month is None:
        return None
    year = int(match[3])
    if len(match[3]) < len("2000"):  # RFC 5322 section 4.3
        year += 1900 if year >= _CENTURY_TURNS else 2000
    try:
        return date(year, month, int(match[1])).toordinal() - _EPOCH
    except ValueError:
        return None


@lru_cache(maxsize=512)
def _offset(zone: bytes) -> int:
    """Return minutes east of Greenwich; nobody lives further than 14 hours from it."""
    if zone[:1] not in (b"+", b"-"):
        return _ZONES.get(zone, 0)
    offset = int(zone[1:3]) * 60 + int(zone[3:])
    if offset > 14 * 60:
        return 0
    return -offset if zone[:1] == b"-" else offset


def _at(days: int | None, clock: tuple[int, int, int], offset: int) -> int | None:
    if days is None or any(map(gt, clock, _LAST_SECOND)):
        return None
    hour, minute, second = clock
    return _plausible(((days * 24 + hour) * 60 + minute - offset) * 60 + min(second, 59))


def _plausible(at: int) -> int | None:
    return at if 0 <= at < LATEST else None
