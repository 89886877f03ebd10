"""The one port behind which an owner's moments and their summary lie.

Whoever keeps them sealed later stands behind the same port; nothing else changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.db import transaction

from tevoet.contact import models

if TYPE_CHECKING:
    from datetime import datetime

    from tevoet.people.models import Person


@dataclass(frozen=True, slots=True)
class Kept:
    """The archive as it is kept: opaque bytes, their format, and how often it was replaced."""

    content: bytes = b""
    format: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Made:
    """The summary as it is kept, and when it was made."""

    content: bytes
    made_at: datetime


class Archive(Protocol):
    """Where the moments of owners are kept, each owner's apart."""

    def is_open(self, owner: Person) -> bool:
        """Say whether what this owner keeps can be read now."""
        ...

    def moments(self, owner: Person) -> Kept:
        """Return the archive; an empty one when nothing was kept yet."""
        ...

    def summary(self, owner: Person) -> Made | None:
        """Return the summary, or None when none was made yet."""
        ...

    def replace(self, owner: Person, *, moments: Kept, summary: Made) -> bool:
        """Keep both in place of revision `moments.revision`, or neither.

        Return False when somebody else replaced them in between.
        """
        ...


class PlainArchive:
    """Keep both in our own database, still readable by the server."""

    def is_open(self, owner: Person) -> bool:
        """Say yes: nothing is sealed here."""
        return True

    def moments(self, owner: Person) -> Kept:
        """Return the archive; an empty one when nothing was kept yet."""
        found = models.Archive.objects.visible_to(owner).first()
        if found is None:
            return Kept()
        return Kept(bytes(found.content), found.format, found.revision)

    def summary(self, owner: Person) -> Made | None:
        """Return the summary, or None when none was made yet."""
        found = models.Summary.objects.visible_to(owner).first()
        return None if found is None else Made(bytes(found.content), found.made_at)

    @transaction.atomic
    def replace(self, owner: Person, *, moments: Kept, summary: Made) -> bool:
        """Keep both in place of revision `moments.revision`, or neither."""
        models.Archive.objects.get_or_create(
            owner=owner, defaults={"content": b"", "format": "", "replaced_at": summary.made_at}
        )
        replaced = models.Archive.objects.filter(owner=owner, revision=moments.revision).update(
            content=moments.content,
            format=moments.format,
            revision=moments.revision + 1,
            replaced_at=summary.made_at,
        )
        if replaced:
            models.Summary.objects.update_or_create(
                owner=owner, defaults={"content": summary.content, "made_at": summary.made_at}
            )
        return bool(replaced)


def of(_owner: Person) -> Archive:
    """Return where this owner's moments are kept."""
    return PlainArchive()
