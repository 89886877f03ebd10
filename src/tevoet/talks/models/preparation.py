"""How one of two prepares a talk: sealed words to oneself, and that the steps are done."""

from __future__ import annotations

from typing import Self

from django.db import models

from tevoet.people.models import Person
from tevoet.talks.models.talk import Talk
from tevoet.vault.models import Sealed


class PreparationQuerySet(models.QuerySet["Preparation"]):
    """Questions about many preparations."""

    def visible_to(self, person: Person) -> Self:
        """Return how this person prepared; nobody sees that of another."""
        return self.filter(by=person)

    def of(self, person: Person) -> Preparation | None:
        """Return how this person prepared a talk, if they did."""
        return self.visible_to(person).first()


class Preparation(models.Model):
    """One's own preparation of a talk. The words are to oneself; `done_at` says the steps are."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="preparations")
    by = models.ForeignKey(Person, models.CASCADE, related_name="preparations")
    sealed = models.OneToOneField(Sealed, models.CASCADE, related_name="preparation")
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    objects = PreparationQuerySet.as_manager()

    class Meta:
        """One per side."""

        constraints = (
            models.UniqueConstraint(fields=("talk", "by"), name="one_preparation_a_side"),
        )

    def __str__(self) -> str:
        return f"{self.by} for {self.talk}"
