"""A sealed record: to the server a number, whose, when and how large. Its kind is inside."""

from __future__ import annotations

import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from tevoet.people.models import Connection, Person
from tevoet.vault.models.keyring import Keyring


def _between(person: Person) -> Q:
    """Say which records are this person's: own words, or between the two of a connection."""
    own = Q(connection__isnull=True, made_by=person)
    return own | Q(connection__first=person) | Q(connection__second=person)


class SealedQuerySet(models.QuerySet["Sealed"]):
    """Questions about many records."""

    def visible_to(self, person: Person) -> Self:
        """Return this person's own words, and those between this person and another."""
        return self.filter(_between(person))

    def own(self) -> Self:
        """Keep words to oneself."""
        return self.filter(connection__isnull=True)

    def removable(self) -> Self:
        """Keep words to oneself that may go: what was pinned stays with its keyring."""
        return self.own().exclude(pk__in=Keyring.objects.values("pk"))

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
