"""What is done to an account, each with a line in the log of accounts."""

from typing import ClassVar

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from tevoet.people.actions.log import Kind, note
from tevoet.people.actions.persons import remove_person
from tevoet.people.actions.teams import refuse_last_keeper
from tevoet.people.models import Person
from tevoet.people.sessions import end, end_all_of
from tevoet.refusal import Refusal


class NotOneself(Refusal):
    """A keeper who blocks oneself could not undo it."""

    slug: ClassVar[str] = "not-oneself"
    message: ClassVar[str] = gettext_noop("This is about yourself. Ask another keeper.")


class StillHere(Refusal):
    """What is somebody's is removed by that one, or after they left."""

    slug: ClassVar[str] = "still-here"
    message: ClassVar[str] = gettext_noop(
        "{name} has an account, and removes it under Me. First say that {name} leaves."
    )


@transaction.atomic
def end_sessions(person: Person, *, by: Person | None) -> Person:
    """Sign somebody out everywhere; whoever does it for oneself stays, see `sessions.stay`."""
    end_quietly(person)
    note(Kind.SIGNED_OUT, whom=person, by=by)
    return person


def end_quietly(person: Person) -> None:
    """End every session of somebody, also those that no list shows."""
    person.signed_out_at = timezone.now()
    person.save(update_fields=["signed_out_at"])
    end_all_of(person)


@transaction.atomic
def end_session(session: UserSession) -> None:
    """Sign somebody out in one place."""
    person = session.user
    end(UserSession.objects.filter(pk=session.pk))
    note(Kind.SIGNED_OUT, whom=person, by=person)


@transaction.atomic
def block(person: Person, *, by: Person) -> Person:
    """Let somebody not sign in any more, at once, until a keeper says otherwise."""
    if person == by:
        raise NotOneself
    refuse_last_keeper(person)
    if person.blocked_at is None:
        person.blocked_at = timezone.now()
        person.save(update_fields=["blocked_at"])
        end_quietly(person)
        note(Kind.BLOCKED, whom=person, by=by)
    return person


@transaction.atomic
def unblock(person: Person, *, by: Person) -> Person:
    """Let somebody sign in again."""
    if person.blocked_at is not None:
        person.blocked_at = None
        person.save(update_fields=["blocked_at"])
        note(Kind.UNBLOCKED, whom=person, by=by)
    return person


@transaction.atomic
def remove(person: Person, *, by: Person) -> dict[str, int]:
    """Remove somebody who left or never had an account; who works here removes oneself."""
    if person.has_account:
        raise StillHere(name=person.name)
    return remove_person(person, by=by)


@transaction.atomic
def change_password(person: Person, *, password: str) -> Person:
    """Give somebody another password; every session ends with the old one."""
    person.set_password(password)
    person.save(update_fields=["password"])
    end_all_of(person)
    note(Kind.PASSWORD, whom=person, by=person)
    return person
