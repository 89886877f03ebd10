"""What the pages about keys show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from fido2.utils import websafe_decode

from tevoet.engines.sealing.ways import passkey_identity
from tevoet.people import passkeys
from tevoet.people.models import Connection, Person
from tevoet.vault import held
from tevoet.vault.actions.keyrings import LASTING
from tevoet.vault.models import Keyring, Wrapping

if TYPE_CHECKING:
    from tevoet.people.access import Asked
    from tevoet.people.models.person import PersonQuerySet

Way = Wrapping.Way
Context = dict[str, object]
ADDRESSES = {
    Way.PASSKEY: "vault:new_passkey",
    Way.PHRASE: "vault:new_phrase",
    Way.RECOVERY: "vault:new_recovery",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One way to unlock on the page: where it is made anew, and whether it may go."""

    way: Wrapping
    label: str
    anew: str
    may_end: bool


@dataclass(frozen=True, slots=True)
class Openable:
    """A passkey that could open keys, as the age library calls it."""

    name: str
    identity: str


def passkeys_without_way(person: Person, keyring: Keyring | None) -> list[Openable]:
    """Return the passkeys somebody signs in with that do not open the own keys yet."""
    taken = set(keyring.wrappings.values_list("passkey", flat=True)) if keyring else set()
    party = passkeys.relying_party()
    found = [
        Openable(one.name, passkey_identity(websafe_decode(one.credential), party))
        for one in passkeys.passkeys_of(person)
    ]
    return [one for one in found if one.identity not in taken]


def making(request: Asked) -> Context:
    """Return what the steps to new keys need."""
    return {
        "section": "people:me",
        "site": settings.ADDRESS.partition("://")[2],
        "today": request.user.today(timezone.now()),
        "passkeys": passkeys_without_way(request.user, None),
    }


def my_keys(request: Asked, keyring: Keyring) -> Context:
    """Return what opens a keyring, and what could."""
    ways = list(keyring.wrappings.all())
    kinds = {way.way for way in ways}
    lasting = [way for way in ways if way.way in LASTING]
    return {
        "section": "people:me",
        "keyring": keyring,
        "held": held.asked_for(request) is not None,
        "ways": [row(way, is_last=lasting == [way]) for way in ways],
        "people": with_keys(request.user),
        "earlier": Keyring.objects.earlier(request.user),
        "passkeys": passkeys_without_way(request.user, keyring),
        "missing": [(reverse(ADDRESSES[one]), names()[one]) for one in LASTING if one not in kinds],
    }


def with_keys(person: Person) -> list[Person]:
    """Return whom somebody has a connection with and who made keys too, by name."""
    connections = Connection.objects.visible_to(person).open().select_related("first", "second")
    theirs = set(Keyring.objects.visible_to(person).current().values_list("person", flat=True))
    others = (connection.other(person) for connection in connections)
    return sorted((one for one in others if one.pk in theirs), key=lambda one: one.name)


def found(request: Asked) -> Context:
    """Return the keyrings from before a loss, and with whom words may be sealed in them."""
    person = request.user
    earlier = Keyring.objects.earlier(person)
    return {"section": "people:me", "earlier": earlier, "people": with_keys(person)}


def row(way: Wrapping, *, is_last: bool) -> Row:
    """Return one way to unlock as the page shows it."""
    anew = reverse(ADDRESSES[Way(way.way)]) if way.way in LASTING else ""
    return Row(way, names()[Way(way.way)], anew, may_end=not is_last)


def names() -> dict[Way, str]:
    """Return how each way is called, at the beginning of a line."""
    return {
        Way.PASSKEY: _("Passkey"),
        Way.PHRASE: _("Six words"),
        Way.RECOVERY: _("Recovery code on paper"),
    }


def new_way(request: Asked, keyring: Keyring, way: str) -> Context:
    """Return what the page about one more way says."""
    texts = {
        Way.PASSKEY: (
            _("Let a passkey open my words"),
            _("The same passkey then signs you in and opens your words, each when you ask for it."),
        ),
        Way.PHRASE: (
            _("New six words"),
            _("From then on the old six words open nothing here any more. Throw that paper away."),
        ),
        Way.RECOVERY: (
            _("A new recovery code"),
            _("From then on the code on the old sheet opens nothing here. Throw that sheet away."),
        ),
    }
    title, text = texts[Way(way)]
    if way != Way.PASSKEY and not keyring.wrappings.filter(way=way).exists():
        title, text = names()[Way(way)], ""
    found = passkeys_without_way(request.user, keyring)
    return {**making(request), "passkeys": found, "way": way, "title": title, "text": text}


def question_of(way: Wrapping) -> str:
    """Return what is asked before a way goes."""
    if way.way == Way.PASSKEY:
        return _("Should the passkey “%(name)s” no longer open my words?") % {"name": way.name}
    if way.way == Way.PHRASE:
        return _("Should the six words no longer open my words?")
    return _("Should the code on paper no longer open my words?")


def known_to(person: Person) -> PersonQuerySet:
    """Return somebody, and whom they have a connection with."""
    pairs = Connection.objects.visible_to(person)
    found: PersonQuerySet = Person.objects.filter(
        Q(pk=person.pk) | Q(pk__in=pairs.values("first")) | Q(pk__in=pairs.values("second"))
    )
    return found
