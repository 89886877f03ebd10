"""Local days and weeks as plain rows, so that figures count working days exactly in any zone."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tevoet.engines.mirror.settings import DAY, Rhythm

STRIP_WEEKS = 26
QUARTER = 900


class Day(NamedTuple):
    """One local day: its beginning and end, its hours (UTC seconds), and what came before it.

    `day` is the date's proleptic ordinal; `working` is 1 or 0; `before` counts the working days
    since the beginning of the calendar; `opens` equals `closes` on a day off.
    """

    day: int
    starts: int
    ends: int
    opens: int
    closes: int
    working: int
    before: int


class Week(NamedTuple):
    """One local week from Monday: its place from 0 (oldest), its date ordinal, and its bounds."""

    week: int
    monday: int
    starts: int
    ends: int


def days(rhythm: Rhythm, first: int, last: int) -> list[Day]:
    """List the local days from the one holding `first` to the one holding `last` (UTC seconds).

    A day begins at local midnight, whatever its length: nights in which the clock changes give
    days of 23 or 25 hours.

    >>> [d.ends - d.starts for d in days(Rhythm(), 1774652400, 1774738800)]
    [86400, 82800]
    """
    zone = ZoneInfo(rhythm.time_zone)
    before, found = 0, []
    for day in _dates(local_date(rhythm, first), local_date(rhythm, last)):
        working = int(day.weekday() in rhythm.working_days and day not in rhythm.holidays)
        starts, ends = _midnight(day, zone), _midnight(day + timedelta(days=1), zone)
        opens = int(datetime.combine(day, rhythm.opens, zone).timestamp()) if working else starts
        closes = int(datetime.combine(day, rhythm.closes, zone).timestamp()) if working else starts
        found.append(Day(day.toordinal(), starts, ends, opens, closes, working, before))
        before += working
    return found


def weeks(rhythm: Rhythm, now: int) -> list[Week]:
    """List the last 26 local weeks, Monday to Sunday, the running one last."""
    zone = ZoneInfo(rhythm.time_zone)
    today = local_date(rhythm, now)
    first = today - timedelta(days=today.weekday(), weeks=STRIP_WEEKS - 1)
    mondays = [first + timedelta(weeks=n) for n in range(STRIP_WEEKS + 1)]
    bounds = [_midnight(monday, zone) for monday in mondays]
    return [Week(n, mondays[n].toordinal(), bounds[n], bounds[n + 1]) for n in range(STRIP_WEEKS)]


def quarters(rhythm: Rhythm, now: int) -> list[tuple[int, int]]:
    """List (quarter of an hour since 1970, place of its week) for the last 26 local weeks."""
    return [
        (quarter, week.week)
        for week in weeks(rhythm, now)
        for quarter in range(week.starts // QUARTER, week.ends // QUARTER)
    ]


def position(calendar: list[Day], at: int) -> int:
    """Say how many working seconds of the calendar lie before `at`, a working day being 86,400.

    Two moments at the same time of day are a whole number of working days apart. Before the
    calendar it is 0; after it, all of it.
    """
    place = bisect_right([day.starts for day in calendar], at) - 1
    if place < 0:
        return 0
    day = calendar[place]
    return day.before * DAY + day.working * min(at - day.starts, DAY)


def local_date(rhythm: Rhythm, at: int) -> date:
    """Say which date it is at `at` (UTC seconds) where this rhythm lives."""
    return datetime.fromtimestamp(at, ZoneInfo(rhythm.time_zone)).date()


def _midnight(day: date, zone: ZoneInfo) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp())


def _dates(first: date, last: date) -> Iterator[date]:
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)
