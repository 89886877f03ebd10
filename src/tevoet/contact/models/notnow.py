"""Not this person now: until a day, or because it is planned for a day."""

from __future__ import annotations

from typing import Self

from django.db import models

from tevoet.people.models import Connection, Person


class NotNowQuerySet(models.QuerySet["NotNow"]):
    """Questions about many of them."""

    def visible_to(self, person: Person) -> Self:
        """Return what this person put off or planned; nobody sees that of another."""
        return self.filter(owner=person)


class NotNow(models.Model):
    """Ask me nothing about this connection until a day; `planned_on` when I will speak then."""

    owner = models.ForeignKey(Person, models.CASCADE, related_name="not_now")
    connection = models.ForeignKey(Connection, models.CASCADE, related_name="not_now")
    until = models.DateField()
    planned_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField()

    objects = NotNowQuerySet.as_manager()

    class Meta:
        """The last word counts: one per owner and connection."""

        constraints = (
            models.UniqueConstraint(fields=("owner", "connection"), name="one_not_now_a_side"),
        )

    def __str__(self) -> str:
        return f"until {self.until}"
