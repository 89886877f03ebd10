"""What the pages are told about an owner's contact: plain, frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tevoet.contact.models.limit import IN_PERSON_DAYS, VOICE_DAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from tevoet.people.models import Person


@dataclass(frozen=True, slots=True)
class Limits:
    """The two limits in days; `own` when the owner chose them."""

    voice: int = VOICE_DAYS
    in_person: int = IN_PERSON_DAYS
    own: bool = False


@dataclass(frozen=True, slots=True)
class Hint:
    """A reason to speak: `kind` better_as_a_call or not_met, `strength` firm or soft.

    `reason` is a slug that the page puts into words with `parameters`. `since` is None when
    nothing is visible here; `conversation` is a hash, empty for not_met.
    """

    kind: str
    strength: str
    turns: int
    since: datetime | None
    until: datetime
    reason: str
    parameters: dict[str, int]
    conversation: str


@dataclass(frozen=True, slots=True)
class Tap:
    """One "we spoke" of today that can still be taken back."""

    pk: int
    other: Person
    channel: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Look:
    """What only a closer look needs, and a list of two hundred people does not."""

    weeks: list[dict[str, int]] = field(default_factory=list)
    figures: dict[str, object] = field(default_factory=dict)
    not_met: Hint | None = None


def _nothing(_contact: Contact) -> Look:
    return Look()


@dataclass(frozen=True)
class Contact:
    """One connection, by its number, as its owner sees it.

    `last_at` and `last_channel` are the last time the two spoke, from the summary or a tap
    (`last_channel` is None when only the day is known). `voice_days` and `in_person_days` count
    local days since; None is "not visible here". `call` is the strongest hint that a call would be
    better. `look` is asked once, for what a closer look needs.
    """

    connection: int
    other: Person
    phone: str = ""
    away_until: date | None = None
    muted_until: date | None = None
    works_today: bool = True
    last_at: datetime | None = None
    last_channel: str | None = None
    voice_days: int | None = None
    in_person_days: int | None = None
    limits: Limits = field(default_factory=Limits)
    call: Hint | None = None
    waiting: int = 0
    not_now: bool = False
    planned_on: date | None = None
    look: Callable[[Contact], Look] = field(default=_nothing, compare=False, repr=False)

    @cached_property
    def _seen(self) -> Look:
        return self.look(self)

    @property
    def weeks(self) -> list[dict[str, int]]:
        """Return 26 weeks, oldest first, with a count per channel; none when nothing was read."""
        return self._seen.weeks

    @property
    def figures(self) -> dict[str, object]:
        """Return the figures, keyed `name@version`."""
        return self._seen.figures

    @property
    def hints(self) -> list[Hint]:
        """Return the one hint of today, a call before "not met"; none for who is away or muted."""
        best = self.call or self._seen.not_met
        return [best] if best else []


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything about the contact of one owner, longest not spoken first.

    `locked`: there is a summary that cannot be read now. `made_at` is None when none was made.
    `period` are the days of the first and the last moment that were read. `proposals` counts the
    addresses nobody answered about yet. `taps` are those of today. `prepare` asks for what a closer
    look at some contacts needs, all at once.
    """

    locked: bool
    made_at: datetime | None
    period: tuple[date, date] | None
    contacts: list[Contact]
    proposals: int
    taps: list[Tap]
    prepare: Callable[[Iterable[Contact]], None] = field(compare=False, repr=False)
