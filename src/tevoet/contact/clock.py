"""Whose days are counted how: the rhythm of a person, as the mirror wants to hear it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tevoet.engines.mirror.settings import Rhythm
from tevoet.people.days import ORDINARY_WEEK, holidays_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from tevoet.contact.asking import Week
    from tevoet.people.models import Person


def zone_of(person: Person) -> str:
    """Return the name of somebody's time zone, the organisation's when they have none."""
    return person.time_zone or person.organisation.time_zone


def week_of(person: Person) -> Week:
    """Return somebody's working hours by weekday, as they were told."""
    return {day.weekday: (day.starts, day.ends) for day in person.working_days.all()}


def free_days(person: Person, years: Iterable[int]) -> frozenset[date]:
    """Return the public holidays where somebody works."""
    country = person.country or person.organisation.country
    return frozenset().union(*(holidays_of(country, person.subdivision, year) for year in years))


def works_on(person: Person, day: date, weekdays: Container[int] | None = None) -> bool:
    """Say whether somebody works on a day, by the week and the public holidays.

    `weekdays` are those they work on, when known already; none at all is the ordinary week.
    """
    told = week_of(person) if weekdays is None else weekdays
    if day.weekday() not in (told or ORDINARY_WEEK):
        return False
    country = person.country or person.organisation.country
    return day not in holidays_of(country, person.subdivision, day.year)


def rhythm_of(person: Person, years: Iterable[int] = (), week: Week | None = None) -> Rhythm:
    """Return when somebody works; the hours are the widest of the week."""
    hours = (week_of(person) if week is None else week) or ORDINARY_WEEK
    return Rhythm(
        time_zone=zone_of(person),
        working_days=frozenset(hours),
        opens=min(opens for opens, _ in hours.values()),
        closes=max(closes for _, closes in hours.values()),
        holidays=free_days(person, years),
    )


def day_of(person: Person, now: datetime) -> date:
    """Return which day it is where somebody is."""
    return now.astimezone(ZoneInfo(zone_of(person))).date()
