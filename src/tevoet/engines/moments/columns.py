"""Mails without duplicates, as columns of numbers: a few hundred thousand fit in a few dozen MB."""

from __future__ import annotations  # array[int] cannot be written at run time before 3.12

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple, overload

from tevoet.engines.moments.conversations import Conversations
from tevoet.engines.moments.ledger import Ledger
from tevoet.engines.moments.people import PeopleSeen
from tevoet.engines.moments.records import Channel, Mail, Moment, Participant

People = tuple[Participant, ...]


class Row(NamedTuple):
    """What conversations need of one mail."""

    key: int
    identity: int
    parents: Sequence[int]
    at: int


class MailColumns(Sequence[Row]):
    """Keeps the mails between people, each once, whatever the order they come in."""

    def __init__(self) -> None:
        """Begin with no mail."""
        self.keys = array("q")
        self._identities = array("q")
        self._at = array("q")
        self._whom = array("q")
        self._parents = array("q")
        self._parents_from = array("q")
        self._parents_count = array("q")
        self._row_of: dict[int, int] = {}
        self._people: list[People] = []
        self._people_of: dict[tuple[str, ...], int] = {}

    def __len__(self) -> int:
        """Count the mails."""
        return len(self.keys)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        """Return what conversations need of one mail, or of several."""
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        begin = self._parents_from[index]
        parents = self._parents[begin : begin + self._parents_count[index]]
        return Row(self.keys[index], self._identities[index], parents, self._at[index])

    def add(self, mails: Iterable[Mail], ledger: Ledger) -> None:
        """Take mails in; automatic ones and duplicates only go into the ledger.

        Of two copies the one that names more people stays, because a copy in a folder of sent
        mail still shows the blind copies.
        """
        numbers: dict[int, int] = {}
        for mail in mails:
            if mail.automatic:
                ledger.put_aside(mail.automatic)
                continue
            whom = numbers.get(id(mail.people))
            if whom is None:
                whom = numbers[id(mail.people)] = self._number(mail.people)
            row = self._row_of.setdefault(mail.key, len(self.keys))
            if row == len(self.keys):
                self._append(mail, whom)
            else:
                ledger.duplicate += 1
                self._compare(row, mail, whom)

    def moment(self, row: int, tied: Conversations) -> Moment:
        """Return one mail as a moment."""
        people = self._people[self._whom[row]]
        return Moment(
            self.keys[row],
            tied.at[row],
            Channel.MAIL,
            people[0].address,
            people,
            None,
            True,
            tied.ids[row],
            "mail",
        )

    def count_people(self, seen: PeopleSeen) -> None:
        """Count the names in every mail."""
        times = [0] * len(self._people)
        for whom in self._whom:
            times[whom] += 1
        for people, count in zip(self._people, times, strict=True):
            if count:
                seen.count(people, count)

    def _number(self, people: People) -> int:
        """Return the number of a set of people; each set is kept once."""
        alike = tuple(part for one in people for part in (one.address, one.name, one.role.value))
        number = self._people_of.setdefault(alike, len(self._people))
        if number == len(self._people):
            self._people.append(people)
        return number

    def _append(self, mail: Mail, whom: int) -> None:
        self.keys.append(mail.key)
        self._identities.append(mail.identity)
        self._at.append(mail.at)
        self._whom.append(whom)
        self._parents_from.append(len(self._parents))
        self._parents_count.append(len(mail.parents))
        self._parents.extend(mail.parents)

    def _compare(self, row: int, mail: Mail, whom: int) -> None:
        """Keep the fuller of two copies; of equally full ones always the same."""
        kept = self._people[self._whom[row]]
        if whom != self._whom[row] and (len(mail.people), mail.people) > (len(kept), kept):
            self._whom[row] = whom
        parents = tuple(self[row].parents)
        if (len(mail.parents), mail.parents) > (len(parents), parents):
            self._parents_from[row] = len(self._parents)
            self._parents_count[row] = len(mail.parents)
            self._parents.extend(mail.parents)
