"""Tie mails together into conversations by their ids.

Source: RFC 5256, the REFERENCES algorithm without its steps by subject (THREAD=REFS). The mails
are taken in one canonical order, by date and then by key, so that the order in which they were
read changes nothing.
"""

from __future__ import annotations  # array[int] cannot be written at run time before 3.12

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from tevoet.engines.moments.links import Links, Numbers

NOBODY: Final = -1
SKEW_LIMIT: Final = 48 * 3_600
"""Seconds by which a reply may lie before its parent and still be moved up to it."""

_NO_TIME: Final = -2  # of a node when neither it nor anything above it was read


@dataclass(frozen=True, slots=True)
class Conversations:
    """The conversation and the time of every mail, in the order the mails were given.

    `ids[i]` is the number of the conversation: the identity of the oldest message in it, read or
    only referred to. `at[i]` is the mail's own time, or its parent's when the mail is dated up to
    `SKEW_LIMIT` seconds before it. `early` counts every mail dated before its parent.
    """

    ids: Numbers
    at: Numbers
    early: int
    count: int
    largest: int


def tie_conversations(links: Links) -> Conversations:
    """Return the conversations of mails without duplicates; needs about 200 bytes a mail.

    A message without a known parent begins a conversation, a message that is only referred to
    holds its place, and a circle of references is broken where it would close.
    """
    forest = _Forest(links)
    forest.add(np.lexsort((links.key, links.at)).tolist())
    above, node_of = _column(forest.parent), _column(forest.node_of)
    roots, depths = _climbed(above)
    ids = _column(forest.number)[roots[node_of]]
    own = np.full(len(above), NOBODY, dtype=np.int64)
    own[node_of] = links.at
    times, early = _moved(own, above, depths)
    sizes = np.unique(ids, return_counts=True)[1]
    return Conversations(ids, times[node_of], early, len(sizes), int(sizes.max(initial=0)))


class _Forest:
    """Messages, read or referred to, each with at most one parent.

    A node is a small number; `number` is the id it stands for, `node_of` the node of each mail
    (at first the one of its id).
    """

    def __init__(self, links: Links) -> None:
        every = np.concatenate([links.identity, links.parents])
        known, nodes = np.unique(every, return_inverse=True)
        self.keys = _array(links.key)
        self.number = _array(known)
        self.node_of = _array(nodes[: len(links)])
        self.references = _array(nodes[len(links) :])
        self.first = _array(links.first_parent)
        self.parent = array("q", [NOBODY]) * len(known)
        self.children = array("q", bytes(8 * len(known)))
        self.is_read = bytearray(len(known))

    def add(self, mails: Iterable[int]) -> None:
        """Chain the references of every mail, then hang the mail below the last of them.

        What others said about its parent no longer counts once the mail itself is read, also when
        it names none (RFC 5256, step 1.C). A second mail with the same id gets a node of its own.
        """
        parent, first, references = self.parent, self.first, self.references
        for mail in mails:
            node, above = self._place(mail), NOBODY
            for below in references[first[mail] : first[mail + 1]]:
                if above != NOBODY and parent[below] == NOBODY:
                    self._attach(below, above)
                above = below
            if parent[node] != NOBODY:
                self.children[parent[node]] -= 1
                parent[node] = NOBODY
            if above != NOBODY:
                self._attach(node, above)

    def _place(self, mail: int) -> int:
        node = self.node_of[mail]
        if self.is_read[node]:
            node = self.node_of[mail] = len(self.number)
            self.number.append(self.keys[mail])
            self.parent.append(NOBODY)
            self.children.append(0)
            self.is_read.append(0)
        self.is_read[node] = 1
        return node

    def _attach(self, below: int, above: int) -> None:
        if below == above or (self.children[below] and self._is_under(above, below)):
            return
        self.parent[below] = above
        self.children[above] += 1

    def _is_under(self, node: int, ancestor: int) -> bool:
        while node not in (NOBODY, ancestor):
            node = self.parent[node]
        return node == ancestor


def _array(column: Numbers) -> array[int]:
    """Copy a column to where single numbers are quick to read and write."""
    copied = array("q")
    copied.frombytes(column.astype(np.int64, copy=False).tobytes())
    return copied


def _column(numbers: array[int]) -> Numbers:
    return np.frombuffer(numbers, dtype=np.int64) if numbers else np.zeros(0, dtype=np.int64)


def _climbed(above: Numbers) -> tuple[Numbers, Numbers]:
    """Return the root of every node and how many steps it is away.

    Every round doubles the steps that are climbed at once, up to the longest conversation.
    """
    is_root = above == NOBODY
    roots = np.where(is_root, np.arange(len(above)), above)
    steps = np.where(is_root, 0, 1)
    while True:
        further = steps[roots]
        if not further.any():
            return roots, steps
        steps += further
        roots = roots[roots]


def _moved(own: Numbers, above: Numbers, depths: Numbers) -> tuple[Numbers, int]:
    """Move replies up to their parents; a message that was not read hands its parent's time on.

    One depth after the other, so that a parent has been settled before its replies.
    """
    times = np.where(own == NOBODY, _NO_TIME, own)
    order = np.argsort(depths, kind="stable")
    ends = np.cumsum(np.bincount(depths)) if len(depths) else depths
    early = 0
    for begin, end in pairwise(ends.tolist()):
        nodes = order[begin:end]
        at, limit = own[nodes], times[above[nodes]]
        is_early = (at > NOBODY) & (at < limit)
        early += int(is_early.sum())
        is_moved = (at == NOBODY) | (is_early & (limit <= at + SKEW_LIMIT))
        times[nodes] = np.where(is_moved, limit, at)
    return times, early
