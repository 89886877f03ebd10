"""Hand blocks of mails from one of our processes to another: whole columns, quick to write.

The same people come again and again. So both sides number every participant, and every set of
participants, in the order in which they come, and only those that are new are written out.
"""

from __future__ import annotations  # array[int] cannot be written at run time before 3.12

import marshal
from array import array
from collections.abc import Iterable
from itertools import chain, islice
from typing import Final

from tevoet.adapters.mail.block import Block, Span
from tevoet.engines.moments.records import Participant, Role
from tevoet.engines.moments.tables import MailTable, table_of

REMEMBERED: Final = 16_384
"""Sets of people at which both sides forget them all and begin again."""

_ROLES: Final = {role.value: role for role in Role}
People = tuple[Participant, ...]


class Packer:
    """Turns blocks into bytes, for one `Unpacker` that gets them in the same order."""

    def __init__(self) -> None:
        """Begin with nobody known."""
        self._members: dict[Participant, int] = {}
        self._sets: list[People] = []  # kept also because their identities are used as keys
        self._places: dict[int, int] = {}

    def pack(self, block: Block) -> bytes:
        """Turn a block into bytes."""
        if len(self._sets) >= REMEMBERED:
            self._members, self._sets, self._places = {}, [], {}
        table = table_of(block.mails)
        known = (len(self._members), len(self._sets))
        everyone = _bytes(map(self._place, table.everyone))
        columns = (
            table.keys.tobytes(),
            table.identities.tobytes(),
            table.at.tobytes(),
            table.parents.tobytes(),
            table.counts,
            table.whom.tobytes(),
            table.automatic,
            table.lists,
        )
        rest = (tuple(block.span), block.refused, block.first, block.reach)
        return marshal.dumps((known, self._news(*known), everyone, columns, rest))

    def _place(self, people: People) -> int:
        """Return the number of a set of people."""
        place = self._places.get(id(people))
        if place is None:
            place = self._places[id(people)] = len(self._sets)
            self._sets.append(people)
        return place

    def _news(self, members: int, sets: int) -> tuple[list[tuple[str, str, str]], bytes, bytes]:
        """Return participants and sets beyond the known ones; of sets their sizes and members."""
        new = self._sets[sets:]
        numbers = self._members
        for one in chain.from_iterable(new):
            numbers.setdefault(one, len(numbers))
        strangers = list(islice(reversed(numbers), len(numbers) - members))[::-1]
        return (
            [(one.address, one.name, one.role.value) for one in strangers],
            _bytes(map(len, new)),
            _bytes(map(numbers.__getitem__, chain.from_iterable(new))),
        )


class Unpacker:
    """Turns the bytes of one `Packer` back into blocks; only for those of our own processes."""

    def __init__(self) -> None:
        """Begin with nobody known."""
        self._members: list[Participant] = []
        self._sets: list[People] = []

    def unpack(self, packed: bytes) -> Block:
        """Turn bytes back into a block."""
        known, news, everyone, columns, rest = marshal.loads(packed)  # noqa: S302 - our own process wrote them
        self._learn(*known, *news)
        keys, identities, ats, parents, counts, whom, automatic, lists = columns
        span, refused, first, reach = rest
        mails = MailTable(
            _numbers(keys),
            _numbers(identities),
            _numbers(ats),
            _numbers(parents),
            counts,
            _numbers(whom),
            [self._sets[place] for place in _numbers(everyone)],
            automatic,
            lists,
        )
        return Block(Span(*span), mails, refused, first, reach)

    def _learn(
        self,
        known_members: int,
        known_sets: int,
        strangers: list[tuple[str, str, str]],
        sizes: bytes,
        members: bytes,
    ) -> None:
        """Add what is new behind what is known; nothing is known when the other side forgot."""
        del self._members[known_members:], self._sets[known_sets:]
        for address, name, role in strangers:
            self._members.append(Participant(address, name, _ROLES[role]))
        people = map(self._members.__getitem__, _numbers(members))
        self._sets.extend(tuple(islice(people, size)) for size in _numbers(sizes))


def _bytes(numbers: Iterable[int]) -> bytes:
    return array("q", numbers).tobytes()


def _numbers(column: bytes) -> array[int]:
    numbers = array("q")
    numbers.frombytes(column)
    return numbers
