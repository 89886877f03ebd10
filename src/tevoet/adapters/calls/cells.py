"""Read the cells of a call log: when, how long, which way, and with which number."""

import re
from datetime import datetime, tzinfo
from typing import NamedTuple

import phonenumbers

from tevoet.engines.moments.clocks import Read, hour_of, plausible, seconds_of
from tevoet.engines.moments.dayorder import Numbers
from tevoet.engines.moments.handles import handle

_NUMBERS = re.compile(
    r"^(\d{1,4})([-/.])(\d{1,2})[-/.](\d{1,4})"
    r"(?:,?[ T]+(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(?: ?([ap])\.? ?m\.?)?)?$",
    re.IGNORECASE,
)
_ISO_SECONDS = re.compile(r"^\d{4}-\d\d-\d\d[ T]\d\d:\d\d")
_EPOCH_MILLISECONDS = re.compile(r"^\d{12,13}$")
_CLOCK = re.compile(r"^(?:(\d{1,3}):)?(\d{1,4}):(\d\d)$")
_UNITS = re.compile(
    r"^(?:(\d+)\s*(?:h|hr|hrs|u|uur|hours?))?\s*(?:(\d+)\s*(?:m|min|mins|minuten|minutes?))?"
    r"\s*(?:(\d+)\s*(?:s|sec|secs|seconden|seconds?))?$",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"^\d{1,7}(?:[.,]\d{1,3})?$")
_WAYS = {
    "in": "in inbound incoming inkomend inkomende binnenkomend ontvangen received answered"
    " aangenomen answeredexternally 1 7",
    "out": "out uit outbound outgoing uitgaand uitgaande gebeld dialed dialled placed 2",
    "missed": "missed gemist unanswered onbeantwoord cancelled canceled failed mislukt noanswer"
    " geengehoor nietopgenomen notanswered busy bezet congestion abandoned attempt 3",
    "voicemail": "voicemail voicemailbox antwoordapparaat 4",
    "rejected": "rejected afgewezen geweigerd declined refused blocked geblokkeerd 5 6",
}
_WAY_OF = {word: way for way, words in _WAYS.items() for word in words.split()}
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
NO_TALK = frozenset(_WAYS) - {"in", "out"}
_CENTURY = 2000
_TWO_DIGITS = 100
_LONGEST = 250  # as phonenumbers itself
_SHORT = re.compile(r"^\*?\d{2,6}$")
_NAMED = re.compile(r"^(.*?)\s*[(<]\s*([^()<>]+?)\s*[)>]$")


def read_when(text: str, zone: tzinfo, *, day_first: bool = True) -> int:
    """Read a time as whole seconds since 1970, UTC; see `read_time`.

    >>> from datetime import UTC
    >>> read_when("05-01-2026 09:30", UTC) == read_when("2026-01-05T10:30+01:00", UTC)
    True
    """
    return read_time(text, zone, day_first=day_first).at


