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
        self._lines: dict[str, bytes] = {}
        for line in lines:
            names, _, person = line.partition(b"\t")
            for name in json.loads(names):
                self._lines.setdefault(name, person)
        self._all = [line.partition(b"\t")[2] for line in lines]

    def people(self, names: Iterable[str]) -> list[PersonSummary]:
        """Read the people with these keys or addresses, each once, in the order of the names."""
        lines = dict.fromkeys(self._lines[name] for name in names if name in self._lines)
        people = [json.loads(line) for line in lines]
        return list(from_record({**self._record, "hints": [], "people": people}).people)

    def asked(self, known: set[str], most: int) -> list[PersonSummary]:
        """Read whom the owner may be asked about, without who is known."""
        return self.people([key for key in self._asked if key not in known][:most])

    def whole(self) -> dict[str, Any]:  # JSON values of any kind
        """Return everything as one record, to take along."""
        return {**self._whole, "people": [json.loads(line) for line in self._all]}


def _json(record: object) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))
