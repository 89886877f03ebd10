"""Put what readers hand over together: duplicates, conversations, moments and the ledger.

A mail takes about 100 bytes here, and 300 while its conversation is tied, whatever it weighs in
its file.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tevoet.engines.moments.columns import KeptMails, MailColumns
from tevoet.engines.moments.conversations import Conversations, tie_conversations
from tevoet.engines.moments.ledger import Ledger
from tevoet.engines.moments.links import Numbers, numbers
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.people import PeopleSeen
from tevoet.engines.moments.records import Batch, Change, Moment

OUTSIDE_PERIOD = "outside_period"
"""The reason under which moments before `since` or from `until` on are put aside."""

AT_ONCE = 4_096
"""Moments that are taken from the columns at once."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read, ready for figures.

    `early_replies` counts mails dated before the mail they answer. The moments come one by one,
    ordered by time and id, from `moments()`, as often as wanted.
    """

    ledger: Ledger
    people: PeopleSeen
    conversations: int
    largest_conversation: int
    early_replies: int
    _mails: KeptMails
    _tied: Conversations
    _others: list[Moment]
    _order: Numbers
    changes: tuple[Change, ...] = ()

    def moments(self) -> Iterator[Moment]:
        """Yield every kept moment, by time and id."""
        for begin in range(0, len(self._order), AT_ONCE):
            places = self._order[begin : begin + AT_ONCE]
            mails = self._mails.moments(places[places >= 0], self._tied)
            for number in places.tolist():
                yield next(mails) if number >= 0 else self._others[-number - 1]

    def __len__(self) -> int:
        """Count the kept moments."""
        return len(self._order)


def _fullness(moment: Moment) -> tuple[object, ...]:
    """Order copies of one meeting or call: the confirmed one that names most people stays."""
    plain = moment._replace(minutes=-1.0 if moment.minutes is None else moment.minutes)
    return (moment.confirmed, len(moment.people), plain)


class Gathering:
    """Takes batches in any order; `finish` gives the same reading for every order."""

    def __init__(self, options: ReadOptions) -> None:
        """Begin with nothing; `options` give the period."""
        self._options = options
        self._ledger = Ledger()
        self._mails = MailColumns()
        self._others: dict[int, Moment] = {}
        self._changes: set[Change] = set()

    def add(self, batch: Batch) -> None:
        """Take over a batch; duplicates and automatic mail are counted and let go."""
        self._mails.add(batch.mails, self._ledger)
        for moment in batch.moments:
            known = self._others.get(moment.id)
            self._ledger.duplicate += known is not None
            self._others[moment.id] = max(known or moment, moment, key=_fullness)
        self._changes.update(batch.changes)
        for refused in batch.refused:
            self._ledger.refuse(refused)
        for reason, count in batch.set_aside.items():
            self._ledger.put_aside(reason, count)
        for reason, count in batch.unsure.items():
            self._ledger.doubt(reason, count)
        for remark in batch.remarks:
            self._ledger.remark(remark)

    def finish(self) -> Reading:
        """Tie the conversations and close the books; nothing can be added afterwards."""
        mails = self._mails.close(self._ledger)
        tied = tie_conversations(mails.links)
        others = list(self._others.values())
        order = self._in_period(mails, tied, others)
        self._ledger.kept = len(order)
        outside = len(mails.links) + len(others) - len(order)
        if outside:
            self._ledger.put_aside(OUTSIDE_PERIOD, outside)
        seen = PeopleSeen()
        mails.count_people(seen)
        for moment in others:
            seen.count(moment.people)
        sizes = (tied.count, tied.largest, tied.early)
        changes = tuple(sorted(one for one in self._changes if self._is_in_period(one.at)))
        return Reading(self._ledger, seen, *sizes, mails, tied, others, order, changes)

    def _is_in_period(self, at: int) -> bool:
        since, until = self._options.since, self._options.until
        return (since is None or at >= since) and (until is None or at < until)

    def _in_period(
        self, mails: KeptMails, tied: Conversations, others: Sequence[Moment]
    ) -> Numbers:
        """Return what lies in the period by time and id: mails as 0, 1, …, others as -1, -2, …"""
        at = np.concatenate([tied.at, numbers(one.at for one in others)])
        ids = np.concatenate([mails.links.key, numbers(one.id for one in others)])
        places = np.concatenate([np.arange(len(tied.at)), -1 - np.arange(len(others))])
        order = np.lexsort((ids, at))
        since, until = self._options.since, self._options.until
        if since is not None:
            order = order[at[order] >= since]
        if until is not None:
            order = order[at[order] < until]
        return places[order]
