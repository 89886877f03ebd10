"""Moments as numpy columns, which DuckDB takes over without a Python loop of its own."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tevoet.engines.mirror.reading import Known
from tevoet.engines.mirror.settings import MirrorSettings
from tevoet.engines.mirror.steps import WRITTEN
from tevoet.engines.moments.records import Change, Moment, Participant, Role

Columns = dict[str, NDArray[Any]]  # columns are of any type
NAMES_KEPT = 5


def from_moments(batch: Sequence[Moment], first_entry: int) -> tuple[Columns, Columns]:
    """Turn moments into the columns of `entries` and of `seats`, numbered from `first_entry`."""
    ids, at, channels, senders, minutes, confirmed, conversations, sources = zip(
        *[(m[0], m[1], m[2].value, m[3], m[5], m[6], m[7], m[8]) for m in batch], strict=True
    )
    numbers = np.arange(first_entry, first_entry + len(batch), dtype=np.int64)
    entries = {
        "entry": numbers,
        "id": np.array(ids, dtype=np.int64),
        "at": np.array(at, dtype=np.int64),
        "channel": _texts(channels),
        "sender": _texts(senders),
        "minutes": np.array(minutes, dtype=np.float64),
        "confirmed": np.array(confirmed, dtype=np.bool_),
        "conversation": np.array(conversations, dtype=np.int64),
        "source": _texts(sources),
    }
    return entries, _seats(batch, numbers)


def from_changes(changes: Sequence[Change], source: str) -> Columns:
    """Turn changes into the columns of `changes`."""
    ids, at, kinds, addresses = zip(*changes, strict=True)
    return {
        "id": np.array(ids, dtype=np.int64),
        "at": np.array(at, dtype=np.int64),
        "kind": _texts(kinds),
        "address": _texts(addresses),
        "source": _texts([source] * len(changes)),
    }


def known(addresses: Iterable[tuple[str, str, int]], settings: MirrorSettings) -> dict[str, Known]:
    """Group addresses and names, given the most used first, by person key."""
    seen: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for address, name, _count in addresses:
        if address in settings.me:
            continue
        of_person = seen.setdefault(settings.aliases.get(address, address), ({}, {}))
        of_person[0][address] = None
        if name:
            of_person[1][name] = None
    return {
        key: Known(tuple(addresses), tuple(names)[:NAMES_KEPT])
        for key, (addresses, names) in seen.items()
    }


def _seats(batch: Sequence[Moment], numbers: NDArray[np.int64]) -> Columns:
    seated = [_people(moment) for moment in batch]
    people = [one for some in seated for one in some]
    return {
        "entry": np.repeat(numbers, [len(some) for some in seated]),
        "address": _texts([one[0] for one in people]),
        "name": _texts([one[1] for one in people]),
        "role": _texts([one[2].value for one in people]),
    }


def _people(moment: Moment) -> tuple[Participant, ...]:
    """Give the people of a moment; who wrote it was in it, also when not listed."""
    people, sender = moment.people, moment.sender
    if moment.channel not in WRITTEN or not sender or (people and people[0].address == sender):
        return people
    return (*people, Participant(sender, "", Role.SENDER))


def _texts(texts: Sequence[str]) -> NDArray[np.object_]:
    column = np.empty(len(texts), dtype=object)
    column[:] = texts
    return column
