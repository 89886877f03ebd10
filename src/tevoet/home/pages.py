"""What each page shows, gathered once: the overview of the one who asks, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from tevoet.contact import clock, overview
from tevoet.home import figures, lanes, reasons, rows, steps, today

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from tevoet.contact.archive import Archive
    from tevoet.contact.overview import Contact, Overview, Tap
    from tevoet.home.today import Act
    from tevoet.people.models import Person
    from tevoet.ui.shapes import Step

DAYS_AHEAD = 14
DAYS_OFFERED = 5


@dataclass(frozen=True, slots=True)
class Today:
    """The page Today."""

    overview: Overview
    day: today.Day
    act: Act | None
    planned: list[Contact]

    @property
    def lead(self) -> str:
        """Say what to do."""
        return reasons.lead(self.act) if self.act else ""

    @property
    def sentences(self) -> list[str]:
        """Say why."""
        return reasons.sentences(self.act, self.day.on) if self.act else []

    @property
    def rules(self) -> list[reasons.Rule]:
        """Say why this and not something else."""
        return reasons.rules(self.act) if self.act else []

    @property
    def some_wait(self) -> bool:
        """Say whether the owner put somebody off."""
        return any(one.not_now for one in self.overview.contacts)

    @property
    def by_phone(self) -> bool:
        """Say whether calling is the first thing to do."""
        on_foot = {today.Reason.NOT_MET, today.Reason.NOT_VISIBLE}
        return bool(self.act and self.act.contact.phone and self.act.reason not in on_foot)


@dataclass(frozen=True, slots=True)
class With:
    """The page of one connection."""

    overview: Overview
    contact: Contact
    day: date
    both_work: bool
    taps: Sequence[Tap]

    @property
    def row(self) -> rows.Row:
        """Return how it stands in one line, with its strip."""
        return rows.row(self.contact, self.taps)

    @property
    def spoken(self) -> list[str]:
        """Say how long ago the two spoke, and which limit that passes."""
        return [reasons.spoken(self.contact), *reasons.past_limit(self.contact)]

    @property
    def hints(self) -> list[list[str]]:
        """Return the hints to call, in words."""
        call = self.contact.call
        return [reasons.mailed(call, self.day)] if call else []

    @property
    def lanes(self) -> lanes.Lanes | None:
        """Draw half a year."""
        monday = self.day - timedelta(days=self.day.weekday())
        return lanes.of_weeks(self.contact.weeks, monday)

    @property
    def path(self) -> list[Step]:
        """Return the path through time."""
        return steps.path(self.contact, self.day)

    @property
    def figures(self) -> list[figures.Figure]:
        """Return the figures in words; none when nothing was read of this person."""
        return figures.figures(figures.of_contact(self.contact)) if self.contact.figures else []


def for_today(person: Person, now: datetime, archive: Archive | None = None) -> Today:
    """Gather the page Today."""
    seen = overview.of(person, now, archive)
    on = clock.day_of(person, now)
    spoken = frozenset(tap.other.pk for tap in seen.taps)
    day = today.Day(on, clock.works_on(person, on), spoken)
    act = today.choose(seen.contacts, day)
    planned = [
        one
        for one in seen.contacts
        if one.planned_on == on and (act is None or one != act.contact) and not one.muted_until
    ]
    return Today(seen, day, act, planned)


def of_connection(person: Person, pk: int, now: datetime) -> With | None:
    """Gather the page of one connection, or None when there is no such connection."""
    seen = overview.of(person, now)
    contact = next((one for one in seen.contacts if one.other.pk == pk), None)
    if contact is None:
        return None
    on = clock.day_of(person, now)
    taps = [tap for tap in seen.taps if tap.other.pk == pk]
    both_work = contact.works_today and clock.works_on(person, on) and not contact.away_until
    return With(seen, contact, on, both_work, taps)


def days_to_plan(person: Person, contact: Contact, today: date) -> list[date]:
    """Return the first days on which both work and nobody is away, to plan a talk on."""
    two = [(one, clock.week_of(one)) for one in (person, contact.other)]
    first = max(today, contact.away_until or today)
    ahead = [today + timedelta(days=number) for number in range(1, DAYS_AHEAD + 1)]
    both = (
        day
        for day in ahead
        if day > first and all(clock.works_on(one, day, week) for one, week in two)
    )
    return list(both)[:DAYS_OFFERED]
