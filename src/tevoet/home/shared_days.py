"""The days on which two people both work, as far as both told their week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from tevoet.contact import clock

if TYPE_CHECKING:
    from datetime import date

    from tevoet.contact.overview import Other
    from tevoet.people.models import Person

DAYS_AHEAD = 14
DAYS_OFFERED = 5


@dataclass(frozen=True, slots=True)
class SharedDays:
    """The weeks of an owner and of somebody around."""

    mine: clock.Week
    here: clock.Where
    theirs: clock.Week
    other: Other

    @classmethod
    def of(cls, person: Person, other: Other) -> SharedDays:
        """Ask for both weeks at once."""
        mine, theirs = clock.weeks_of(person.pk, other.pk)
        return cls(mine, clock.where(person), theirs, other)

    @property
    def are_known(self) -> bool:
        """Say whether both told their week; somebody added privately never works here."""
        return self.other.added_by is None and bool(self.mine and self.theirs)

    def i_work(self, on: date) -> bool:
        """Say whether the owner works on a day."""
        return clock.works_on(self.here, on, self.mine)

    def ahead(self, today: date, away_until: date | None = None) -> list[date]:
        """Return the first days to come on which both work and nobody is away."""
        days = (today + timedelta(days=number) for number in range(1, DAYS_AHEAD + 1))
        both = (day for day in days if day > (away_until or today) and self.both_work(day))
        return list(islice(both, DAYS_OFFERED))

    def both_work(self, on: date) -> bool:
        """Say whether both work on a day, by their weeks."""
        return self.i_work(on) and clock.works_on(self.other.where, on, self.theirs)
