"""Looking back on a talk, each apart. It opens for both at once, or for neither."""

from __future__ import annotations

from typing import Self

from django.db import models

from tevoet.people.models import Person
from tevoet.people.models.connection import between_two
from tevoet.talks.models.talk import Talk
from tevoet.vault.models import Sealed


class LookBackQuerySet(models.QuerySet["LookBack"]):
    """Questions about many look-backs."""

    def visible_to(self, person: Person) -> Self:
        """Return those on talks of this person: that there is one, both may know."""
        return self.filter(between_two(person, "talk__connection"))

    def of(self, person: Person) -> LookBack | None:
        """Return on what this person looked back, if they did."""
        return self.filter(by=person).first()


class LookBack(models.Model):
    """One side's look-back on a talk. The words are sealed for both, and kept back until then."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="look_backs")
    by = models.ForeignKey(Person, models.CASCADE, related_name="look_backs")
    sealed = models.OneToOneField(Sealed, models.CASCADE, related_name="look_back")
    at = models.DateTimeField()

    objects = LookBackQuerySet.as_manager()

    class Meta:
        """One per side, the first one first."""

        ordering = ("at", "pk")
        constraints = (models.UniqueConstraint(fields=("talk", "by"), name="one_look_back_a_side"),)

    def __str__(self) -> str:
        return f"{self.by} on {self.talk}"
