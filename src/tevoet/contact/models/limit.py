"""My own longest time without voice, or without meeting in person."""

from __future__ import annotations

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from tevoet.people.models import Connection, Person

VOICE_DAYS = 14
IN_PERSON_DAYS = 30
LONGEST = 366
DAYS = (MinValueValidator(1), MaxValueValidator(LONGEST))


class LimitQuerySet(models.QuerySet["Limit"]):
    """Questions about many limits."""

    def visible_to(self, person: Person) -> Self:
        """Return the limits this person set; nobody sees those of another."""
        return self.filter(owner=person)


class Limit(models.Model):
    """Two limits of one owner for one connection. No study fixes the defaults."""

    owner = models.ForeignKey(Person, models.CASCADE, related_name="limits")
    connection = models.ForeignKey(Connection, models.CASCADE, related_name="limits")
    voice_days = models.PositiveSmallIntegerField(default=VOICE_DAYS, validators=DAYS)
    in_person_days = models.PositiveSmallIntegerField(default=IN_PERSON_DAYS, validators=DAYS)

    objects = LimitQuerySet.as_manager()

    class Meta:
        """One pair of limits per owner and connection."""

        constraints = (
            models.UniqueConstraint(fields=("owner", "connection"), name="one_limit_a_side"),
        )

    def __str__(self) -> str:
        return f"{self.voice_days} / {self.in_person_days}"

    def as_days(self) -> dict[str, int]:
        """Return both limits by name."""
        return {"voice_days": self.voice_days, "in_person_days": self.in_person_days}
