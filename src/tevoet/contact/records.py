"""What the pages are told about an owner's contact: plain, frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from tevoet.contact.models.limit import IN_PERSON_DAYS, VOICE_DAYS
from tevoet.engines.mirror.hintbook import Book

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from tevoet.contact.clock import Where
    from tevoet.engines.mirror.summary import PersonSummary


class Other(NamedTuple):
    """The other of a connection: what pages show of somebody, and where they work.

    `added_by` is the number of who added them for themselves, None for who is of an organisation.
    """

    pk: int
    name: str
    place: str
    added_by: int | None
    where: Where


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
    nothing is visible here; `conversation` is a hash, empty for not_met, and `exchange` names the
    exchange in it.
    """

    kind: str
    strength: str
    turns: int
    since: datetime | None
    until: datetime
    reason: str
    parameters: dict[str, int]
    conversation: str
    exchange: str = ""


@dataclass(frozen=True, slots=True)
class Tap:
    """One "we spoke" of today that can still be taken back."""

    pk: int
    other: Other
    channel: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Look:
    """What only a closer look needs, and a list of two hundred people does not.

    `last_channel` is how the two last spoke, None when only the day is known.
    """

    weeks: list[dict[str, int]] = field(default_factory=list)
    figures: dict[str, object] = field(default_factory=dict)
    last_channel: str | None = None
    not_met: Hint | None = None
    read: PersonSummary | None = None


class Closer(Protocol):
    """Looks closer at one of many contacts, only when asked."""

    def works_today(self, row: Contact) -> bool:
        """Say whether the other works today."""
        ...

    def look(self, row: Contact) -> Look:
        """Return what a closer look shows."""
        ...


@dataclass(frozen=True)
class Contact:
    """One connection, by its number, as its owner sees it.

    `last_at` is the last time the two spoke, from the summary or a tap. `voice_days` and
    `in_person_days` count local days since; None is "not visible here". `call` is the strongest
    hint that a call would be better. `is_hidden`: the other asked not to appear in the owner's
    mirror; `hides_me`: the owner asked the same of the other. `closer` is asked for the rest.
    """

    connection: int
    other: Other
    closer: Closer = field(compare=False, repr=False)
    phone: str = ""
    away_until: date | None = None
    muted_until: date | None = None
    last_at: datetime | None = None
    voice_days: int | None = None
    in_person_days: int | None = None
    limits: Limits = field(default_factory=Limits)
    call: Hint | None = None
    waiting: int = 0
    not_now: bool = False
    planned_on: date | None = None
    is_hidden: bool = False
    hides_me: bool = False

    @cached_property
    def works_today(self) -> bool:
        """Say whether the other works today, as far as was told."""
        return self.closer.works_today(self)

    @cached_property
    def _seen(self) -> Look:
        return self.closer.look(self)

    @property
    def last_channel(self) -> str | None:
        """Return how the two last spoke."""
        return self._seen.last_channel

    @property
    def weeks(self) -> list[dict[str, int]]:
        """Return 26 weeks, oldest first, with a count per channel; none when nothing was read."""
        return self._seen.weeks

    @property
    def figures(self) -> dict[str, object]:
        """Return the figures, keyed `name@version`."""
        return self._seen.figures

    @property
    def read(self) -> PersonSummary | None:
        """Return everything that was read of the other, None when nothing was."""
        return self._seen.read

    @property
    def hints(self) -> list[Hint]:
        """Return the one hint of today, a call before "not met"; none for who is away or muted."""
        best = self.call or self._seen.not_met
        return [best] if best else []


@dataclass(frozen=True)
class Overview:
    """Everything about the contact of one owner, longest not spoken first.

    `locked`: there is a summary that cannot be read now. `made_at` is None when none was made.
    `period` are the days of the first and the last moment that were read. `taps` are those of
    today. `prepare` asks for what a closer look at some contacts needs, all at once, and
    `unknown` counts the addresses nobody answered about yet. `book` is what the owner said of
    hints.
    """

    locked: bool
    made_at: datetime | None
    period: tuple[date, date] | None
    contacts: list[Contact]
    taps: list[Tap]
    prepare: Callable[[Iterable[Contact]], None] = field(compare=False, repr=False)
    unknown: Callable[[], int] = field(compare=False, repr=False)
    book: Book = field(default_factory=Book)

    @cached_property
    def proposals(self) -> int:
        """Count the addresses nobody answered about yet."""
        return self.unknown()
