"""Somebody asks not to appear in the mirror of the other: respected, and nobody asks why."""

from __future__ import annotations

from typing import Self

from django.db import models

from tevoet.people.models import Connection, Person
from tevoet.people.models.connection import between_two


class LeftOutQuerySet(models.QuerySet["LeftOut"]):
    """Questions about many wishes."""

    def visible_to(self, person: Person) -> Self:
        """Return those between this person and somebody: both see that it was asked."""
        return self.filter(between_two(person))

    def of_mirror(self, owner: Person) -> Self:
        """Return the wishes to be left out of this owner's mirror."""
        return self.visible_to(owner).exclude(by=owner)


class LeftOut(models.Model):
    """One of two asked to be left out of the mirror of the other."""

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="left_out")
    by = models.ForeignKey(Person, models.CASCADE, related_name="left_out")
    at = models.DateTimeField()

    objects = LeftOutQuerySet.as_manager()

    class Meta:
        """One wish a side."""

        constraints = (
            models.UniqueConstraint(fields=("connection", "by"), name="left_out_once_a_side"),
        )

    def __str__(self) -> str:
        return f"{self.by} since {self.at:%Y-%m-%d}"
