"""How two people meet when their calendar does not say, as one of them answered."""

from __future__ import annotations

from typing import Self

from django.db import models

from tevoet.contact.models.spoken import Spoken
from tevoet.people.models import Connection, Person


class MannerQuerySet(models.QuerySet["Manner"]):
    """Questions about many answers."""

    def visible_to(self, person: Person) -> Self:
        """Return the answers this person gave; nobody sees those of another."""
        return self.filter(owner=person)


class Manner(models.Model):
    """Meetings of the two without a place or a link were like this, says the owner."""

    owner = models.ForeignKey(Person, models.CASCADE, related_name="manners")
    connection = models.ForeignKey(Connection, models.CASCADE, related_name="manners")
    channel = models.CharField(max_length=9, choices=Spoken.Channel.choices)

    objects = MannerQuerySet.as_manager()

    class Meta:
        """One answer per owner and connection."""

        constraints = (
            models.UniqueConstraint(fields=("owner", "connection"), name="one_manner_a_side"),
        )

    def __str__(self) -> str:
        return self.channel
