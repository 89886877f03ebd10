"""What somebody brought along from an own machine, sealed for the keys they have here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tevoet.contact.models import Source
from tevoet.contact.sources import Unfit, refuse, taken
from tevoet.engines.along.marks import OF_ANOTHER
from tevoet.vault.mirrorkey import seal_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from tevoet.contact.sources import Taken
    from tevoet.engines.along.told import OldSource, Told
    from tevoet.engines.moments.gathering import Reading as Gathered
    from tevoet.people.models import Person
    from tevoet.vault.models import Keyring

    OnProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Piece:
    """The moments of one source, sealed, and how many they are."""

    source: OldSource
    count: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Brought:
    """What was told there, the sources that are new here, and how many are here already."""

    told: Told
    pieces: list[Piece]
    known: int


@dataclass(frozen=True, slots=True)
class For:
    """For whom things are brought: with which keys and addresses."""

    owner: Person
    keyring: Keyring
    me: frozenset[str]
    now: datetime


def bring(paths: Iterable[Path], to: For, into: Gathered, signs: OnProgress) -> list[Brought]:
    """Take over what can be; what cannot be is counted among what could not be read."""
    found = []
    for path in paths:
        try:
            with taken(path) as along:
                found.append(_sealed(along, to, signs))
        except Unfit as unfit:
            refuse(into, path, unfit)
    return found


def _sealed(along: Taken, to: For, signs: OnProgress) -> Brought:
    """Seal the moments of each source apart, as if its files were read here."""
    if to.me.isdisjoint(along.told.whole(along.told.owner)):
        raise Unfit(OF_ANOTHER)
    here = _here(to.owner)
    fresh = [one for one in along.sources if along.count(one) and one.origin not in here]
    pieces = []
    for number, source in enumerate(fresh):
        signs(number, len(fresh))
        content = seal_for(to.keyring, along.pack(source))
        pieces.append(Piece(source, along.count(source), content))
    return Brought(along.told, pieces, len(along.sources) - len(fresh))


def _here(owner: Person) -> set[str]:
    """Return which sources came along before; what was sealed for lost keys may come again."""
    kept = Source.objects.visible_to(owner).exclude(origin="").prefetch_related("readings")
    return {one.origin for one in kept if one.reading is not None and not one.reading.refusal}
