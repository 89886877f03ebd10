"""A summary folded for quick reading: a head, and a line per person that is read when needed.

A mailbox knows thousands of people and a page needs those one works with. The first line holds
everything but the people, and whom the owner may be asked about; each next line holds the key and
the addresses of one person, a tab, and the person's record.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tevoet.contact.proposing import both_ways
from tevoet.engines.mirror.records import from_record, to_record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tevoet.engines.mirror.summary import PersonSummary, Summary

SHOWN_AS_READ = {"better_as_a_call"}
"""Hints that pages take from the summary; "not met" is worked out at each view, with the taps."""


def fold(summary: Summary) -> bytes:
    """Write a summary so that one person can be read without the others."""
    record = to_record(summary)
    people: list[dict[str, Any]] = record.pop("people")  # JSON values of any kind
    record["asked"] = [person.key for person in both_ways(summary.people)]
    lines = [_json(record)]
    for person in people:
        names = dict.fromkeys([person["key"], *person["addresses"]])
        lines.append("\t".join([_json(list(names)), _json(person)]))
    return "\n".join(lines).encode()


class Folded:
    """A folded summary; people are read when they are asked for."""

    def __init__(self, content: bytes) -> None:
        """Read the head and find the lines. Refuse another version."""
        head, *lines = content.split(b"\n")
        record = json.loads(head)
        self._asked: list[str] = record.pop("asked", [])
        calls = [one for one in record.get("hints", ()) if one["kind"] in SHOWN_AS_READ]
        self._whole, self._record = record, {**record, "hints": calls}
        self.head: Summary = from_record({**self._record, "people": []})
        parts = [line.partition(b"\t") for line in lines]
        self._lines = [person for _, _, person in parts]
        self._places: dict[str, int] = {}
        for place, names in enumerate(_list([names for names, _, _ in parts])):
            for name in names:
                self._places.setdefault(name, place)

    def read(self, names: Iterable[str]) -> dict[str, PersonSummary]:
        """Read who has these keys or addresses, by each name that is known; all at once."""
        found = {name: self._places[name] for name in names if name in self._places}
        places = list(dict.fromkeys(found.values()))
        people = _list([self._lines[place] for place in places])
        read = from_record({**self._record, "hints": [], "people": people}).people
        by_place = dict(zip(places, read, strict=True))
        return {name: by_place[place] for name, place in found.items()}

    def people(self, names: Iterable[str]) -> list[PersonSummary]:
        """Read the people with these keys or addresses, each once, in the order of the names."""
        return list({one.key: one for one in self.read(names).values()}.values())

    def asked(self, known: set[str], most: int) -> list[str]:
        """Return the keys of whom the owner may be asked about, without who is known."""
        return [key for key in self._asked if key not in known][:most]

    def whole(self) -> dict[str, Any]:  # JSON values of any kind
        """Return everything as one record, to take along."""
        return {**self._whole, "people": _list(self._lines)}


def _list(lines: list[bytes]) -> list[Any]:  # JSON values of any kind
    """Read many lines in one go, which is several times as fast as line by line."""
    return list(json.loads(b"[" + b",".join(lines) + b"]"))


def _json(record: object) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))
