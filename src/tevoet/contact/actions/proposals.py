"""Answer whose address something is. Nothing is ever joined without a yes of its owner."""

from __future__ import annotations

from typing import ClassVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from tevoet.contact.joining import fall_behind
from tevoet.contact.models import Proposal
from tevoet.engines.moments.handles import is_handle
from tevoet.people.actions.connections import begin_connection
from tevoet.people.actions.facts import add_phone
from tevoet.people.actions.persons import NewPerson, add_address, add_person, remove_person
from tevoet.people.models import Connection, Person, PersonAddress, PhoneNumber
from tevoet.refusal import Refusal


class NameIsMissing(Refusal):
    """A person has a name."""

    slug: ClassVar[str] = "name-is-missing"
    message: ClassVar[str] = gettext_noop("Say what {address} is called.")


@transaction.atomic
def works_with(owner: Person, *, address: str, name: str) -> Proposal:
    """Say that one works with whoever has an address: somebody known, or somebody new."""
    known = Person.objects.visible_to(owner).filter(addresses__address__iexact=address)
    other = known.exclude(pk=owner.pk).first()
    if other is not None:
        if not _are_connected(owner, other):
            begin_connection(owner, other=other)
        return _answer(owner, address, other)
    if not name.strip():
        raise NameIsMissing(address=address)
    new = _new_person(name.strip(), address)
    return _answer(owner, address, add_person(owner.organisation, new=new, added_by=owner))


def _new_person(name: str, address: str) -> NewPerson:
    """Return somebody new; a path of Exchange or a name in a chat is no way to reach them."""
    if address.startswith("+"):
        return NewPerson(name=name, phone=address)
    is_mail = "@" in address and not is_handle(address)
    return NewPerson(name=name, address=address if is_mail else "")


@transaction.atomic
def belongs_to(owner: Person, *, address: str, other: Person) -> Proposal:
    """Say that an address is of somebody one already works with; others are not told."""
    if address.startswith("+") and other.added_by_id == owner.pk:
        add_phone(other, number=address)
    return _answer(owner, address, other)


@transaction.atomic
def is_me(owner: Person, *, address: str) -> Proposal:
    """Say that an address is one's own."""
    if "@" in address and not is_handle(address):
        add_address(owner, address=address)
    return _answer(owner, address, owner)


@transaction.atomic
def works_not_with(owner: Person, *, address: str) -> Proposal:
    """Say that an address is not of somebody one works with; it is not asked again."""
    return _answer(owner, address, None)


@transaction.atomic
def take_answer_back(proposal: Proposal) -> None:
    """Take an answer back, with the person it made when nothing else was said about them."""
    owner, person = proposal.owner, proposal.person
    proposal.delete()
    if person is not None and person.added_by_id == owner.pk and _is_bare(owner, person):
        remove_person(person)
    elif person is not None and person.added_by_id == owner.pk:
        PersonAddress.objects.filter(person=person, address__iexact=proposal.address).delete()
        PhoneNumber.objects.filter(person=person, number=proposal.address).delete()
    if person == owner:
        own = PersonAddress.objects.filter(person=owner, address__iexact=proposal.address)
        own.exclude(address__iexact=owner.email or "").delete()
    fall_behind(owner)


def _answer(owner: Person, address: str, person: Person | None) -> Proposal:
    answer, _ = Proposal.objects.update_or_create(
        owner=owner, address=address.lower(), defaults={"person": person, "at": timezone.now()}
    )
    fall_behind(owner)
    return answer


def _are_connected(owner: Person, other: Person) -> bool:
    return Connection.objects.visible_to(owner).between(owner, other).open().exists()


def _is_bare(owner: Person, person: Person) -> bool:
    """Say whether nothing hangs on somebody but the connection with the owner."""
    between = Connection.objects.visible_to(person)
    told = between.filter(spoken__isnull=False) | between.filter(limits__isnull=False)
    others = person.answered_as.exists() or between.exclude(pk__in=between.visible_to(owner))
    return not told.exists() and not others
