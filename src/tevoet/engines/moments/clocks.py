"""Times without a zone, and the two nights a year in which they are not plain."""

from datetime import UTC, datetime, tzinfo
from typing import Final, NamedTuple

from tevoet.engines.moments.dates import LATEST

DOUBLED: Final = "doubled_hour"
SKIPPED: Final = "skipped_hour"
_NOON: Final = 12
_BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Read(NamedTuple):
    """Whole seconds since 1970, UTC, and why they are not sure: `DOUBLED`, `SKIPPED` or ""."""

    at: int
    unsure: str


def seconds_of(when: datetime, zone: tzinfo) -> Read:
    """Return a time as seconds; one without a zone of its own is in `zone`.

    In the night that the clock goes back an hour comes twice: the first of the two is taken. In
    the night that it goes forward an hour does not exist: the time is read as if it had not gone
    forward yet. Raises ValueError outside 1970–2099, as of a clock that was never set.

    >>> from zoneinfo import ZoneInfo
    >>> seconds_of(datetime(2026, 10, 25, 2, 30), ZoneInfo("Europe/Amsterdam")).unsure
    'doubled_hour'
    >>> seconds_of(datetime(2026, 3, 29, 2, 30), ZoneInfo("Europe/Amsterdam")).unsure
    'skipped_hour'
    """
    unsure = ""
    if when.tzinfo is None:
        when = when.replace(tzinfo=zone, fold=0)
        first, second = when.utcoffset(), when.replace(fold=1).utcoffset()
        if first is not None and second is not None and first != second:
            unsure = DOUBLED if first > second else SKIPPED
    return Read(plausible(int((when - _BEGINNING).total_seconds())), unsure)


def plausible(at: int) -> int:
    """Return seconds since 1970 as they are. Raises ValueError outside 1970–2099."""
    if not 0 <= at < LATEST:
        raise ValueError("no such year")
    return at


def hour_of(hour: int, half: str) -> int:
    """Return the hour of the day; `half` is "a" before noon, "p" after it, or "".

    >>> hour_of(12, "a"), hour_of(12, "p"), hour_of(3, "p"), hour_of(15, "")
    (0, 12, 15, 15)
    """
    if half and not 1 <= hour <= _NOON:
        raise ValueError("no hour")
    return hour % _NOON + (_NOON if half == "p" else 0) if half else hour
