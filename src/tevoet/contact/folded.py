"""A summary folded for quick reading: pages read a little of it, and of a few people the rest.

A mailbox knows thousands of people and a page lists those one works with. So there are two parts:
one that pages read, and one about everybody else, a record a line. The lines of the first part are

1. the head: everything that is not about one person, and how many one may be asked about;
2. a brief of each person whose addresses are known, with the names that lead to it;
3. the names of everybody else, first whom the owner may be asked about;
4. the hints;
5. and on: the record of each person whose addresses are known, in the order of line 2.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from tevoet.contact.proposing import OWN_KEY, both_ways
from tevoet.engines.mirror.records import UnknownSummaryVersion, from_record, to_record

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from tevoet.engines.mirror.summary import Hint, PersonSummary, Summary

VERSION = 3
SHOWN_AS_READ = "better_as_a_call"
"""Hints that pages take from the summary; "not met" is worked out at each view, with the taps."""


class Call(NamedTuple):
    """A hint that a call would be better. Times are seconds since 1970, UTC."""

    strength: str
    turns: int
    from_at: int | None
    until_at: int
    reason: str
    parameters: dict[str, int]
    conversation: str

    def says_as_much_as(self, other: Call) -> bool:
        """Say whether this is a hint by whatever thresholds make one of the other."""
        extra = ("joined", "outside")
        marks = ((self.parameters.get(one, 0), other.parameters.get(one, 0)) for one in extra)
        return self.turns >= other.turns and all(mine >= theirs for mine, theirs in marks)


class Brief(NamedTuple):
    """What a list needs of one person. Times are seconds since 1970, UTC.

    `calls` are the hints that a call would be better, without those that a newer one makes
    needless: whatever was said since and whatever the thresholds, the one to show is among them.
    """

    key: str
    voice_at: int | None
    in_person_at: int | None
    waiting: int
    calls: list[Call]


class Parts(NamedTuple):
    """The two parts of a folded summary: what pages read, and the records of everybody else."""

    content: bytes
    others: bytes


class Seen(NamedTuple):
    """What a summary does not tell of addresses.

    `last` are those in the files read last; `answered_for` says of an address to which others the
    owner's mail went that it answered.
    """

    last: Container[str]
    answered_for: Mapping[str, Sequence[str]]


NOTHING_SEEN = Seen((), {})


def fold(summary: Summary, seen: Seen = NOTHING_SEEN) -> Parts:
    """Write a summary so that a few people can be read without the others.

    One is asked first about whose address is among those seen last.
    """
    known = [person for person in summary.people if person.key.startswith(OWN_KEY)]
    asked = sorted(both_ways(summary.people), key=lambda person: person.key not in seen.last)
    told = {person.key for person in [*known, *asked]}
    rest = [person for person in summary.people if person.key not in told]
    calls = _calls(summary.hints)
    record = to_record(replace(summary, people=(*known, *asked, *rest)))
    people, hints = record.pop("people"), record.pop("hints")
    answered_for = {one.key: seen.answered_for.get(one.key) for one in asked}
    answered_for = {key: others for key, others in answered_for.items() if others}
    lines = [
        {"folded": VERSION, "asked": len(asked), "answered_for": answered_for, **record},
        [[_names(person), brief(person, calls.get(person.key, []))] for person in known],
        [_names(person) for person in (*asked, *rest)],
        hints,
        *people[: len(known)],
    ]
    return Parts(_lines(lines), _lines(people[len(known) :]))


def brief(person: PersonSummary, calls: list[Call]) -> Brief:
    """Return what a list needs of one person."""
    waiting = int(person.figures.get("waiting_for_me@1") or 0)
    return Brief(person.key, person.last_human_contact_at, person.last_in_person_at, waiting, calls)


class Folded:
    """A folded summary; what is about people is read when it is asked for."""

    def __init__(self, content: bytes, others: Callable[[], bytes]) -> None:
        """Read the head. Refuse another version."""
        head, *lines = content.split(b"\n")
        self._record: dict[str, Any] = json.loads(head)  # JSON values of any kind
        if self._record.pop("folded", None) != VERSION:
            raise UnknownSummaryVersion(version=self._record.get("summary_version"))
        self._asked: int = self._record.pop("asked")
        self.answered_for: dict[str, list[str]] = self._record.pop("answered_for", {})
        self._known_line, self._others_line, self._hints_line, *self._known_lines = lines
        self._ask_others = others
        self.head: Summary = self._read()

    def briefs(self, names: Iterable[str]) -> dict[str, Brief]:
        """Return the briefs of who has these keys or addresses, by each name that is known."""
        wanted = set(names)
        found = {name: self._briefs[self._known[name]] for name in wanted & self._known.keys()}
        others = self.read(wanted - found.keys())
        calls = self._calls if others else {}
        return found | {name: brief(one, calls.get(one.key, [])) for name, one in others.items()}

    def read(self, names: Iterable[str]) -> dict[str, PersonSummary]:
        """Read who has these keys or addresses, by each name that is known; all at once."""
        known, others = {}, {}
        for name in names:
            if name in self._known:
                known[name] = self._known_lines[self._known[name]]
            elif name in self._others:
                others[name] = self._others[name]
        lines = known | {name: self._others_lines[place] for name, place in others.items()}
        unlike = list(dict.fromkeys(lines.values()))
        people = dict(zip(unlike, self._read(people=_list(unlike)).people, strict=True))
        return {name: people[line] for name, line in lines.items()}

    def people(self, names: Sequence[str]) -> list[PersonSummary]:
        """Read the people with these keys or addresses, each once, in the order of the names."""
        read = self.read(names)
        return list({read[name].key: read[name] for name in names if name in read}.values())

    def asked(self, known: set[str], most: int) -> list[str]:
        """Return the keys of whom the owner may be asked about, without who is known."""
        keys = (key for key, *_ in self._others_names[: self._asked] if key not in known)
        return list(islice(keys, most))

    def whole(self) -> dict[str, Any]:  # JSON values of any kind
        """Return everything as one record, to take along."""
        people = _list([*self._known_lines, *self._others_lines])
        return {**self._record, "people": people, "hints": json.loads(self._hints_line)}

    def _read(self, **parts: list[Any]) -> Summary:  # JSON values of any kind
        return from_record({**self._record, "people": [], "hints": [], **parts})

    @cached_property
    def _known_rows(self) -> list[Any]:  # JSON values of any kind
        return list(json.loads(self._known_line))

    @cached_property
    def _briefs(self) -> list[Brief]:
        return [
            Brief(key, voice_at, met_at, waiting, [Call._make(call) for call in calls])
            for _, (key, voice_at, met_at, waiting, calls) in self._known_rows
        ]

    @cached_property
    def _known(self) -> dict[str, int]:
        return _places(names for names, _ in self._known_rows)

    @cached_property
    def _others_names(self) -> list[list[str]]:
        return list(json.loads(self._others_line))

    @cached_property
    def _others(self) -> dict[str, int]:
        return _places(self._others_names)

    @cached_property
    def _calls(self) -> dict[str, list[Call]]:
        return _calls(self._read(hints=json.loads(self._hints_line)).hints)

    @cached_property
    def _others_lines(self) -> list[bytes]:
        return self._ask_others().splitlines()


def unfold(content: bytes, others: Callable[[], bytes]) -> Folded | None:
    """Open a folded summary; None when another version of the program made it."""
    try:
        return Folded(content, others)
    except UnknownSummaryVersion:
        return None


def _calls(hints: Iterable[Hint]) -> dict[str, list[Call]]:
    """Return the hints to call of each person that no newer one makes needless."""
    found: dict[str, list[Call]] = defaultdict(list)
    for hint in sorted(hints, key=lambda hint: -hint.until_at):
        if hint.kind == SHOWN_AS_READ:
            call = Call(
                *(hint.strength, hint.turns, hint.from_at, hint.until_at),
                *(hint.reason, hint.parameters, hint.conversation_hash),
            )
            if not any(newer.says_as_much_as(call) for newer in found[hint.person]):
                found[hint.person].append(call)
    return found


def _names(person: PersonSummary) -> list[str]:
    return list(dict.fromkeys([person.key, *person.addresses]))


def _places(names: Iterable[list[str]]) -> dict[str, int]:
    """Return where each name leads to; of two people with one name the first is meant."""
    found: dict[str, int] = {}
    for place, several in enumerate(names):
        for name in several:
            found.setdefault(name, place)
    return found


def _list(lines: list[bytes]) -> list[Any]:  # JSON values of any kind
    """Read many lines in one go, which is several times as fast as line by line."""
    return list(json.loads(b"[" + b",".join(lines) + b"]"))


def _lines(records: Iterable[object]) -> bytes:
    lines = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in records)
    return "\n".join(lines).encode()
