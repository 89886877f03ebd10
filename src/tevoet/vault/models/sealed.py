"""A sealed record: to the server a number, whose, when and how large. Its kind is inside.

What two people write apart, each about the same, is kept back: until both are in, the server gives
each record to its writer alone. One row stands for both, so that one is never given without the
other.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from tevoet.people.models import Connection, Person
from tevoet.people.models.connection import between_two
from tevoet.vault.models.keyring import Keyring

if TYPE_CHECKING:
    from datetime import datetime


def _between(person: Person) -> Q:
    """Say which records are this person's: own words, or between the two of a connection."""
    own = Q(made_by=person) & (Q(connection__isnull=True) | Q(kept_back__isnull=False))
    shared = Q(kept_back__isnull=True) | Q(kept_back__lifted_at__isnull=False)
    return own | between_two(person) & shared


def _kept_back_by(person: Person) -> Q:
    """Say which records this person wrote and the other cannot have yet."""
    return Q(kept_back__isnull=False, kept_back__lifted_at__isnull=True, made_by=person)


class KeptBackQuerySet(models.QuerySet["KeptBack"]):
    """Questions about many of them."""

    def visible_to(self, person: Person) -> Self:
        """Return those between this person and another: both know what they wait for."""
        return self.filter(between_two(person))


class KeptBack(models.Model):
    """The records that two wrote apart. Until `lifted_at` each is given to its writer alone.

    It is lifted once, for all its records in the same moment; after that none of them changes.
    """

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="kept_back")
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = KeptBackQuerySet.as_manager()

    def __str__(self) -> str:
        return f"of {self.connection_id}, lifted: {self.lifted_at}"

    def lift(self, *, at: datetime) -> None:
        """Give every record of it to both, from now on."""
        if self.lifted_at is None:
            self.lifted_at = at
            self.save(update_fields=["lifted_at"])


class SealedQuerySet(models.QuerySet["Sealed"]):
    """Questions about many records."""

    def visible_to(self, person: Person) -> Self:
        """Return this person's own words, and those between this person and another."""
        return self.filter(_between(person))

    def own(self) -> Self:
        """Keep words to oneself."""
        return self.filter(connection__isnull=True)

    def kept_back_by(self, person: Person) -> Self:
        """Keep what this person wrote and the other cannot have yet."""
        return self.filter(_kept_back_by(person))

    def removable(self, person: Person) -> Self:
        """Keep what this person may remove: words to oneself, and what the other never had.

        What was pinned stays with its keyring.
        """
        mine = self.filter(Q(connection__isnull=True) | _kept_back_by(person))
        return mine.exclude(pk__in=Keyring.objects.values("pk"))

    def after(self, record: Sealed) -> Self:
        """Keep what comes after a record in a list with the newest first."""
        same_time = Q(made_at=record.made_at, pk__lt=record.pk)
        return self.filter(Q(made_at__lt=record.made_at) | same_time)


class Sealed(models.Model):
    """One sealed record. Without a connection it is its writer's alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    connection = models.ForeignKey(
        Connection, models.CASCADE, null=True, blank=True, related_name="sealed"
    )
    made_by = models.ForeignKey(Person, models.CASCADE, related_name="sealed")
    made_at = models.DateTimeField()
    kept_back = models.ForeignKey(
        KeptBack, models.CASCADE, null=True, blank=True, related_name="sealed"
    )

    objects = SealedQuerySet.as_manager()

    class Meta:
        """The newest first."""

        ordering = ("-made_at", "-pk")
        indexes = (
            models.Index(fields=("made_by", "-made_at"), name="sealed_by_at"),
            models.Index(fields=("connection", "-made_at"), name="sealed_between_at"),
        )

    def __str__(self) -> str:
        return str(self.pk)


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Questions about many revisions."""

    def visible_to(self, person: Person) -> Self:
        """Return those of the records that this person may have."""
        return self.filter(sealed__in=Sealed.objects.visible_to(person))

    def newest(self) -> Self:
        """Keep the last revision of each record."""
        same = Revision.objects.filter(sealed=models.OuterRef("sealed")).order_by("-number")
        return self.filter(number=models.Subquery(same.values("number")[:1]))


class Revision(models.Model):
    """What a record was at one time: an age file. Revision n + 1 needs revision n."""

    sealed = models.ForeignKey(Sealed, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.BinaryField()
    by = models.ForeignKey(Person, models.CASCADE, related_name="revisions")
    at = models.DateTimeField()

    objects = RevisionQuerySet.as_manager()

    class Meta:
        """Each number once."""

        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("sealed", "number"), name="each_revision_once"),
        )

    def __str__(self) -> str:
        return f"{self.sealed_id}, {self.number}"
