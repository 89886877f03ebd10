"""Tie mails together into conversations by their ids.

Source: RFC 5256, the REFERENCES algorithm without its steps by subject (THREAD=REFS). The mails
are taken in one canonical order, by date and then by key, so that the order in which they were
read changes nothing.
"""

from __future__ import annotations  # array[int] cannot be written at run time before 3.12

from array import array
from dataclasses import dataclass
from typing import Final

import numpy as np

from tevoet.engines.moments.links import Links, Numbers

NOBODY: Final = -1
SKEW_LIMIT: Final = 48 * 3_600
"""Seconds by which a reply may lie before its parent and still be moved up to it."""

_NO_TIME: Final = -2  # settled, without a time: nothing above it was read


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
    for i in np.lexsort((links.key, links.at)):
        forest.add(int(i))
    roots = _roots(forest.parent)
    ids = _column(forest.number)[_column(roots)][_column(forest.node_of)]
    at, early = _moved(links, forest)
    sizes = np.unique(ids, return_counts=True)[1]
    return Conversations(ids, at, early, len(sizes), int(sizes.max(initial=0)))


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

    def add(self, mail: int) -> None:
        """Chain the references of a mail, then hang the mail below the last of them.

        What others said about its parent no longer counts once the mail itself is read, also when
        it names none (RFC 5256, step 1.C). A second mail with the same id gets a node of its own.
        """
        node = self._place(mail)
        above = NOBODY
        for below in self.references[self.first[mail] : self.first[mail + 1]]:
            if above != NOBODY and self.parent[below] == NOBODY:
                self._attach(below, above)
            above = below
        if self.parent[node] != NOBODY:
            self.children[self.parent[node]] -= 1
            self.parent[node] = NOBODY
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


def _path(parent: array[int], node: int, done: array[int]) -> list[int]:
    """Return the nodes from the root, or from the first that is done, down to `node`."""
    path = []
    while node != NOBODY and done[node] == NOBODY:
        path.append(node)
        node = parent[node]
    path.reverse()
    return path


def _roots(parent: array[int]) -> array[int]:
    roots = array("q", [NOBODY]) * len(parent)
    for node in range(len(roots)):
        for one in _path(parent, node, roots):
            above = parent[one]
            roots[one] = one if above == NOBODY else roots[above]
    return roots


def _moved(links: Links, forest: _Forest) -> tuple[Numbers, int]:
    """Move replies up to their parents; a message that was not read hands its parent's time on."""
    own = array("q", [NOBODY]) * len(forest.parent)
    for node, at in zip(forest.node_of, _array(links.at), strict=True):
        own[node] = at
    times = array("q", [NOBODY]) * len(forest.parent)
    early = 0
    for start in forest.node_of:
        for node in _path(forest.parent, start, times):
            above, at = forest.parent[node], own[node]
            limit = _NO_TIME if above == NOBODY else times[above]
            early += NOBODY < at < limit
            is_moved = at == NOBODY or at < limit <= at + SKEW_LIMIT
            times[node] = limit if is_moved else at
    return _column(times)[_column(forest.node_of)], early
