"""Mails as columns of numbers: a few hundred thousand fit in a few dozen MB."""

from __future__ import annotations  # array[int] cannot be written at run time before 3.12

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tevoet.engines.moments.conversations import Conversations
from tevoet.engines.moments.ledger import Ledger
from tevoet.engines.moments.links import Links, Numbers, offsets
from tevoet.engines.moments.people import PeopleSeen
from tevoet.engines.moments.records import Channel, Mail, Moment, Participant
from tevoet.engines.moments.tables import MailTable

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
        self._people: list[People] = []
        self._people_of: dict[tuple[str, ...], int] = {}

    def add(self, mails: Sequence[Mail], ledger: Ledger) -> None:
        """Take mails in; automatic ones only go into the ledger."""
        if isinstance(mails, MailTable):
            self._add_table(mails, ledger)
            return
        numbers: dict[int, int] = {}
        for key, identity, parents, at, people, automatic, _ in mails:
            if automatic:
                ledger.put_aside(automatic)
                continue
            whom = numbers.get(id(people))
            if whom is None:
                whom = numbers[id(people)] = self._number(people)
            self._keys.append(key)
            self._identities.append(identity)
            self._at.append(at)
            self._whom.append(whom)
            self._counts.append(len(parents))
            self._parents.extend(parents)

    def _add_table(self, mails: MailTable, ledger: Ledger) -> None:
        """Take a whole table in, column by column."""
        if any(mails.automatic):
            for reason in filter(None, mails.automatic):
                ledger.put_aside(reason)
            mails = mails.only([not reason for reason in mails.automatic])
        numbers = {whom: self._number(mails.everyone[whom]) for whom in dict.fromkeys(mails.whom)}
        self._keys.extend(mails.keys)
        self._identities.extend(mails.identities)
        self._at.extend(mails.at)
        self._whom.extend(map(numbers.__getitem__, mails.whom))
        self._counts.extend(mails.counts)
        self._parents.extend(mails.parents)

    def close(self, ledger: Ledger) -> KeptMails:
        """Return every mail once; the other copies are counted as duplicates.

        Of two copies the one that names more people stays, because a copy in a folder of sent
        mail still shows the blind copies.
        """
        links = Links(
            _column(self._keys),
            _column(self._identities),
            _column(self._at),
            _column(self._parents),
            offsets(_column(self._counts)),
        )
        whom = _column(self._whom)
        rows = self._once(links, whom)
        ledger.duplicate += len(links) - len(rows)
        if len(rows) < len(links):
            links, whom = links.only(rows), whom[rows]
        return KeptMails(links, whom, self._people)

    def _number(self, people: People) -> int:
        """Return the number of a set of people; each set is kept once."""
        alike = tuple(part for one in people for part in (one.address, one.name, one.role.value))
        number = self._people_of.setdefault(alike, len(self._people))
        if number == len(self._people):
            self._people.append(people)
        return number

    def _once(self, links: Links, whom: Numbers) -> Numbers:
        """Return the row of the fullest copy of each mail, in the order of the keys."""
        order = np.argsort(links.key, kind="stable")
        is_first = np.diff(links.key[order], prepend=-1) != 0
        rows: Numbers = order[is_first]
        copies = np.flatnonzero(~is_first)
        for place, group in zip(copies, np.cumsum(is_first)[copies] - 1, strict=True):
            rows[group] = max(
                rows[group], order[place], key=lambda row: self._rank(links, whom, row)
            )
        return rows

    def _rank(self, links: Links, whom: Numbers, row: int) -> tuple[object, ...]:
        people = self._people[whom[row]]
        parents = links.parents[links.first_parent[row] : links.first_parent[row + 1]].tolist()
        return (len(people), len(parents), people, parents)


@dataclass(frozen=True, slots=True)
class KeptMails:
    """The mails without duplicates: their links, and the number of the people of each."""

    links: Links
    whom: Numbers
    people: list[People]

    def moment(self, row: int, tied: Conversations) -> Moment:
        """Return one mail as a moment."""
        people = self.people[self.whom[row]]
        key, at, conversation = self.links.key[row], tied.at[row], tied.ids[row]
        sender = people[0].address
        return Moment(
            int(key), int(at), Channel.MAIL, sender, people, None, True, int(conversation), "mail"
        )

    def count_people(self, seen: PeopleSeen) -> None:
        """Count the names in every mail."""
        times = np.bincount(self.whom, minlength=len(self.people))
        for people, count in zip(self.people, times.tolist(), strict=True):
            if count:
                seen.count(people, count)


def _column(numbers: array[int]) -> Numbers:
    return np.frombuffer(numbers, dtype=np.int64) if numbers else np.zeros(0, dtype=np.int64)
