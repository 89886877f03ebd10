"""What a reading leaves behind for the pages: plain values (`records` turns them into JSON)."""

from dataclasses import dataclass, field
from typing import NamedTuple

Number = float | int | None


@dataclass(frozen=True, slots=True)
class Hint:
    """A hint: `kind` better_as_a_call or not_met, `strength` soft or firm, `person` a key.

    `reason` is a slug that the edge translates with `parameters`. Times are seconds since 1970,
    UTC; `from_at` is None when nothing is visible. For not_met `turns` is 0 and the hash empty.
    """

    kind: str
    strength: str
    person: str
    reason: str
    until_at: int
    from_at: int | None = None
    conversation_hash: str = ""
    turns: int = 0
    parameters: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Talked:
    """Number and minutes of contact through one channel."""

    number: int
    minutes: float


@dataclass(frozen=True, slots=True)
class Replied:
    """How long direct mails waited: the median in hours, None while more than half wait."""

    hours: float | None
    answered: int
    waiting: int


class Dot(NamedTuple):
    """One direct mail: when it came (seconds, UTC), and how long it waited, or waits so far."""

    at: int
    waited: int
    replied: bool


class Exchange(NamedTuple):
    """A long exchange of mail: its first and last mail (seconds, UTC), its mails and turns."""

    first_at: int
    last_at: int
    mails: int
    turns: int


@dataclass(frozen=True, slots=True)
class PersonSummary:
    """One person in the owner's mirror; `figures` by `name@version`, missing is None or absent.

    `key` is the person key, `addresses` and `names` the most used first. `weekly` gives for each
    channel used the counts of the last 26 local weeks, oldest first (`Summary.weeks`).
    `waiting_oldest_at` is when the oldest mail that waits for me came. `replies` tells how long
    my direct mails (`mine`) and theirs (`theirs`) waited, and `dots` each of them, oldest first.
    `counted` tells by `name@version` the numbers that a figure was made from. `long_exchanges` are
    those with the most turns.
    """

    key: str
    addresses: tuple[str, ...]
    names: tuple[str, ...]
    sent: int = 0
    received: int = 0
    last_mail_at: int | None = None
    last_human_contact_at: int | None = None
    last_in_person_at: int | None = None
    waiting_oldest_at: int | None = None
    contacts_by_channel: dict[str, Talked] = field(default_factory=dict)
    unconfirmed: Talked = field(default_factory=lambda: Talked(0, 0.0))
    weekly: dict[str, tuple[int, ...]] = field(default_factory=dict)
    replies: dict[str, Replied] = field(default_factory=dict)
    dots: dict[str, tuple[Dot, ...]] = field(default_factory=dict)
    long_exchanges: tuple[Exchange, ...] = ()
    figures: dict[str, Number] = field(default_factory=dict)
    counted: dict[str, dict[str, Number]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything the pages show of an owner's contact, as of `now`. Times as in `Hint`.

    `moments` counts what was read by channel, `future` those of them after now. `period_from` and
    `period_until` are the first and last moment up to now, None when there is none. `weeks` are
    the Mondays (ISO dates) of the strip. `own` are the figures that are about nobody in
    particular, by `name@version`, each with what it was made from.
    """

    now: int
    window_days: int
    period_from: int | None
    period_until: int | None
    moments: dict[str, int]
    future: int
    conversations: int
    largest_conversation: int
    weeks: tuple[str, ...]
    people: tuple[PersonSummary, ...]
    hints: tuple[Hint, ...]
    own: dict[str, dict[str, Number]] = field(default_factory=dict)

    def person(self, key: str) -> PersonSummary | None:
        """Find a person by key, or None when nothing was read of them."""
        return next((person for person in self.people if person.key == key), None)
