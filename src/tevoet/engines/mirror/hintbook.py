"""What an owner said of the hints "better as a call": settings, and what became of each hint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, NamedTuple, Protocol, TypeVar

from tevoet.engines.mirror.pingpong import FIRM_TURNS
from tevoet.engines.mirror.steps import SOFT_TURNS

FEWEST, MOST = SOFT_TURNS, 12
"""Bounds of the owner's thresholds; below four most exchanges end (docs/science/hint.md)."""
ASKED_DAYS: Final = 7
HELPED, DID_NOT_HELP, NOT_CALLED = "helped", "did_not_help", "not_called"
ANSWERS: Final = (HELPED, DID_NOT_HELP, NOT_CALLED)


class Call(Protocol):
    """A hint as a reading found it: its turns, its exchange, and what else was seen."""

    @property
    def turns(self) -> int:
        """Return the changes of writer within five working days."""
        ...

    @property
    def from_at(self) -> int | None:
        """Return when the exchange began, in seconds since 1970, UTC."""
        ...

    @property
    def until_at(self) -> int:
        """Return when its last mail was."""
        ...

    @property
    def reason(self) -> str:
        """Return the strongest reason by the thresholds of the program."""
        ...

    @property
    def parameters(self) -> Mapping[str, int]:
        """Return `joined` and `outside`, 1 when a third person came or most was outside hours."""
        ...

    @property
    def conversation(self) -> str:
        """Return the hash of its conversation."""
        ...


AnyCall = TypeVar("AnyCall", bound=Call)


class Key(NamedTuple):
    """Which hint: the number of the connection, and the exchange it is about."""

    connection: int
    exchange: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Whether there are hints, and from how many turns: softly from `soft`, firmly from `firm`."""

    on: bool = True
    soft: int = SOFT_TURNS
    firm: int = FIRM_TURNS

    @property
    def are_sane(self) -> bool:
        """Say whether both lie within the bounds, and firm is not before soft."""
        return FEWEST <= self.soft <= self.firm <= MOST


@dataclass(frozen=True, slots=True)
class Shown:
    """One hint that was shown: when first and last, how strong, and what the owner answered."""

    key: Key
    first_on: date
    last_on: date
    strength: str
    turns: int
    answer: str = ""


@dataclass(frozen=True)
class Book:
    """Everything an owner said of hints, and which were shown, by their key."""

    settings: Settings = field(default_factory=Settings)
    muted: frozenset[int] = frozenset()
    shown: Mapping[Key, Shown] = field(default_factory=dict)

    def choose(
        self, connection: int, calls: Iterable[AnyCall], today: date
    ) -> tuple[AnyCall, str, str] | None:
        """Return the one hint about a connection today, with its strength and reason.

        None when hints are off or muted, nothing is strong enough, or today's hint was answered.
        What was shown today stays until it is answered: one hint a day per person. Otherwise firm
        goes before soft, then the newest. An answered exchange does not come back.
        """
        if not self.settings.on or connection in self.muted:
            return None
        found = []
        todays = {
            key.exchange
            for key, one in self.shown.items()
            if self._is_todays(one, connection, today)
        }
        for call in calls:
            strength, reason = strength_of(call, self.settings)
            earlier = self.shown.get(Key(connection, exchange_of(call)))
            if strength and not (earlier and earlier.answer):
                found.append((call, strength, reason))
        if todays:
            found = [one for one in found if exchange_of(one[0]) in todays]
        return min(found, key=lambda one: (one[1] != "firm", -one[0].until_at), default=None)

    def question(self, today: date, spoken: frozenset[int] = frozenset()) -> Shown | None:
        """Return the hint of the last days to ask about: did you call, did it help?

        Only one without an answer, shown on an earlier day, or today when the two spoke since.
        """
        asked = [
            one
            for one in self.shown.values()
            if not one.answer
            and one.last_on >= today - timedelta(days=ASKED_DAYS)
            and (one.first_on < today or one.key.connection in spoken)
        ]
        return max(asked, key=lambda one: (one.last_on, one.first_on, one.key), default=None)

    def counts(self) -> dict[str, int]:
        """Count the hints that were shown by what was answered; "" is no answer yet."""
        counted = Counter(one.answer for one in self.shown.values())
        return {answer: counted[answer] for answer in (*ANSWERS, "")}

    def newest(self) -> list[Shown]:
        """Return the hints that were shown, the newest first."""
        return sorted(self.shown.values(), key=lambda one: (one.last_on, one.key), reverse=True)

    @staticmethod
    def _is_todays(one: Shown, connection: int, today: date) -> bool:
        return one.key.connection == connection and one.last_on == today


def strength_of(call: Call, settings: Settings) -> tuple[str, str]:
    """Return how strong a hint is by the owner's thresholds, and why; "" when it is none."""
    if call.turns < settings.soft:
        return "", ""
    if call.turns >= settings.firm:
        return "firm", "many_turns"
    if call.parameters.get("joined") or call.reason == "third_person_joined":
        return "firm", "third_person_joined"
    if call.parameters.get("outside") or call.reason == "outside_hours":
        return "firm", "outside_hours"
    return "soft", "turns"


def exchange_of(call: Call) -> str:
    """Return the name of the exchange that a hint is about: its conversation and its beginning."""
    return f"{call.conversation}-{call.from_at or 0}"
