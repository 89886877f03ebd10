"""Keyrings held on this machine, in files that only its user can read.

They exist for one person alone on an own machine, and for the people of the example; elsewhere
nothing is held and nothing is handed out. Whose keyring is held needs no unlocking and no loan.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tevoet.engines.sealing.keys import SecretKeys
from tevoet.engines.sealing.refusals import NotCanonical
from tevoet.people.examples import comes_from_here
from tevoet.vault import age
from tevoet.vault.actions.keyrings import begin_keyring
from tevoet.vault.mirrorkey import MirrorKey
from tevoet.vault.models import Keyring

if TYPE_CHECKING:
    from tevoet.people.access import Asked
    from tevoet.people.models import Person


FOLDER = "held-keyrings"


def may_hold() -> bool:
    """Say whether keyrings are held here at all."""
    return bool(settings.MINE or settings.EXAMPLE)


def hold(person: Person) -> Keyring:
    """Make a keyring for somebody and hold it here, unless they have one."""
    assert may_hold()  # noqa: S101 - the callers are the example and `--mine`
    if found := Keyring.objects.of(person):
        return found
    secret = age.make_keys()
    with transaction.atomic():
        keyring = begin_keyring(person, age.public_part(secret), timezone.now())
        path = path_of(keyring)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(secret.canonical())
    return keyring


def path_of(keyring: Keyring) -> Path:
    """Return where the secret part of a keyring is held."""
    return Path(settings.HOME) / FOLDER / f"{keyring.pk}.json"


def secret_of(person: Person) -> SecretKeys | None:
    """Return the secret part of somebody's keyring when it is held here."""
    keyring = Keyring.objects.of(person) if may_hold() else None
    if keyring is None:
        return None
    try:
        return SecretKeys.read(path_of(keyring).read_bytes())
    except (OSError, NotCanonical):
        return None


def asked_for(request: Asked) -> SecretKeys | None:
    """Return the secret part for whoever asks, from this machine itself; else None."""
    return secret_of(request.user) if may_hold() and comes_from_here(request) else None


def mirror_key_of(person: Person) -> MirrorKey | None:
    """Return the mirror key of somebody whose keyring is held here."""
    secret = secret_of(person)
    return MirrorKey(secret.mirror, is_held=True) if secret else None


def mirror_key(request: Asked) -> MirrorKey | None:
    """Return the mirror key of whoever asks, when it is held here."""
    secret = asked_for(request)
    return MirrorKey(secret.mirror, is_held=True) if secret else None
