"""What one of two promised: small, dated, and judged by the one it was made to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from tevoet.people.models import Connection, Person
from tevoet.people.models.connection import between_two
from tevoet.talks.models.talk import Talk
from tevoet.vault.models import Sealed

if TYPE_CHECKING:
    from datetime import date


class PromiseQuerySet(models.QuerySet["Promise"]):
    """Questions about many promises."""

    def visible_to(self, person: Person) -> Self:
        """Return what this person promised to another, and another to this person."""
        return self.filter(between_two(person))

    def unjudged(self) -> Self:
        """Keep those of which the receiver said nothing yet."""
        return self.filter(judged_at__isnull=True)

    def made_by(self, person: Person) -> Self:
        """Keep what this person promised."""
        return self.filter(by=person)

    def due(self, on: date) -> Self:
        """Keep those whose day has come."""
        return self.unjudged().filter(due_on__lte=on)


class Promise(models.Model):
    """A promise from one to the other. What was promised and the judgement are sealed words."""

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="promises")
    by = models.ForeignKey(Person, models.CASCADE, related_name="promises")
    talk = models.ForeignKey(Talk, models.SET_NULL, null=True, blank=True, related_name="promises")
    sealed = models.OneToOneField(Sealed, models.CASCADE, related_name="promise")
    at = models.DateTimeField()
    due_on = models.DateField()
    judged_at = models.DateTimeField(null=True, blank=True)
    judgement = models.OneToOneField(
        Sealed, models.SET_NULL, null=True, blank=True, related_name="judged_promise"
    )

    objects = PromiseQuerySet.as_manager()

    class Meta:
        """The one that is due first comes first."""

        ordering = ("due_on", "pk")
        indexes = (models.Index(fields=("connection", "due_on"), name="promise_of_two_due"),)

    def __str__(self) -> str:
        return f"{self.by}, {self.due_on}"

    @property
    def to(self) -> Person:
        """Return to whom it was made; only this person judges it."""
        return self.connection.other(self.by)
