"""Mails as columns of numbers: a few hundred thousand fit in a few dozen MB."""

from __future__ import annotations  # array[int] cannot be written at run time before 3.12

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import not_

import numpy as np

from tevoet.engines.moments.conversations import Conversations
from tevoet.engines.moments.ledger import Ledger
from tevoet.engines.moments.links import Links, Numbers, offsets
from tevoet.engines.moments.people import PeopleSeen
from tevoet.engines.moments.records import Channel, Mail, Moment, Participant
from tevoet.engines.moments.tables import MailTable, table_of

People = tuple[Participant, ...]


class MailColumns:
    """Takes the mails between people in, whatever the order they come in."""

    def __init__(self) -> None:
        """Begin with no mail."""
        self._keys = array("q")
        self._identities = array("q")
        self._at = array("q")
        self._whom = array("q")
        self._parents = array("q")
        self._counts = array("q")
        self._number_of: dict[People, int] = {}
        # The number by identity too, which is quicker to look up than every address anew. The
        # people stay beside it, so that no others get their identity.
        self._known: dict[int, tuple[int, People]] = {}

    def add(self, mails: Sequence[Mail], ledger: Ledger) -> None:
        """Take mails in; automatic ones only go into the ledger."""
        if not mails:
            return
        table = mails if isinstance(mails, MailTable) else table_of(mails)
        for reason in filter(None, table.automatic):
            ledger.put_aside(reason)
        kept = np.fromiter(map(not_, table.automatic), dtype=np.bool_, count=len(table))
        counts = np.frombuffer(table.counts, dtype=np.uint8)
        whom = _column(table.whom)[kept]
        numbers = np.zeros(len(table.everyone), dtype=np.int64)
        for place in dict.fromkeys(whom.tolist()):
            numbers[place] = self._number(table.everyone[place])
        _extend(self._keys, _column(table.keys)[kept])
        _extend(self._identities, _column(table.identities)[kept])
        _extend(self._at, _column(table.at)[kept])
        _extend(self._whom, numbers[whom])
        _extend(self._counts, counts[kept].astype(np.int64))
        _extend(self._parents, _column(table.parents)[np.repeat(kept, counts)])

    def close(self, ledger: Ledger) -> KeptMails:
        """Return every mail once; the other copies are counted as duplicates.

        Of two copies the one that names more people stays, because a copy in a folder of sent
        mail still shows the blind copies.
        """
        self._known.clear()
        people = list(self._number_of)
        links = Links(
            _column(self._keys),
            _column(self._identities),
            _column(self._at),
            _column(self._parents),
            offsets(_column(self._counts)),
        )
        whom = _column(self._whom)
        rows = self._once(links, whom, people)
        ledger.duplicate += len(links) - len(rows)
        if len(rows) < len(links):
            links, whom = links.only(rows), whom[rows]
        return KeptMails(links, whom, people)

    def _number(self, people: People) -> int:
        """Return the number of a set of people; each set is kept once."""
        known = self._known.get(id(people))
        if known is None:
            number = self._number_of.setdefault(people, len(self._number_of))
            known = self._known[id(people)] = (number, people)
        return known[0]

    def _once(self, links: Links, whom: Numbers, people: list[People]) -> Numbers:
        """Return the row of the fullest copy of each mail, in the order of the keys."""
        order = np.argsort(links.key, kind="stable")
        is_first = np.diff(links.key[order], prepend=-1) != 0
        rows: Numbers = order[is_first]
        copies = np.flatnonzero(~is_first)
        for place, group in zip(copies, np.cumsum(is_first)[copies] - 1, strict=True):
            rows[group] = max(
                rows[group], order[place], key=lambda row: _rank(links, people[whom[row]], row)
            )
        return rows


def _rank(links: Links, people: People, row: int) -> tuple[object, ...]:
    parents = links.parents[links.first_parent[row] : links.first_parent[row + 1]].tolist()
    return (len(people), len(parents), people, parents)


@dataclass(frozen=True, slots=True)
class KeptMails:
    """The mails without duplicates: their links, and the number of the people of each."""

    links: Links
    whom: Numbers
    people: list[People]

    def moments(self, rows: Numbers, tied: Conversations) -> Iterator[Moment]:
        """Yield mails as moments, in the order of `rows`."""
        columns = (self.links.key, tied.at, self.whom, tied.ids)
        for key, at, whom, conversation in zip(
            *(column[rows].tolist() for column in columns), strict=True
        ):
            people = self.people[whom]
            sender = people[0].address
            yield Moment(key, at, Channel.MAIL, sender, people, None, True, conversation, "mail")

    def count_people(self, seen: PeopleSeen) -> None:
        """Count the names in every mail."""
        times = np.bincount(self.whom, minlength=len(self.people))
        for people, count in zip(self.people, times.tolist(), strict=True):
            if count:
                seen.count(people, count)


def _extend(numbers: array[int], column: Numbers) -> None:
    numbers.frombytes(column.tobytes())


def _column(numbers: array[int]) -> Numbers:
    return np.frombuffer(numbers, dtype=np.int64) if numbers else np.zeros(0, dtype=np.int64)
