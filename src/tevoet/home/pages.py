"""What each page shows, gathered once: the overview of the one who asks, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from tevoet.contact import clock, overview
from tevoet.contact.models import Manner
from tevoet.home import afterwards, figures, lanes, reasons, rows, steps, waits
from tevoet.home.also import Line, also
from tevoet.home.seen import WINDOW_DAYS, of_contact
from tevoet.home.shared_days import SharedDays
from tevoet.people.models import Away
from tevoet.smallthings import pending, today

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from tevoet.contact.archive import Archive
    from tevoet.contact.overview import Contact, Overview, Tap
    from tevoet.people.models import Person
    from tevoet.smallthings.today import Act
    from tevoet.ui.shapes import Step


@dataclass(frozen=True, slots=True)
class Today:
    """The page Today."""

    overview: Overview
    day: today.Day
    act: Act | None
    also: list[Line]
    away_until: date | None = None
    shared: SharedDays | None = None

    @property
    def hinted(self) -> Contact | None:
        """Return whom a hint is shown about."""
        return self.act.contact if self.act and self.act.reason in today.BY_HINT else None

    @property
    def why(self) -> list[str]:
        """Say why there is a hint."""
        hint = self.act.hint if self.hinted and self.act else None
        return afterwards.why(hint, self.overview.book.settings) if hint else []

    @property
    def question(self) -> afterwards.Asked | None:
        """Return the hint of the last days to ask about, if there is one."""
        return afterwards.question(self.overview, self.day)

    @property
    def away_day(self) -> str:
        """Write the last day on which the owner is away."""
        return rows.short_day(self.away_until) if self.away_until else ""

    @property
    def walks(self) -> bool:
        """Say whether both are known to work here, so that one can walk over."""
        return self.shared is not None and self.shared.are_known

    @property
    def days(self) -> list[date]:
        """Return the first days on which both work, to plan a talk on."""
        return self.shared.ahead(self.day.on) if self.shared else []

    @property
    def lead(self) -> str:
        """Say what to do."""
        return reasons.lead(self.act, walks=self.walks, today=self.day.on) if self.act else ""

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
        return reasons.rules(self.act, self.overview.book.settings) if self.act else []

    @property
    def wish(self) -> int | None:
        """Return the number of the wish behind the act."""
        return self._matter(today.Reason.WISH)

    @property
    def talk(self) -> int | None:
        """Return the number of the talk behind the act, to be held or to look back on."""
        return self._matter(today.Reason.PLANNED) or self._matter(today.Reason.LOOK_BACK)

    def _matter(self, reason: today.Reason) -> int | None:
        is_it = self.act is not None and self.act.reason is reason
        return self.act.matter.pk if is_it and self.act and self.act.matter else None

    @property
    def is_alone(self) -> bool:
        """Say whether the act needs nobody else here and now: looking back, a promise."""
        return self.act is not None and self.act.reason in today.ALONE

    @property
    def some_wait(self) -> bool:
        """Say whether the owner put somebody off."""
        return any(one.not_now for one in self.overview.contacts)

    @property
    def by_phone(self) -> bool:
        """Say whether calling is the first thing to do."""
        by_foot = self.walks and self.act is not None and self.act.reason in today.ON_FOOT
        return bool(self.act and self.act.contact.phone and not by_foot)


@dataclass(frozen=True, slots=True)
class With:
    """The page of one connection."""

    overview: Overview
    contact: Contact
    day: date
    shared: SharedDays
    taps: Sequence[Tap]
    zone: str = "UTC"
    manner: Manner | None = None

    @property
    def walks(self) -> bool:
        """Say whether both are known to work here, so that one can walk over."""
        return self.shared.are_known

    @property
    def days(self) -> list[date]:
        """Return the first days on which both work and nobody is away, to plan a talk on."""
        return self.shared.ahead(self.day, self.contact.away_until)

    @property
    def other_works(self) -> bool:
        """Say whether the other is known to work today."""
        return self.walks and self.contact.works_today and not self.contact.away_until

    @property
    def both_work(self) -> bool:
        """Say whether both are known to work today."""
        return self.other_works and self.shared.i_work(self.day)

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
    def hint(self) -> list[str]:
        """Return the hint to call, in words."""
        call = self.contact.call
        return reasons.mailed(call, self.day) if call else []

    @property
    def why(self) -> list[str]:
        """Say why there is this hint."""
        call = self.contact.call
        return afterwards.why(call, self.overview.book.settings) if call else []

    @property
    def question(self) -> afterwards.Asked | None:
        """Ask about the hint that is shown: did you speak, did it help?"""
        return afterwards.about(self.contact)

    @property
    def has_no_hints(self) -> bool:
        """Say whether the owner wants no hints about this person."""
        return self.contact.connection in self.overview.book.muted

    @property
    def lanes(self) -> lanes.Lanes | None:
        """Draw half a year."""
        monday = self.day - timedelta(days=self.day.weekday())
        return lanes.of_weeks(self.contact.weeks, monday)

    @property
    def asks_how(self) -> bool:
        """Say whether meetings were read of which nothing tells how they were."""
        read = self.contact.read
        return self.manner is None and bool(read and any(read.weekly.get("unknown", ())))

    @property
    def window(self) -> waits.Window:
        """Return the days that are drawn mail by mail: those up to the last reading."""
        made_at = self.overview.made_at
        end = int(made_at.timestamp()) if made_at else 0
        return waits.Window(end - WINDOW_DAYS * waits.DAY, end, self.zone)

    @property
    def waits(self) -> list[waits.Waits]:
        """Draw how long each direct mail waited."""
        return waits.of_person(self.contact.read, self.contact.other.name, self.window)

    @property
    def long_exchanges(self) -> list[str]:
        """Return in words the mail that grew long."""
        return waits.long_exchanges(self.contact.read, self.window)

    @property
    def path(self) -> list[Step]:
        """Return the path through time."""
        return steps.path(self.contact, self.day)

    @property
    def more_figures(self) -> list[figures.Figure]:
        """Return the figures that are folded away."""
        return figures.more_figures(of_contact(self.contact)) if self.contact.figures else []

    @property
    def figures(self) -> list[figures.Figure]:
        """Return the figures in words; none when nothing was read of this person."""
        return figures.figures(of_contact(self.contact)) if self.contact.figures else []


def for_today(person: Person, now: datetime, archive: Archive | None = None) -> Today:
    """Gather the page Today."""
    seen = overview.of(person, now, archive)
    on = clock.day_of(person, now)
    spoken = frozenset(tap.other.pk for tap in seen.taps)
    (week,) = clock.weeks_of(person.pk)
    works = clock.works_on(clock.where(person), on, week)
    day = today.Day(on, works, spoken, pending.of(person, now))
    away = Away.objects.filter(person=person, since__lte=on, until__gte=on).first()
    if away:
        return Today(seen, day, None, [], away.until)
    act = today.choose(seen.contacts, day)
    shared = SharedDays.of(person, act.contact.other) if act else None
    return Today(seen, day, act, also(seen.contacts, day, act), shared=shared)


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
    shared = SharedDays.of(person, contact.other)
    manner = Manner.objects.visible_to(person).filter(connection=contact.connection).first()
    return With(seen, contact, on, shared, taps, clock.zone_of(person), manner)
