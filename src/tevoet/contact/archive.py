"""The one port behind which an owner's moments and their summary lie, sealed to the owner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

from django.db import transaction
from django.utils.translation import gettext_noop

from tevoet.contact import models
from tevoet.refusal import Refusal
from tevoet.vault.mirrorkey import MirrorKey, seal_for
from tevoet.vault.models import Keyring

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from tevoet.people.models import Person


class MirrorIsLocked(Refusal):
    """What is kept is sealed, and there is no key for it now."""

    slug: ClassVar[str] = "mirror-is-locked"
    message: ClassVar[str] = gettext_noop(
        "Your mirror is locked, so nothing was changed. Unlock, and try again."
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """The archive as it is kept: opaque bytes, their format, and how often it was replaced."""

    content: bytes = b""
    format: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Made:
    """The summary as it is kept, and when it was made.

    `others` gives what pages seldom read: about people one does not work with.
    """

    content: bytes
    made_at: datetime
    others: Callable[[], bytes] = bytes


class Archive(Protocol):
    """Where the moments of owners are kept, each owner's apart."""

    def is_open(self, owner: Person) -> bool:
        """Say whether what this owner keeps can be read now."""
        ...

    def is_sealed(self, owner: Person) -> bool:
        """Say whether this owner keeps something that cannot be read now."""
        ...

    def stands_open(self, owner: Person) -> bool:
        """Say whether this owner keeps something that the server can read."""
        ...

    def unseal(self, content: bytes) -> bytes:
        """Open something else that was sealed for the owner of this archive."""
        ...

    def moments(self, owner: Person) -> Kept:
        """Return the archive; an empty one when nothing was kept yet."""
        ...

    def summary(self, owner: Person) -> Made | None:
        """Return the summary, empty while it is sealed, or None when none was made yet."""
        ...

    def replace(self, owner: Person, *, moments: Kept, summary: Made) -> bool:
        """Keep both in place of revision `moments.revision`, or neither.

        Return False when somebody else replaced them in between.
        """
        ...


class PlainArchive:
    """What was kept before its owner had keys: still readable by the server."""

    def is_open(self, owner: Person) -> bool:
        """Say yes: nothing is sealed here."""
        return True

    def is_sealed(self, owner: Person) -> bool:
        """Say no: everything can be read."""
        return False

    def stands_open(self, owner: Person) -> bool:
        """Say yes, as soon as there is anything."""
        return models.Archive.objects.visible_to(owner).exists()

    def unseal(self, content: bytes) -> bytes:
        """Refuse: whoever has no keys has nothing sealed."""
        raise MirrorIsLocked

    def moments(self, owner: Person) -> Kept:
        """Return the archive; an empty one when nothing was kept yet."""
        found = models.Archive.objects.visible_to(owner).filter(keyring=None).first()
        return Kept(bytes(found.content), found.format, found.revision) if found else Kept()

    def summary(self, owner: Person) -> Made | None:
        """Return the summary, or None when none was made yet."""
        found = (
            models.Summary.objects.visible_to(owner).filter(keyring=None).defer("others").first()
        )
        if found is None:
            return None
        return Made(bytes(found.content), found.made_at, lambda: bytes(found.others))

    def replace(self, owner: Person, *, moments: Kept, summary: Made) -> bool:
        """Keep both in place of revision `moments.revision`, or neither."""
        return put(owner, None, moments, summary)


@dataclass(frozen=True, slots=True)
class SealedArchive:
    """Both as age files for the owner's mirror key; open only while that key is lent or held."""

    keyring: Keyring
    key: MirrorKey | None = None

    def is_open(self, owner: Person) -> bool:
        """Say whether there is a key."""
        return self.key is not None

    def is_sealed(self, owner: Person) -> bool:
        """Say whether there is something without a key for it: moments, or a password."""
        return self.key is None and (
            models.Archive.objects.visible_to(owner).exists()
            or models.Mailbox.objects.visible_to(owner).exists()
        )

    def stands_open(self, owner: Person) -> bool:
        """Say no: what stood open was sealed when the keys were made."""
        return False

    def unseal(self, content: bytes) -> bytes:
        """Open an age file; raises MirrorIsLocked, NotSealedForYou and NotAnAgeFile."""
        if self.key is None:
            raise MirrorIsLocked
        return self.key.open(content)

    def moments(self, owner: Person) -> Kept:
        """Return the archive; raises MirrorIsLocked, NotSealedForYou and NotAnAgeFile."""
        found = models.Archive.objects.visible_to(owner).first()
        if found is None:
            return Kept()
        content = self._opened(found.content, found.keyring_id)
        return Kept(content, found.format, found.revision)

    def summary(self, owner: Person) -> Made | None:
        """Return the summary, empty while it is sealed; what lost keys sealed is not there."""
        visible = models.Summary.objects.visible_to(owner).sealed_for(self.keyring)
        found = visible.defer("others").first()
        if found is None:
            return None
        if self.key is None:
            return Made(b"", found.made_at)
        content = self._opened(found.content, found.keyring_id)
        return Made(content, found.made_at, lambda: self._opened(found.others, found.keyring_id))

    def replace(self, owner: Person, *, moments: Kept, summary: Made) -> bool:
        """Keep both sealed in place of revision `moments.revision`, or neither."""
        content = seal_for(self.keyring, moments.content)
        sealed = Kept(content, moments.format, moments.revision)
        others = seal_for(self.keyring, summary.others())
        made = Made(seal_for(self.keyring, summary.content), summary.made_at, lambda: others)
        return put(owner, self.keyring, sealed, made)

    def _opened(self, content: bytes | memoryview, keyring_pk: UUID | None) -> bytes:
        """Open what was kept; what was sealed for lost keys is lost with them."""
        if keyring_pk is None or not content:
            return bytes(content)
        return self.unseal(bytes(content)) if keyring_pk == self.keyring.pk else b""


@transaction.atomic
def put(owner: Person, keyring: Keyring | None, moments: Kept, summary: Made) -> bool:
    """Write both rows in place of revision `moments.revision`, or neither."""
    models.Archive.objects.get_or_create(
        owner=owner, defaults={"content": b"", "format": "", "replaced_at": summary.made_at}
    )
    replaced = models.Archive.objects.filter(owner=owner, revision=moments.revision).update(
        keyring=keyring,
        content=moments.content,
        format=moments.format,
        revision=moments.revision + 1,
        replaced_at=summary.made_at,
    )
    if replaced:
        made = {
            "keyring": keyring,
            "content": summary.content,
            "others": summary.others(),
            "made_at": summary.made_at,
        }
        models.Summary.objects.update_or_create(owner=owner, defaults=made)
    return bool(replaced)


def of(owner: Person, key: MirrorKey | None = None) -> Archive:
    """Return where this owner's moments are kept, open when the key is the owner's."""
    keyring = Keyring.objects.of(owner)
    if keyring is None:
        return PlainArchive()
    return SealedArchive(keyring, key if key and key.fits(keyring) else None)
