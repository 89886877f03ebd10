"""Many mails as a table of numbers, which is quicker to hand over than one value for each mail."""

from __future__ import annotations  # array[int] cannot be written at run time before 3.12

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import overload

from tevoet.engines.moments.records import Mail, Participant

People = tuple[Participant, ...]


@dataclass(slots=True, eq=False)
class MailTable(Sequence[Mail]):
    """A sequence of mails, kept as columns; a mail becomes a value when it is asked for.

    Row i has `keys[i]`, `identities[i]`, `at[i]`, the next `counts[i]` of `parents`, the people
    `everyone[whom[i]]`, the reason `automatic[i]` and, not 0 for list mail, `lists[i]`.
    """

    keys: array[int]
    identities: array[int]
    at: array[int]
    parents: array[int]
    counts: bytes
    whom: array[int]
    everyone: list[People]
    automatic: tuple[str, ...]
    lists: bytes

    def __len__(self) -> int:
        """Count the mails."""
        return len(self.keys)

    def __iter__(self) -> Iterator[Mail]:
        """Yield the mails in their order."""
        people = map(self.everyone.__getitem__, self.whom)
        who = (self.keys, self.identities, self._cut(), self.at, people)
        return map(Mail, *who, self.automatic, map(bool, self.lists))

    @overload
    def __getitem__(self, place: int) -> Mail: ...
    @overload
    def __getitem__(self, place: slice) -> list[Mail]: ...
    def __getitem__(self, place: int | slice) -> Mail | list[Mail]:
        """Return one mail or a stretch of them; going through all of them costs less."""
        return list(self)[place]

    def __eq__(self, other: object) -> bool:
        """Compare as a list of mails."""
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment] # as for a list

    def _cut(self) -> Iterator[tuple[int, ...]]:
        """Cut the parents into the stretches of the rows."""
        begin = 0
        for count in self.counts:
            yield tuple(self.parents[begin : begin + count])
            begin += count


def table_of(mails: Sequence[Mail]) -> MailTable:
    """Return mails as a table; people that are one value in memory stand in it once."""
    keys, identities, parents, at, people, automatic, lists = (
        zip(*mails, strict=True) if mails else ((),) * 7
    )
    everyone = {id(one): one for one in people}
    places = {number: place for place, number in enumerate(everyone)}
    return MailTable(
        array("q", keys),
        array("q", identities),
        array("q", at),
        array("q", chain.from_iterable(parents)),
        bytes(map(len, parents)),
        array("q", map(places.__getitem__, map(id, people))),
        list(everyone.values()),
        automatic,
        bytes(lists),
    )
