"""What each page shows, gathered once: the overview of the one who asks, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from tevoet.contact import clock, overview
from tevoet.home import figures, lanes, reasons, rows, steps, today
from tevoet.people.models import Away, WorkingDay

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
    away_until: date | None = None
    walks: bool = False

    @property
    def away_day(self) -> str:
        """Write the last day on which the owner is away."""
        return rows.short_day(self.away_until) if self.away_until else ""

    @property
    def lead(self) -> str:
        """Say what to do."""
        return reasons.lead(self.act, walks=self.walks) if self.act else ""

    @property
    def both_work(self) -> bool:
        """Say whether both are known to work today."""
        return bool(self.act and self.walks and self.day.works and self.act.contact.works_today)

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
        by_foot = self.walks and self.act is not None and self.act.reason in on_foot
        return bool(self.act and self.act.contact.phone and not by_foot)


@dataclass(frozen=True, slots=True)
class With:
    """The page of one connection."""

    overview: Overview
    contact: Contact
    day: date
    owner_works: bool
    walks: bool
    taps: Sequence[Tap]

    @property
    def other_works(self) -> bool:
        """Say whether the other is known to work today."""
        return self.walks and self.contact.works_today and not self.contact.away_until

    @property
    def both_work(self) -> bool:
        """Say whether both are known to work today."""
        return self.owner_works and self.other_works

    @property
    def away(self) -> str:
        """Say until when the other is away."""
        until = self.contact.away_until
        return rows.away_sentence(until) if until else ""

    @property
    def quiet_until(self) -> str:
        """Say until when the owner keeps this connection quiet."""
        until = self.contact.muted_until
        return rows.quiet_sentence(until) if until else ""

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
    away = Away.objects.filter(person=person, since__lte=on, until__gte=on).first()
    if away:
        return Today(seen, day, None, [], away.until)
    act = today.choose(seen.contacts, day)
    planned = [
        one
        for one in seen.contacts
        if one.planned_on == on and (act is None or one != act.contact) and not one.muted_until
    ]
    walks = act is not None and weeks_are_known(person, act.contact.other)
    return Today(seen, day, act, planned, walks=walks)


def of_connection(
    person: Person, pk: int, now: datetime, archive: Archive | None = None
) -> With | None:
    """Gather the page of one connection, or None when there is no such connection."""
    seen = overview.of(person, now, archive)
    contact = next((one for one in seen.contacts if one.other.pk == pk), None)
    if contact is None:
        return None
    on = clock.day_of(person, now)
    taps = [tap for tap in seen.taps if tap.other.pk == pk]
    walks = weeks_are_known(person, contact.other)
    return With(seen, contact, on, clock.works_on(person, on), walks, taps)


def weeks_are_known(person: Person, other: Person) -> bool:
    """Say whether both told their week; somebody added privately never works here."""
    if other.added_by_id is not None:
        return False
    told = WorkingDay.objects.filter(person__in=(person.pk, other.pk)).order_by()
    return len(set(told.values_list("person", flat=True))) > 1


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
