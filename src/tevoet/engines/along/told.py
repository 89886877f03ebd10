"""What somebody told on their own machine, as plain values: people, answers, taps and wishes.

Persons and connections are known by the numbers they have in these files alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final, NamedTuple, TypeVar

from tevoet.engines.along.marks import DAMAGED, TOO_LARGE, Unfit

Rows = Mapping[str, list[dict[str, Any]]]  # JSON values of any kind
One = TypeVar("One")

MOST_ROWS: Final = 200_000
MOST_SOURCES: Final = 1_000
LONGEST_ADDRESS: Final = 320
LONGEST_NAME: Final = 255
LONGEST_DAYS: Final = 366
CHANNELS: Final = frozenset({"in_person", "phone", "video"})
COUNTS: Final = ("read", "kept", "duplicate", "automatic", "refused")
LARGEST: Final = 2**53
ORIGIN: Final = re.compile(r"along-[0-9a-f]{32}")


class Answer(NamedTuple):
    """Whose address something is: a person's number, or None for nobody one works with."""

    address: str
    person: int | None


class Tap(NamedTuple):
    """Two people spoke, said one of them."""

    connection: int
    channel: str
    at: datetime
    minutes: int | None


class Limits(NamedTuple):
    """After how many days somebody wants to speak and to meet again."""

    connection: int
    voice_days: int
    in_person_days: int


class PutOff(NamedTuple):
    """Not before a day; `planned_on` when it is planned then."""

    connection: int
    until: date
    planned_on: date | None


class Quiet(NamedTuple):
    """Nothing of a connection until a day."""

    connection: int
    until: date


class OldSource(NamedTuple):
    """Files that were read there. `label` stands at their moments; `origin` stays for ever."""

    label: str
    origin: str
    name: str
    files: tuple[str, ...]
    number: int
    bytes: int
    at: datetime
    outcome: dict[str, int]


@dataclass(frozen=True, slots=True)
class Told:
    """Everything, of the one whose files these are (`owner`) and of those around."""

    owner: int
    addresses: dict[int, frozenset[str]]
    phones: dict[int, frozenset[str]]
    connections: dict[int, int]
    answers: list[Answer] = field(default_factory=list)
    taps: list[Tap] = field(default_factory=list)
    limits: list[Limits] = field(default_factory=list)
    put_off: list[PutOff] = field(default_factory=list)
    quiet: list[Quiet] = field(default_factory=list)

    def whole(self, person: int) -> frozenset[str]:
        """Return every address of somebody, also those that were only said to be theirs."""
        said = {one.address for one in self.answers if one.person == person}
        return self.addresses.get(person, frozenset()) | said


def told(owner: int, people: Rows, contact: Rows) -> Told:
    """Read what was told. Raises `Unfit` when something is not as Tevoet writes it."""

    def read() -> Told:
        if sum(len(rows) for rows in (*people.values(), *contact.values())) > MOST_ROWS:
            raise Unfit(TOO_LARGE)
        return _told(owner, people, contact)

    return _strictly(read)


def sources(rows: list[dict[str, Any]]) -> list[OldSource]:
    """Read which sources there were; raises as `told` does."""
    if len(rows) > MOST_SOURCES:
        raise Unfit(TOO_LARGE)
    return _strictly(lambda: [_source(row) for row in rows])


def _strictly(read: Callable[[], One]) -> One:
    try:
        return read()
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise Unfit(DAMAGED) from error


def _told(owner: int, people: Rows, contact: Rows) -> Told:
    both = [
        (_number(row["number"]), {_number(row["first_number"]), _number(row["second_number"])})
        for row in people.get("connection", ())
        if row["ended_at"] is None
    ]
    return Told(
        owner=owner,
        addresses=_by_person(people.get("personaddress", ()), "address", _address),
        phones=_by_person(people.get("phonenumber", ()), "number", _text),
        connections={pk: (two - {owner}).pop() for pk, two in both if owner in two},
        answers=[
            Answer(_address(row["address"]), _perhaps(_number, row["person_number"]))
            for row in contact.get("proposal", ())
        ],
        taps=[
            Tap(_of(row), _channel(row["channel"]), _at(row["at"]), _minutes(row["minutes"]))
            for row in contact.get("spoken", ())
            if row["taken_back_at"] is None
        ],
        limits=[
            Limits(_of(row), _days(row["voice_days"]), _days(row["in_person_days"]))
            for row in contact.get("limit", ())
        ],
        put_off=[
            PutOff(_of(row), _day(row["until"]), _perhaps(_day, row["planned_on"]))
            for row in contact.get("notnow", ())
        ],
        quiet=[Quiet(_of(row), _day(row["until"])) for row in people.get("mute", ())],
    )


def _source(row: Mapping[str, Any]) -> OldSource:  # JSON values of any kind
    label, at = _text(row["label"]), _at(row["uploaded_at"])
    made = f"along-{sha256(f'{label} {at.isoformat()}'.encode()).hexdigest()[:32]}"
    return OldSource(
        label=label,
        origin=label if ORIGIN.fullmatch(label) else made,
        name=_text(row["name"]),
        files=tuple(_text(name) for name in row["files"]),
        number=_number(row["count"]),
        bytes=_number(row["bytes"]),
        at=at,
        outcome={part: _number(row["outcome"].get(part, 0)) for part in COUNTS},
    )


def _by_person(
    rows: Iterable[Mapping[str, Any]],  # JSON values of any kind
    column: str,
    read: Callable[[object], str],
) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        found[_number(row["person_number"])].add(read(row[column]))
    return {person: frozenset(texts) for person, texts in found.items()}


def _perhaps(read: Callable[[object], One], value: object) -> One | None:
    return None if value is None else read(value)


def _of(row: Mapping[str, object]) -> int:
    return _number(row["connection_number"])


def _number(value: object) -> int:
    if type(value) is not int or not 0 <= value <= LARGEST:
        raise ValueError
    return value


def _minutes(value: object) -> int | None:
    return None if value is None else min(_number(value), 24 * 60)


def _days(value: object) -> int:
    if not 1 <= (days := _number(value)) <= LONGEST_DAYS:
        raise ValueError
    return days


def _channel(value: object) -> str:
    if value not in CHANNELS:
        raise ValueError
    return str(value)


def _at(value: object) -> datetime:
    at = datetime.fromisoformat(_text(value))
    if at.tzinfo is None:
        raise ValueError
    return at


def _day(value: object) -> date:
    return date.fromisoformat(_text(value))


def _address(value: object) -> str:
    """Return an address or a phone number; what cannot be printed is neither."""
    text = str(value)
    if value != text or not 0 < len(text) <= LONGEST_ADDRESS or not text.isprintable():
        raise ValueError
    return text.lower()


def _text(value: object) -> str:
    """Return a text without what cannot be printed, which no name needs."""
    if not isinstance(value, str):
        raise TypeError
    return "".join(letter for letter in value if letter.isprintable())[:LONGEST_NAME]
