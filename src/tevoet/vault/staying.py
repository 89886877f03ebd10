"""What stays with the other when one of two removes everything: the words between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tevoet.people.models import Connection
from tevoet.vault.models import KeptBack, Keyring, Revision, Sealed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model, QuerySet

    from tevoet.people.models import Person
    from tevoet.vault.models.sealed import SealedQuerySet


def words_between(person: Person) -> SealedQuerySet:
    """Return the words that stay: not those of whoever goes that the other never had."""
    here = Connection.objects.visible_to(person).filter(
        first__removed_on=None, second__removed_on=None
    )
    words = Sealed.objects.filter(connection__in=here, revisions__isnull=False)
    never_had = Sealed.objects.kept_back_by(person).values("pk")
    return words.exclude(pk__in=never_had).distinct()


def between_two(person: Person) -> Iterator[QuerySet[Model]]:
    """Yield the words between somebody and others who are still here, and what they hang on.

    The public part of a keyring stays too: without it the other cannot check who wrote them. It
    opens nothing.
    """
    here = Connection.objects.visible_to(person).filter(
        first__removed_on=None, second__removed_on=None
    )
    words = words_between(person)
    yield here.filter(pk__in=words.values("connection"))
    yield words
    yield KeptBack.objects.filter(sealed__in=words).distinct()
    yield Revision.objects.filter(sealed__in=words)
    yield Keyring.objects.filter(person=person) if words.exists() else Keyring.objects.none()