def read_time(text: str, zone: tzinfo, *, day_first: bool = True) -> Read:
    """Read a time as seconds, with why they are not sure, or "".

    ISO 8601 with or without an offset, day, month and year in numbers with hours and minutes (am
    and pm too), or milliseconds since 1970. `day_first` says which comes first where the year
    comes last. Without an offset it is in `zone`. Raises ValueError for anything else, for a day
    without a time, and outside 1970–2099.
    """
    text = " ".join(text.split())
    if _EPOCH_MILLISECONDS.match(text):
        return Read(plausible(int(text) // 1000), "")
    if _ISO_SECONDS.match(text) and text[-2:].lower() not in {"am", "pm"}:
        when = datetime.fromisoformat(text.replace(" ", "T", 1).replace(" ", ""))
    else:
        when = _read_numbers(text, day_first=day_first)
    return seconds_of(when, zone)


def read_order(text: str) -> tuple[Numbers, str] | None:
    """Return the numbers of a date with its year last, and the sign between; else None."""
    found = _NUMBERS.match(" ".join(text.split()))
    if found is None or len(found[1]) > 2:  # noqa: PLR2004 - a day or a month has two digits
        return None
    return Numbers(int(found[1]), int(found[3]), int(found[4])), found[2]


def _read_numbers(text: str, *, day_first: bool) -> datetime:
    found = _NUMBERS.match(text)
    if found is None or found[5] is None:
        raise ValueError("no time")
    first, month, last = int(found[1]), int(found[3]), int(found[4])
    if len(found[1]) > 2:  # noqa: PLR2004 - the year stands first
        first, last = last, first
    elif not day_first:
        first, month = month, first
    year = last + _CENTURY if last < _TWO_DIGITS else last
    hour = hour_of(int(found[5]), (found[8] or "").lower())
    return datetime(year, month, first, hour, int(found[6]), int(found[7] or 0))  # noqa: DTZ001 - the zone follows


def read_seconds(text: str, unit: str = "duration") -> int:
    """Read a length as seconds.

    `unit` says what a plain number is: "minutes", else seconds. Also read are h:mm:ss, mm:ss and
    "5 min 12 s". Raises ValueError for anything else, a negative length too.

    >>> read_seconds("0:05:12"), read_seconds("5 min 12 s"), read_seconds("1,5", "minutes")
    (312, 312, 90)
    """
    text = text.strip()
    if _PLAIN.match(text):
        size = float(text.replace(",", "."))
        return round(size * 60) if unit == "minutes" else round(size)
    clock = _CLOCK.match(text)
    if clock is not None:
        return 3600 * int(clock[1] or 0) + 60 * int(clock[2]) + int(clock[3])
    units = _UNITS.match(text)
    if units is None or not any(units.groups()):
        raise ValueError("no length")
    hours, minutes, seconds = (int(part or 0) for part in units.groups())
    return 3600 * hours + 60 * minutes + seconds


def read_way(text: str) -> str:
    """Return "in", "out", one of `NO_TALK`, or "" when the cell does not say.

    >>> read_way("Uitgaand"), read_way("Gemiste oproep"), read_way("")
    ('out', 'missed', '')
    """
    words = text.lower()
    whole = _WAY_OF.get(_NOT_LETTERS.sub("", words))
    if whole is not None:
        return whole
    if "gemist" in words or "missed" in words:
        return "missed"
    found = [_WAY_OF[word] for word in _NOT_LETTERS.split(words) if word in _WAY_OF]
    return next((way for way in found if way in NO_TALK), found[0] if found else "")


def read_number(text: str, country: str) -> str:
    """Write a telephone number in E.164; `country` is for numbers without a prefix.

    An extension is kept behind it. Returns "" for a cell without digits (a withheld number) and
    raises ValueError for digits that cannot be a number of that length.

    >>> read_number("085 000 00 01", "NL"), read_number("Privé", "NL")
    ('+31850000001', '')
    >>> read_number("085 000 00 01 ext. 12", "NL")
    '+31850000001;ext=12'
    """
    if not any(sign.isdigit() for sign in text):
        return ""
    try:
        number = phonenumbers.parse(text[:_LONGEST].removeprefix("tel:"), country)
    except phonenumbers.NumberParseException:
        raise ValueError("no number") from None
    if not phonenumbers.is_possible_number(number):
        raise ValueError("no possible number")
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{written};ext={number.extension}" if number.extension else written


class Party(NamedTuple):
    """Somebody on the line: a mail address, a number or `ext:100`; "" when it was withheld."""

    address: str
    name: str = ""


def read_party(text: str, country: str, *, short: bool = False) -> Party:
    """Read somebody as call logs write them: a number, an address, or a name with one of them.

    With `short` two to six digits are an extension of the exchange. Raises ValueError as
    `read_number` does.

    >>> read_party("Bram Jansen (101)", "NL", short=True)
    Party(address='ext:101', name='Bram Jansen')
    >>> read_party('"Carla" <carla@example.org>', "NL")
    Party(address='carla@example.org', name='Carla')
    """
    text = " ".join(text[:_LONGEST].replace("\0", " ").split())
    found = _NAMED.match(text)
    name, where = (found[1].strip(" \"'"), found[2]) if found else ("", text)
    where = where.removeprefix("sip:").removeprefix("mailto:")
    local, at, _ = where.partition("@")
    if at and not (local.strip("+*").isdigit()):
        return Party(where.lower(), name)
    if short and _SHORT.match(local):
        return Party(handle("ext", local), name)
    return Party(read_number(local, country), name)
