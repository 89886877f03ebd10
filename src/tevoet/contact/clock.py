"""Whose days are counted how: the rhythm of a person, as the mirror wants to hear it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from tevoet.engines.mirror.settings import Rhythm
from tevoet.people.days import ORDINARY_WEEK, holidays_of, is_holiday
from tevoet.people.models import WorkingDay

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence
    from datetime import time

    from tevoet.people.models import Person

Week = dict[int, tuple["time", "time"]]


class Where(NamedTuple):
    """Where somebody works: by which clock, and with which public holidays."""

    time_zone: str
    country: str
    subdivision: str


def where(person: Person) -> Where:
    """Return where somebody works."""
    organisation = person.organisation
    return own_or_common(
        (person.time_zone, person.country, person.subdivision),
        (organisation.time_zone, organisation.country, organisation.subdivision),
    )


def own_or_common(own: Sequence[str], common: Sequence[str]) -> Where:
    """Take what somebody said of it, else what the organisation said.

    Both are a time zone, a country and a part of it; a part goes with its country.
    """
    zone, country, subdivision = own
    if country:
        return Where(zone or common[0], country, subdivision)
    return Where(zone or common[0], common[1], common[2])


def zone_of(person: Person) -> str:
    """Return the name of somebody's time zone, the organisation's when they have none."""
    return person.time_zone or person.organisation.time_zone


def weeks_of(*people: int) -> list[Week]:
    """Return the working hours of these people by weekday, as they were told, in one question."""
    weeks: dict[int, Week] = {pk: {} for pk in people}
    days = WorkingDay.objects.filter(person__in=people).order_by()
    for pk, weekday, starts, ends in days.values_list("person", "weekday", "starts", "ends"):
        weeks[pk][weekday] = (starts, ends)
    return list(weeks.values())


def works_on(place: Where, day: date, weekdays: Container[int]) -> bool:
    """Say whether somebody works on a day, by the week and the public holidays.

    `weekdays` are those they work on; none at all is the ordinary week.
    """
    if day.weekday() not in (weekdays or ORDINARY_WEEK):
        return False
    return not is_holiday(day, country=place.country, subdivision=place.subdivision)


def rhythm_of(place: Where, week: Week, years: Iterable[int]) -> Rhythm:
    """Return when somebody works; the hours are the widest of the week."""
    hours = week or ORDINARY_WEEK
    free = (holidays_of(place.country, place.subdivision, year) for year in years)
    return Rhythm(
        time_zone=place.time_zone,
        working_days=frozenset(hours),
        opens=min(opens for opens, _ in hours.values()),
        closes=max(closes for _, closes in hours.values()),
        holidays=frozenset().union(*free),
    )


def day_of(person: Person, now: datetime) -> date:
    """Return which day it is where somebody is."""
    return now.astimezone(ZoneInfo(zone_of(person))).date()
