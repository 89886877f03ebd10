"""With what somebody signs in besides a password: passkeys, a second step, spare codes.

Adding a way in leaves sessions alone; taking one away ends all others.
"""

from datetime import datetime
from typing import ClassVar

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext_noop

from tevoet.people import passkeys, secondstep
from tevoet.people.actions.accounts import end_quietly
from tevoet.people.actions.invitations import take_up
from tevoet.people.actions.log import Kind, note
from tevoet.people.models import Person
from tevoet.people.passkeys import Credential
from tevoet.refusal import Refusal

LONGEST_NAME = 60


class CodeNotRight(Refusal):
    """An app makes a new code every half minute, by the clock of the phone."""

    slug: ClassVar[str] = "code-not-right"
    message: ClassVar[str] = gettext_noop(
        "This code is not right. Take the newest one of your app, and see whether the clock of"
        " your phone is right."
    )


class LastWayIn(Refusal):
    """Whoever takes away the last way in cannot come back."""

    slug: ClassVar[str] = "last-way-in"
    message: ClassVar[str] = gettext_noop(
        "This is the only way you sign in. First add another passkey or choose a password."
    )


@transaction.atomic
def add_passkey(person: Person, *, credential: Credential, name: str) -> Authenticator:
    """Let somebody sign in with a passkey that was just made."""
    made = passkeys.make(person, credential=credential, name=name[:LONGEST_NAME])
    note(Kind.PASSKEY_ADDED, whom=person, by=person)
    return made


@transaction.atomic
def accept_with_passkey(secret: str, *, credential: Credential, name: str, now: datetime) -> Person:
    """Make the account of somebody who was invited, with a passkey and no password."""
    person = take_up(secret, now=now)
    add_passkey(person, credential=credential, name=name)
    return person


@transaction.atomic
def rename_passkey(passkey: Authenticator, *, name: str) -> Authenticator:
    """Call a passkey something else."""
    passkey.data["name"] = name
    passkey.save(update_fields=["data"])
    return passkey


@transaction.atomic
def remove_passkey(person: Person, *, passkey: Authenticator) -> None:
    """Let a passkey open nothing any more; all sessions of its owner end."""
    others = passkeys.kept(person).exclude(pk=passkey.pk)
    if not (others.exists() or person.has_usable_password() or signs_in_elsewhere(person)):
        raise LastWayIn
    passkey.delete()
    end_quietly(person)
    note(Kind.PASSKEY_REMOVED, whom=person, by=person)


def signs_in_elsewhere(person: Person) -> bool:
    """Say whether somebody signs in by way of the organisation."""
    return bool(person.socialaccount_set.exists())


@transaction.atomic
def turn_on_second_step(person: Person, *, secret: str, code: str) -> list[str]:
    """Ask for a code after the password from now on; return the spare codes."""
    if not secondstep.is_right(secret, code):
        raise CodeNotRight
    secondstep.drop(person)
    secondstep.keep(person, secret)
    note(Kind.STEP_ADDED, whom=person, by=person)
    return secondstep.new_spare_codes(person)


@transaction.atomic
def turn_off_second_step(person: Person) -> None:
    """Ask for no code any more; all sessions of this person end."""
    if secondstep.drop(person):
        end_quietly(person)
        note(Kind.STEP_REMOVED, whom=person, by=person)


@transaction.atomic
def renew_spare_codes(person: Person) -> list[str]:
    """Make new spare codes; the old ones work no more."""
    if not secondstep.is_on(person):
        return []
    note(Kind.SPARE_CODES, whom=person, by=person)
    return secondstep.new_spare_codes(person)
