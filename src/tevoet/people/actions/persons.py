"""People come, change their name or address, leave, and may be forgotten."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_noop

from tevoet.people.actions.connections import connect
from tevoet.people.actions.facts import add_phone
from tevoet.people.actions.log import Kind, note, note_removal
from tevoet.people.actions.removal import let_go
from tevoet.people.actions.teams import LastKeeper, give_role, refuse_last_keeper
from tevoet.people.models import Away, Organisation, Person, PersonAddress, Team
from tevoet.people.models.person import PersonQuerySet
from tevoet.refusal import Refusal


class AddressKnown(Refusal):
    """One address belongs to one person."""

    slug: ClassVar[str] = "address-known"
    message: ClassVar[str] = gettext_noop("{address} already belongs to {name}.")


class AddressOfAnother(Refusal):
    """The same, to who may not know whose it is."""

    slug: ClassVar[str] = "address-of-another"
    message: ClassVar[str] = gettext_noop(
        "{address} already belongs to somebody else here. Is it yours? Ask your keeper."
    )


class OnlyOneself(Refusal):
    """Whoever changes the address to sign in with can come in as that person."""

    slug: ClassVar[str] = "only-oneself"
    message: ClassVar[str] = gettext_noop(
        "Only {name} can change this address, on the page Me: it opens what is {name}'s alone."
    )


class LastAddress(Refusal):
    """The address somebody signs in with stays."""

    slug: ClassVar[str] = "last-address"
    message: ClassVar[str] = gettext_noop(
        "You sign in with {address}. First choose another address to sign in with."
    )


class AddressTaken(Refusal):
    """One sign-in address belongs to one account."""

    slug: ClassVar[str] = "address-taken"
    message: ClassVar[str] = gettext_noop(
        "{address} cannot be used to sign in with here. Choose another address."
    )


@dataclass(frozen=True)
class NewPerson:
    """What is needed to add somebody."""

    name: str
    address: str = ""
    phone: str = ""


@transaction.atomic
def add_person(
    organisation: Organisation, *, new: NewPerson, added_by: Person | None = None
) -> Person:
    """Add somebody who cannot sign in (yet).

    With `added_by` the person is that one's alone: nobody else sees them, the keeper neither.
    """
    mine = Person.objects.filter(organisation=organisation, added_by=None, left_on=None)
    if added_by is not None:
        mine = Person.objects.visible_to(added_by)
    refuse_known(mine, new.address)
    person = Person(organisation=organisation, name=new.name, added_by=added_by)
    person.set_unusable_password()
    person.save()
    if new.address:
        PersonAddress.objects.create(person=person, address=new.address.lower())
    if new.phone:
        add_phone(person, number=new.phone)
    if added_by is not None:
        connect(added_by, other=person)
    return person


@transaction.atomic
def add_with_role(
    organisation: Organisation,
    *,
    new: NewPerson,
    role: tuple[str, Team | None] | None,
    by: Person | None = None,
) -> Person:
    """Add somebody with a first role, or without one."""
    person = add_person(organisation, new=new)
    if role is not None:
        give_role(person, kind=role[0], team=role[1], by=by)
    return person


def refuse_known(people: QuerySet[Person], address: str) -> None:
    """Refuse an address that one of these people has."""
    if known := address and people.filter(addresses__address__iexact=address).first():
        raise AddressKnown(address=address, name=known.name)


def colleagues(person: Person) -> PersonQuerySet:
    """Return the others of the organisation whose addresses are not free."""
    everybody: PersonQuerySet = Person.objects.filter(organisation=person.organisation)
    return everybody.filter(added_by=None, left_on=None).exclude(pk=person.pk)


@transaction.atomic
def change_name(person: Person, *, name: str) -> Person:
    """Call somebody by a new name."""
    person.name = name
    person.save(update_fields=["name"])
    return person


@transaction.atomic
def change(person: Person, *, name: str, address: str) -> Person:
    """Change somebody's name, and the address that comes first of who has no account.

    A forgotten password is mailed to the address somebody signs in with: whoever changes that can
    come in as that person and see what is theirs alone.
    """
    change_name(person, name=name)
    first = person.addresses.first()
    before = first.address if first else ""
    if not address or address.lower() == before.lower():
        return person
    if person.has_account:
        raise OnlyOneself(name=name)
    add_address(person, address=address, by_keeper=True)
    if first is not None:
        first.delete()
    return person


@transaction.atomic
def add_address(person: Person, *, address: str, by_keeper: bool = False) -> PersonAddress:
    """Add an address somebody writes from or is written to.

    A refusal names whose it is only when this person may see them.
    """
    others = colleagues(person)
    refuse_known(others.visible_to(person), address)
    if others.filter(addresses__address__iexact=address).exists():
        raise AddressOfAnother(address=address)
    known = person.addresses.filter(address__iexact=address).first()
    claimed_at = None if by_keeper else timezone.now()
    return known or person.addresses.create(address=address.lower(), claimed_at=claimed_at)


@transaction.atomic
def remove_address(address: PersonAddress) -> None:
    """Remove an address; the one to sign in with stays."""
    if (address.person.email or "").lower() == address.address.lower():
        raise LastAddress(address=address.address)
    address.delete()


@transaction.atomic
def sign_in_with(person: Person, *, address: str) -> Person:
    """Let somebody sign in with an address from now on."""
    if Person.objects.filter(email__iexact=address).exclude(pk=person.pk).exists():
        raise AddressTaken(address=address)
    person.email = add_address(person, address=address).address
    person.save(update_fields=["email"])
    return person


@transaction.atomic
def change_sign_in(person: Person, *, address: str) -> Person:
    """Choose another address to sign in with, oneself."""
    before = person.email
    if sign_in_with(person, address=address).email != before:
        note(Kind.ADDRESS, whom=person, by=person)
    return person


@transaction.atomic
def leave(person: Person, *, on: date, by: Person | None = None) -> Person:
    """Let somebody go: no sign-in, no roles, no phone. What is between two stays in their path."""
    refuse_last_keeper(person)
    person.left_on, person.email = on, None
    person.set_unusable_password()  # ends every session
    person.save()
    for rows in (person.roles, person.phone_numbers, person.invitations):
        rows.all().delete()
    Away.objects.filter(person=person).delete()
    for keys in (Authenticator, SocialAccount, UserSession):
        keys.objects.filter(user=person).delete()
    note(Kind.LEFT, whom=person, by=by)
    return person


@transaction.atomic
def remove_person(person: Person, *, by: Person | None = None) -> dict[str, int]:
    """Delete somebody with everything that is theirs; return how many of what went.

    What is sealed between two stays with the other, and hangs on a number without a name.
    The last keeper may only go together with an organisation in which nobody else works.
    """
    organisation = person.organisation
    alone = not colleagues(person).exists()
    try:
        refuse_last_keeper(person)
        is_last = False
    except LastKeeper:
        if not alone:
            raise
        is_last = True
    gone: dict[str, int] = {}
    for dotted in settings.REMOVALS:
        gone |= import_string(dotted)(person)
    if person.added_by is None:
        note_removal(organisation, by=by if by != person else None)
    gone |= let_go(person)
    if is_last:
        Person.objects.filter(organisation=organisation).delete()
        Team.objects.filter(organisation=organisation).delete()
        gone |= organisation.delete()[1]
    return gone
