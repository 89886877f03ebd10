"""Tevoet for one person on an own machine: the way in, and the beginning.

Nobody signs in and nothing is unlocked. Who comes in is settled by a link that works once and is
printed where only this user of the machine reads it. See docs/build/decisions, 0019.
"""

from __future__ import annotations

import secrets
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from tevoet.people.actions.persons import NewPerson, add_address, add_person, sign_in_with
from tevoet.people.models import Organisation, Person
from tevoet.vault import held

if TYPE_CHECKING:
    from collections.abc import Iterable

ENTRANCE: Final = "entrance"
SECRET_BYTES: Final = 24


def new_secret() -> str:
    """Return the secret of a link that works once; the ones before it stop working."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    path = Path(settings.HOME) / ENTRANCE
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(_print_of(secret))
    return secret


def is_let_in(secret: str) -> bool:
    """Say whether a link is the one that was printed last; it works no second time."""
    path = Path(settings.HOME) / ENTRANCE
    try:
        is_it = compare_digest(path.read_text(), _print_of(secret))
        if is_it:
            path.unlink()
    except FileNotFoundError:
        return False
    return is_it


def owner() -> Person | None:
    """Return whose Tevoet this is, once they said who they are."""
    found: Person | None = Person.objects.accounts().order_by("pk").first()
    return found


@transaction.atomic
def begin(name: str, addresses: Iterable[str]) -> Person:
    """Make the one person this is for, with keys that are held here."""
    first, *others = addresses
    organisation = Organisation.objects.create(name=gettext("My mirror"))
    person = add_person(organisation, new=NewPerson(name=name, address=first))
    sign_in_with(person, address=first)
    for address in others:
        add_address(person, address=address)
    person.set_unusable_password()
    person.save()
    held.hold(person)
    return person


def _print_of(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
