"""Read the cells of a call log: when, how long, which way, and with which number."""

import re
from datetime import UTC, datetime, tzinfo

import phonenumbers

_DUTCH = re.compile(
    r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d\d)(?:,?[ T]+(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?)?$"
)
_ISO_SECONDS = re.compile(r"^\d{4}-\d\d-\d\d[ T]\d\d:\d\d")
_EPOCH_MILLISECONDS = re.compile(r"^\d{13}$")
_CLOCK = re.compile(r"^(?:(\d{1,3}):)?(\d{1,4}):(\d\d)$")
_UNITS = re.compile(
    r"^(?:(\d+)\s*(?:h|hr|hrs|u|uur|hours?))?\s*(?:(\d+)\s*(?:m|min|mins|minuten|minutes?))?"
    r"\s*(?:(\d+)\s*(?:s|sec|secs|seconden|seconds?))?$",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"^\d{1,7}(?:[.,]\d{1,3})?$")
_WAYS = {
    "in": "in inbound incoming inkomend inkomende binnenkomend ontvangen received answered"
    " aangenomen 1",
    "out": "out uit outbound outgoing uitgaand uitgaande gebeld dialed dialled placed 2",
    "missed": "missed gemist rejected afgewezen geweigerd unanswered onbeantwoord voicemail blocked"
    " geblokkeerd cancelled canceled failed mislukt noanswer geengehoor nietopgenomen 3 5",
}
_WAY_OF = {word: way for way, words in _WAYS.items() for word in words.split()}
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_CENTURY = 2000
_TWO_DIGITS = 100


def read_when(text: str, zone: tzinfo) -> int:
    """Read a time as whole seconds since 1970, UTC.

    ISO 8601 with or without an offset, day-month-year with hours and minutes, or milliseconds
    since 1970; without an offset it is in `zone`, the first of the two in the night that the
    clock goes back. Raises ValueError for anything else, and for a day without a time.

    >>> read_when("05-01-2026 09:30", UTC) == read_when("2026-01-05T10:30+01:00", UTC)
    True
    """
    text = " ".join(text.split())
    if _EPOCH_MILLISECONDS.match(text):
        return int(text) // 1000
    if _ISO_SECONDS.match(text):
        when = datetime.fromisoformat(text.replace(" ", "T", 1).replace(" ", ""))
    else:
        when = _read_dutch(text)
    if when.tzinfo is None:
        when = when.replace(tzinfo=zone)
    return int((when - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())


def _read_dutch(text: str) -> datetime:
    found = _DUTCH.match(text)
    if found is None or found[4] is None:
        raise ValueError("no time")
    day, month, year = int(found[1]), int(found[2]), int(found[3])
    if year < _TWO_DIGITS:
        year += _CENTURY
    clock = int(found[4]), int(found[5]), int(found[6] or 0)
    return datetime(year, month, day, *clock)  # noqa: DTZ001 - the zone follows in read_when


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
    """Return "in", "out", "missed", or "" when the cell does not say.

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
    return found[0] if found else ""


def read_number(text: str, country: str) -> str:
    """Write a telephone number in E.164; `country` is for numbers without a prefix.

    Returns "" for a cell without digits (a withheld number) and raises ValueError for digits that
    cannot be a number of that length.

    >>> read_number("085 000 00 01", "NL"), read_number("Privé", "NL")
    ('+31850000001', '')
    """
    if not any(sign.isdigit() for sign in text):
        return ""
    try:
        number = phonenumbers.parse(text.removeprefix("tel:"), country)
    except phonenumbers.NumberParseException:
        raise ValueError("no number") from None
    if not phonenumbers.is_possible_number(number):
        raise ValueError("no possible number")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
