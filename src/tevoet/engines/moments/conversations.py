"""Tie mails together into conversations by their ids.

Source: RFC 5256, the REFERENCES algorithm without its steps by subject (THREAD=REFS). The mails
are taken in one canonical order, by date and then by key, so that the order in which they were
read changes nothing.
"""

from __future__ import annotations  # array[int] cannot be written at run time before 3.12

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

NOBODY: Final = -1
SKEW_LIMIT: Final = 48 * 3_600
"""Seconds by which a reply may lie before its parent and still be moved up to it."""


class Threaded(Protocol):
    """The four values of a mail that conversations are made from."""

    @property
    def key(self) -> int: ...
    @property
    def identity(self) -> int: ...
    @property
    def parents(self) -> Sequence[int]: ...
    @property
    def at(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Conversations:
    """The conversation and the time of every mail, in the order the mails were given.

    `ids[i]` is the number of the conversation: the identity of the oldest message in it, read or
    only referred to. `at[i]` is the mail's own time, or its parent's when the mail is dated up to
    `SKEW_LIMIT` seconds before it. `early` counts every mail dated before its parent.
    """

    ids: array[int]
    at: array[int]
    early: int
    count: int
    largest: int


def tie_conversations(mails: Sequence[Threaded]) -> Conversations:
    """Return the conversations of mails without duplicates; needs about 100 bytes a mail.

    A message without a known parent begins a conversation, a message that is only referred to
    holds its place, and a circle of references is broken where it would close.
    """
    order = sorted(range(len(mails)), key=lambda i: (mails[i].at, mails[i].key))
    forest = _Forest()
    nodes = array("q", bytes(8 * len(mails)))
    for i in order:
        mail = mails[i]
        nodes[i] = forest.place(mail.identity, mail.key)
        forest.link(nodes[i], mail.parents)
    return _numbered(mails, nodes, forest)


class _Forest:
    """Messages, read or referred to, each with at most one parent."""

    def __init__(self) -> None:
        self.node_of: dict[int, int] = {}
        self.identity = array("q")
        self.parent = array("q")
        self.children = array("q")
        self.is_read = bytearray()

    def place(self, identity: int, key: int) -> int:
        """Return the node of a mail; a second mail with the same id gets one of its own."""
        node = self._node(identity)
        if self.is_read[node]:
            node = self._new(key)
        self.is_read[node] = 1
        return node

    def link(self, node: int, references: Sequence[int]) -> None:
        """Chain the references, then hang the mail below the last of them.

        What others said about the mail's parent no longer counts once the mail itself is read,
        also when it names none (RFC 5256, step 1.C).
        """
        above = NOBODY
        for reference in references:
            below = self._node(reference)
            if above != NOBODY and self.parent[below] == NOBODY:
                self._attach(below, above)
            above = below
        if self.parent[node] != NOBODY:
            self.children[self.parent[node]] -= 1
            self.parent[node] = NOBODY
        if above != NOBODY:
            self._attach(node, above)

    def _attach(self, below: int, above: int) -> None:
        if below == above or (self.children[below] and self._is_under(above, below)):
            return
        self.parent[below] = above
        self.children[above] += 1

    def _is_under(self, node: int, ancestor: int) -> bool:
        while node not in (NOBODY, ancestor):
            node = self.parent[node]
        return node == ancestor

    def _node(self, identity: int) -> int:
        node = self.node_of.get(identity)
        if node is None:
            node = self.node_of[identity] = self._new(identity)
        return node

    def _new(self, identity: int) -> int:
        self.identity.append(identity)
        self.parent.append(NOBODY)
        self.children.append(0)
        self.is_read.append(0)
        return len(self.identity) - 1


def _numbered(mails: Sequence[Threaded], nodes: array[int], forest: _Forest) -> Conversations:
    """Give every mail the number of its root, and its time beside its parent's."""
    mail_at = array("q", [NOBODY]) * len(forest.identity)
    for i, node in enumerate(nodes):
        mail_at[node] = i
    root_of = _roots(forest)
    ids = array("q", (forest.identity[root_of[node]] for node in nodes))
    at, early = _clamped(mails, nodes, forest, mail_at)
    sizes: dict[int, int] = {}
    for number in ids:
        sizes[number] = sizes.get(number, 0) + 1
    return Conversations(ids, at, early, len(sizes), max(sizes.values(), default=0))


def _path(forest: _Forest, node: int, done: array[int]) -> list[int]:
    """Return the nodes from `node` up to the first that is done, or to the root."""
    path = []
    while node != NOBODY and done[node] == NOBODY:
        path.append(node)
        node = forest.parent[node]
    return path


def _roots(forest: _Forest) -> array[int]:
    roots = array("q", [NOBODY]) * len(forest.parent)
    for node in range(len(roots)):
        for one in reversed(_path(forest, node, roots)):
            above = forest.parent[one]
            roots[one] = one if above == NOBODY else roots[above]
    return roots


def _clamped(
    mails: Sequence[Threaded], nodes: array[int], forest: _Forest, mail_at: array[int]
) -> tuple[array[int], int]:
    """Move replies up to their parents; a message that was not read hands its parent's time on."""
    times = array("q", [NOBODY]) * len(forest.parent)
    early = 0
    for start in nodes:
        for node in reversed(_path(forest, start, times)):
            above = forest.parent[node]
            # -2 stands for "settled, without a time": nothing above it was read
            limit = -2 if above == NOBODY else times[above]
            if mail_at[node] == NOBODY:
                times[node] = limit
                continue
            own = mails[mail_at[node]].at
            early += own < limit
            times[node] = limit if own < limit <= own + SKEW_LIMIT else own
    return array("q", (times[node] for node in nodes)), early
