"""Somebody does not want mail of one kind."""

from __future__ import annotations

from typing import Self

from django.db import models

from tevoet.people.models import Person
from tevoet.smallthings.models.mailing import Kind


class MailStopQuerySet(models.QuerySet["MailStop"]):
    """Questions about many stops."""

    def visible_to(self, person: Person) -> Self:
        """Return one's own stops."""
        return self.filter(person=person)


class MailStop(models.Model):
    """One person stopped one kind of mail."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="mail_stops")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    at = models.DateTimeField()

    objects = MailStopQuerySet.as_manager()

    class Meta:
        """Stopped once is stopped."""

        constraints = (
            models.UniqueConstraint(fields=("person", "kind"), name="one_stop_per_kind"),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.kind}"
