"""A link that works once: for an account, and for the first keeper."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from tevoet.people.actions.log import Kind, note
from tevoet.people.actions.organisations import Customs, NewKeeper, found_organisation
from tevoet.people.actions.persons import sign_in_with
from tevoet.people.actions.teams import HasLeft, give_role
from tevoet.people.links import LASTS, digest, new_secret
from tevoet.people.models import Invitation, Organisation, Person, Role, Team
from tevoet.refusal import Refusal


class HasAccount(Refusal):
    """Who has an account needs no invitation."""

    slug: ClassVar[str] = "has-account"
    message: ClassVar[str] = gettext_noop("{name} can already sign in.")


class NoAddress(Refusal):
    """One signs in with an address."""

    slug: ClassVar[str] = "no-address"
    message: ClassVar[str] = gettext_noop("{name} has no mail address yet. Add one first.")


class LinkWasUsed(Refusal):
    """A link works once, for two weeks, until a newer one is made."""

    slug: ClassVar[str] = "link-was-used"
    message: ClassVar[str] = gettext_noop(
        "This link does not work any more. It works once, and for two weeks. Ask for a new one."
    )


class AlreadyFounded(Refusal):
    """There is an organisation; its keeper can sign in."""

    slug: ClassVar[str] = "already-founded"
    message: ClassVar[str] = gettext_noop("There is already an organisation here. Sign in.")


def find_invitation(secret: str, *, now: datetime) -> Invitation:
    """Return the invitation to an account that a link stands for, while it works."""
    usable = Invitation.objects.usable(now).filter(
        person__isnull=False, person__left_on=None, person__blocked_at=None
    )
    found = usable.filter(digest=digest(secret)).select_related("person__organisation").first()
    if found is None:
        raise LinkWasUsed
    return found


def find_invited(secret: str, *, now: datetime) -> Person:
    """Return whom a link invites, while it works."""
    person = find_invitation(secret, now=now).person
    if person is None:
        raise LinkWasUsed
    return person


@transaction.atomic
def invite(person: Person, *, by: Person | None, now: datetime) -> str:
    """Make a link for somebody and return it; an earlier one stops working."""
    if person.left_on is not None:
        raise HasLeft(name=person.name)
    if person.has_account:
        raise HasAccount(name=person.name)
    if not person.addresses.exists():
        raise NoAddress(name=person.name)
    person.invitations.filter(used_at=None).delete()
    secret = new_secret()
    Invitation.objects.create(person=person, by=by, digest=digest(secret), expires_at=now + LASTS)
    note(Kind.INVITED, whom=person, by=by)
    return settings.ADDRESS + reverse("people:invitation", args=[secret])


@transaction.atomic
def accept(secret: str, *, password: str, now: datetime) -> Person:
    """Make the account of somebody who was invited, with a password."""
    person = take_up(secret, now=now)
    person.set_password(password)
    person.save(update_fields=["password"])
    return person


@transaction.atomic
def take_up(secret: str, *, now: datetime) -> Person:
    """Make the account of somebody who was invited. Of two at once, one is refused."""
    person = find_invited(secret, now=now)
    use(find_invitation(secret, now=now), now)
    begin_account(person)
    return person


def begin_account(person: Person) -> None:
    """Let somebody who was invited sign in with the address that the invitation was made for."""
    address = person.addresses.first()
    if address is None:
        raise NoAddress(name=person.name)
    sign_in_with(person, address=address.address)
    note(Kind.BEGUN, whom=person, by=person)


@transaction.atomic
def invite_coach(team: Team, *, by: Person, now: datetime) -> str:
    """Make a link for a coach from anywhere, who signs in with an account of their own.

    So nobody learns who has an account in which organisation. An earlier link stops working.
    """
    team.invitations.filter(used_at=None).delete()
    secret = new_secret()
    team.invitations.create(by=by, digest=digest(secret), expires_at=now + LASTS)
    return settings.ADDRESS + reverse("people:coaching", args=[secret])


def find_coaching(secret: str, *, now: datetime) -> Invitation:
    """Return the invitation to coach that a link stands for, while it works."""
    usable = Invitation.objects.usable(now).filter(team__isnull=False, digest=digest(secret))
    found = usable.select_related("team__organisation").first()
    if found is None:
        raise LinkWasUsed
    return found


@transaction.atomic
def begin_coaching(secret: str, *, person: Person, now: datetime) -> Role:
    """Make somebody the coach of a team, with a link that works once."""
    invitation = find_coaching(secret, now=now)
    use(invitation, now)
    return give_role(person, kind=Role.Kind.COACH, team=invitation.team)


def use(invitation: Invitation, now: datetime) -> None:
    """Mark a link as used, once."""
    if not Invitation.objects.usable(now).filter(pk=invitation.pk).update(used_at=now):
        raise LinkWasUsed


@transaction.atomic
def first_run_link() -> str:
    """Return a link for the first keeper; an earlier one stops working."""
    if Organisation.objects.exists():
        raise AlreadyFounded
    Invitation.objects.filter(person=None, team=None).delete()
    secret = new_secret()
    Invitation.objects.create(digest=digest(secret), expires_at=timezone.now() + LASTS)
    return settings.ADDRESS + reverse("people:first_run", args=[secret])


def find_first_run(secret: str, *, now: datetime) -> Invitation | None:
    """Return the first keeper's invitation, while there is no organisation yet."""
    if Organisation.objects.exists():
        return None
    usable = Invitation.objects.usable(now).filter(person=None, team=None)
    return usable.filter(digest=digest(secret)).first()


@transaction.atomic
def begin(
    invitation: Invitation, *, name: str, keeper: NewKeeper, customs: Customs, now: datetime
) -> Organisation:
    """Found the first organisation with the first keeper's link."""
    use(invitation, now)
    if Organisation.objects.exists():
        raise AlreadyFounded
    return found_organisation(name, keeper=keeper, customs=customs)
