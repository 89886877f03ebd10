"""Two people who work together; everything between two hangs here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from tevoet.people.models.person import Person

if TYPE_CHECKING:
    from datetime import date


def between_two(person: Person, path: str = "connection") -> models.Q:
    """Say which rows hang on a connection of this person; `path` leads from a row to it."""
    first, second = ({f"{path}__{side}": person} for side in ("first", "second"))
    return models.Q(**first) | models.Q(**second)


def both_here(path: str = "connection") -> models.Q:
    """Say which rows hang on a connection that was not ended, of two who are both here."""
    ended = ("ended_at", "first__left_on", "second__left_on")
    return models.Q(**{f"{path}__{one}__isnull": True for one in ended})


class ConnectionQuerySet(models.QuerySet["Connection"]):
    """Questions about many connections."""

    def visible_to(self, person: Person) -> Self:
        """Return the connections this person is one of the two of."""
        return self.filter(models.Q(first=person) | models.Q(second=person))

    def between(self, one: Person, other: Person) -> Self:
        """Return the connection of these two, if there is one."""
        return self.of_two(one.pk, other.pk)

    def of_two(self, one: int, other: int) -> Self:
        """Return the connection of the people with these two numbers, if there is one."""
        first, second = sorted((one, other))
        return self.filter(first_id=first, second_id=second)

    def open(self) -> Self:
        """Leave out what was ended, and who left."""
        return self.filter(
            ended_at__isnull=True, first__left_on__isnull=True, second__left_on__isnull=True
        )

    def unmuted_for(self, person: Person, today: date) -> Self:
        """Leave out what this person muted until after today."""
        return self.exclude(mutes__by=person, mutes__until__gt=today)


class Connection(models.Model):
    """Two people who work together. `first` is the one with the lower number."""

    first = models.ForeignKey(Person, models.CASCADE, related_name="first_of")
    second = models.ForeignKey(Person, models.CASCADE, related_name="second_of")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="ended"
    )

    objects = ConnectionQuerySet.as_manager()

    class Meta:
        """Two people have one connection."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("first", "second"), name="one_connection_of_two"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="two_different_in_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.first} – {self.second}"

    def other(self, person: Person) -> Person:
        """Return the other of the two."""
        return self.second if self.first_id == person.pk else self.first

    @property
    def is_open(self) -> bool:
        """Say whether the two can still do something together here."""
        left = self.first.left_on or self.second.left_on
        return self.ended_at is None and left is None


class Mute(models.Model):
    """One of two wants to see nothing of this connection until a day."""

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="mutes")
    by = models.ForeignKey(Person, models.CASCADE, related_name="mutes")
    until = models.DateField()

    class Meta:
        """One mute per side."""

        constraints = (
            models.UniqueConstraint(fields=("connection", "by"), name="one_mute_a_side"),
        )

    def __str__(self) -> str:
        return f"{self.by} until {self.until}"
