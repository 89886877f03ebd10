"""What stays with the other when one of two removes everything: the words between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tevoet.people.models import Connection
from tevoet.vault.models import Keyring, Revision, Sealed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model, QuerySet

    from tevoet.people.models import Person


def between_two(person: Person) -> Iterator[QuerySet[Model]]:
    """Yield the words between somebody and others who are still here, and what they hang on.

    The public part of a keyring stays too: without it the other cannot check who wrote them. It
    opens nothing.
    """
    here = Connection.objects.visible_to(person).filter(
        first__removed_on=None, second__removed_on=None
    )
    words = Sealed.objects.filter(connection__in=here, revisions__isnull=False).distinct()
    yield here.filter(pk__in=words.values("connection"))
    yield words
    yield Revision.objects.filter(sealed__in=words)
    yield Keyring.objects.filter(person=person) if words.exists() else Keyring.objects.none()
