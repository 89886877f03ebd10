"""How mails refer to one another, as columns of numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


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
class Links:
    """Mail number i has `key[i]`, `identity[i]`, `at[i]` and the ids it refers to.

    Those stand in `parents[first_parent[i]:first_parent[i + 1]]`, oldest first.
    """

    key: Numbers
    identity: Numbers
    at: Numbers
    parents: Numbers
    first_parent: Numbers

    def __len__(self) -> int:
        """Count the mails."""
        return len(self.key)

    def only(self, rows: Numbers) -> "Links":
        """Return the links of some of the mails, in the order of `rows`."""
        counts = np.diff(self.first_parent)[rows]
        first = offsets(counts)
        places = np.repeat(self.first_parent[:-1][rows] - first[:-1], counts)
        parents = self.parents[places + np.arange(first[-1])]
        return Links(self.key[rows], self.identity[rows], self.at[rows], parents, first)


def links_of(mails: Iterable[Threaded]) -> Links:
    """Return the links of mails."""
    listed = list(mails)
    return Links(
        numbers(one.key for one in listed),
        numbers(one.identity for one in listed),
        numbers(one.at for one in listed),
        numbers(parent for one in listed for parent in one.parents),
        offsets(numbers(len(one.parents) for one in listed)),
    )


def numbers(values: Iterable[int]) -> Numbers:
    """Return whole numbers as a column."""
    return np.fromiter(values, dtype=np.int64)


def offsets(counts: Numbers) -> Numbers:
    """Return where each stretch begins, and at the end where the last one ends."""
    first = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=first[1:])
    return first
