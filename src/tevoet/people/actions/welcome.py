"""Somebody comes by way of the organisation for the first time."""

from typing import ClassVar, Final

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from tevoet.people.actions.invitations import begin_account
from tevoet.people.actions.log import Kind, note
from tevoet.people.models import Invitation, Organisation, Person
from tevoet.refusal import Refusal

OURS: Final = "organisation"


class NotInvited(Refusal):
    """Nobody comes in by the organisation alone."""

    slug: ClassVar[str] = "not-invited"
    message: ClassVar[str] = gettext_noop(
        "{name} knows you, but nobody invited you here with the address it gave. Ask your keeper"
        " for an invitation."
    )


@transaction.atomic
def welcome(checked: list[str], *, number: str) -> SocialAccount:
    """Return the account of whoever was invited with one of these checked addresses.

    An address that somebody added for oneself does not count: anybody could have claimed it.
    """
    person = invited(checked)
    if person is None or is_another(person, number):
        raise NotInvited(name=settings.OIDC["name"])
    if not person.has_account:
        links = Invitation.objects.filter(person=person, used_at=None)
        links.update(used_at=timezone.now())
        begin_account(person)
    note(Kind.ORGANISATION, whom=person, by=person)
    return SocialAccount.objects.create(user=person, provider=OURS, uid=number)


def is_another(person: Person, number: str) -> bool:
    """Say whether this person is known there by another number: then the address went on."""
    issuer = number.partition(" ")[0]
    known = SocialAccount.objects.filter(user=person, provider=OURS, uid__startswith=f"{issuer} ")
    return bool(known.exists())


def invited(checked: list[str]) -> Person | None:
    """Return who of the organisation has one of these addresses, and was invited."""
    here = Person.objects.of(own_organisation()).still_here() if own_organisation() else None
    if here is None or not checked:
        return None
    found = here.filter(addresses__address__in=checked, addresses__claimed_at=None).distinct()
    person = found.first() if len(found[:2]) == 1 else None
    if person is None or person.has_account:
        return person
    is_open = Invitation.objects.usable(timezone.now()).filter(person=person).exists()
    return person if is_open else None


def own_organisation() -> Organisation | None:
    """Return whose sign-in it is: the one that is named, else the only one."""
    name = settings.OIDC["organisation"]
    found = Organisation.objects.filter(name=name) if name else Organisation.objects.all()
    return found.first() if len(found[:2]) == 1 else None
