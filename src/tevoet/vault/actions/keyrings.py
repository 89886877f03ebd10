"""Make a keyring, replace it when all its keys are lost, and change the ways to unlock it.

The server never has a secret part. It looks whether what arrives is made as it has to be, and keeps
it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext_noop

from tevoet.engines.sealing.keys import PublicKeys
from tevoet.engines.sealing.refusals import Forged
from tevoet.engines.sealing.ways import Wish, check_passkey_file, check_passphrase_file
from tevoet.people.models import Person
from tevoet.refusal import Refusal
from tevoet.vault.models import Keyring, Wrapping

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

Way = Wrapping.Way
LASTING: Final = (Way.PHRASE, Way.RECOVERY)
MOST_PASSKEYS: Final = 20


class KeyringIsThere(Refusal):
    """A keyring is never overwritten by making one."""

    slug: ClassVar[str] = "keyring-is-there"
    message: ClassVar[str] = gettext_noop(
        "You already have keys. Load the page again. Did you lose them all? Then there is a page"
        " for that."
    )


class NoKeyringYet(Refusal):
    """There is nothing to replace or to change."""

    slug: ClassVar[str] = "no-keyring-yet"
    message: ClassVar[str] = gettext_noop("You have no keys yet. Make them first.")


class NotProvedLately(Refusal):
    """A session alone neither makes nor replaces somebody's keys."""

    slug: ClassVar[str] = "not-proved-lately"
    message: ClassVar[str] = gettext_noop(
        "It is too long ago that you showed who you are. Load the page again and begin anew."
    )


class KeysInUse(Refusal):
    """The same public part was made before."""

    slug: ClassVar[str] = "keys-in-use"
    message: ClassVar[str] = gettext_noop(
        "These keys were used before. Load the page again, so that new ones are made."
    )


class WaysAreMissing(Refusal):
    """New keys come with six words and a recovery code, and each of them once."""

    slug: ClassVar[str] = "ways-are-missing"
    message: ClassVar[str] = gettext_noop(
        "New keys need six words and a recovery code, or they are lost with one device. Begin"
        " again."
    )


class TooManyPasskeys(Refusal):
    """More passkeys than anybody has."""

    slug: ClassVar[str] = "too-many-passkeys"
    message: ClassVar[str] = gettext_noop(
        "That is more passkeys than fit here. Take away one you no longer use."
    )


class NotByYourKeys(Refusal):
    """Whoever is signed in does not hold the keys."""

    slug: ClassVar[str] = "not-by-your-keys"
    message: ClassVar[str] = gettext_noop(
        "Only who has the keys unlocked may change how they unlock. Unlock, and try again."
    )


class LastLastingWay(Refusal):
    """A passkey goes with its device; words or a code stay."""

    slug: ClassVar[str] = "last-lasting-way"
    message: ClassVar[str] = gettext_noop(
        "Keep the six words or the recovery code: a passkey may be lost with its device. Make new"
        " ones first, then this one can go."
    )


@dataclass(frozen=True, slots=True)
class NewWay:
    """One way to unlock as a browser made it. `passkey` and `name` are for passkeys only."""

    way: str
    content: bytes
    passkey: str = ""
    name: str = ""

    def check(self) -> None:
        """Refuse an age file that is not for this kind of way alone."""
        if self.way == Way.PASSKEY:
            check_passkey_file(self.content)
        else:
            check_passphrase_file(self.content)


@transaction.atomic
def make_keyring(person: Person, *, public: str, ways: Sequence[NewWay], now: datetime) -> Keyring:
    """Keep the first keyring of somebody."""
    if _locked(person) is not None:
        raise KeyringIsThere
    return _keep(person, public, ways, now)


@transaction.atomic
def replace_keyring(
    person: Person, *, public: str, ways: Sequence[NewWay], now: datetime
) -> Keyring:
    """Keep a new keyring after all keys of the one before were lost. What was sealed stays so.

    The earlier keyring and its ways stay too: found again, six words still open what is old.
    """
    before = _locked(person)
    if before is None:
        raise NoKeyringYet
    before.replaced_at = now
    before.save()
    return _keep(person, public, ways, now)


@transaction.atomic
def add_way(person: Person, *, way: NewWay, signature: str, now: datetime) -> Wrapping:
    """Add a way to unlock; new words or a new code take the place of those before."""
    keyring = _locked(person)
    if keyring is None:
        raise NoKeyringYet
    _check_signed(keyring, Wish("new", way.way, way.content, way.passkey), signature)
    way.check()
    same = keyring.wrappings.filter(way=way.way)
    if way.way == Way.PASSKEY:
        if same.count() >= MOST_PASSKEYS:
            raise TooManyPasskeys
        same = same.filter(passkey=way.passkey)
    same.delete()
    return _keep_way(keyring, way, now)


@transaction.atomic
def end_way(wrapping: Wrapping, *, signature: str) -> None:
    """Take a way to unlock away, but never the last that outlives a device."""
    keyring = wrapping.keyring
    _locked(keyring.person)
    wish = Wish("ending", wrapping.way, bytes(wrapping.content), wrapping.passkey)
    _check_signed(keyring, wish, signature)
    if not keyring.wrappings.filter(way__in=LASTING).exclude(pk=wrapping.pk).exists():
        raise LastLastingWay
    wrapping.delete()


def _locked(person: Person) -> Keyring | None:
    """Return the keyring in use, with nobody else changing it until we are done."""
    Person.objects.select_for_update().get(pk=person.pk)
    return Keyring.objects.of(person)


def _keep(person: Person, public: str, ways: Sequence[NewWay], now: datetime) -> Keyring:
    keys = PublicKeys.read(public.encode())
    count = Counter(way.way for way in ways)
    if any(count[way] != 1 for way in LASTING):
        raise WaysAreMissing
    if count[Way.PASSKEY] > MOST_PASSKEYS:
        raise TooManyPasskeys
    for way in ways:
        way.check()
    keyring = begin_keyring(person, keys, now)
    for way in ways:
        _keep_way(keyring, way, now)
    return keyring


def begin_keyring(person: Person, keys: PublicKeys, now: datetime) -> Keyring:
    """Keep the public part, and let every app seal at once what it kept in the open."""
    if Keyring.objects.filter(fingerprint=keys.fingerprint).exists():
        raise KeysInUse
    public = keys.canonical().decode()
    keyring = Keyring.objects.create(
        person=person, public=public, fingerprint=keys.fingerprint, made_at=now
    )
    for dotted in settings.NEW_KEYS:
        import_string(dotted)(keyring)
    return keyring


def _keep_way(keyring: Keyring, way: NewWay, now: datetime) -> Wrapping:
    return keyring.wrappings.create(
        way=way.way, content=way.content, passkey=way.passkey, name=way.name, made_at=now
    )


def _check_signed(keyring: Keyring, wish: Wish, signature: str) -> None:
    try:
        wish.check(PublicKeys.read(keyring.public.encode()), signature)
    except Forged as error:
        raise NotByYourKeys from error
