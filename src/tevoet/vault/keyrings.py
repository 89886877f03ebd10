"""Keyrings as a script and a page read them."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from tevoet.people.models import Connection
from tevoet.vault.models import Keyring, Sealed

if TYPE_CHECKING:
    from tevoet.people.models import Person
    from tevoet.vault.models import Wrapping


def as_told(keyring: Keyring | None) -> dict[str, object]:
    """Return the public part of a keyring; empty before somebody made one."""
    if keyring is None:
        return {"public": None, "fingerprint": None}
    return {"public": keyring.public, "fingerprint": keyring.fingerprint}


def as_kept(keyring: Keyring | None) -> dict[str, object]:
    """Return my own keyring with its number, under which my pins stand: told to nobody else."""
    return {"keyring": str(keyring.pk) if keyring else None, **as_told(keyring)}


def mine(keyring: Keyring | None) -> dict[str, object]:
    """Return my own keyring with all ways to unlock it."""
    ways = keyring.wrappings.all() if keyring else []
    return {**as_kept(keyring), "ways": [as_way(one) for one in ways]}


def as_way(wrapping: Wrapping) -> dict[str, object]:
    """Return one way to unlock with its age file."""
    return {
        "number": wrapping.pk,
        "way": wrapping.way,
        "name": wrapping.name,
        "passkey": wrapping.passkey,
        "age": b64encode(wrapping.content).decode(),
    }


@dataclass(frozen=True, slots=True)
class Shared:
    """What lies sealed between whoever asks and somebody else."""

    other: Person
    number: int


@dataclass(frozen=True, slots=True)
class AtStake:
    """What cannot be read any more when all keys are lost, and who can seal it anew."""

    own: int
    shared: list[Shared]


def at_stake(person: Person) -> AtStake:
    """Count what somebody's keys open: words to oneself, and what is between two."""
    own = Sealed.objects.visible_to(person).own().exclude(pk__in=Keyring.objects.values("pk"))
    connections = Connection.objects.visible_to(person).select_related("first", "second")
    numbers = dict(connections.annotate(number=Count("sealed")).values_list("pk", "number"))
    shared = [Shared(one.other(person), numbers[one.pk]) for one in connections if numbers[one.pk]]
    return AtStake(own.count(), shared)
