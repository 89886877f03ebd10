"""'I want to be heard': one tap, without a reason and without a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from tevoet.people.models import Connection, Mute, Person
from tevoet.people.models.connection import between_two, both_here

if TYPE_CHECKING:
    from datetime import date, datetime, timedelta

    from tevoet.talks.models.talk import Meeting


class WishQuerySet(models.QuerySet["Wish"]):
    """Questions about many wishes."""

    def visible_to(self, person: Person) -> Self:
        """Return the wishes between this person and another: those made, and those received."""
        return self.filter(between_two(person))

    def open(self) -> Self:
        """Leave out what was withdrawn, answered or fulfilled, and connections that ended."""
        return self.filter(both_here(), ended_at__isnull=True)

    def received_by(self, person: Person) -> Self:
        """Keep what others wish of this person."""
        return self.visible_to(person).exclude(by=person)

    def made_by(self, person: Person) -> Self:
        """Keep what this person wishes."""
        return self.filter(by=person)

    def unmuted(self, on: date) -> Self:
        """Leave out those whose receiver keeps the connection quiet on a day."""
        mutes = Mute.objects.filter(connection=OuterRef("connection"), until__gt=on)
        return self.exclude(Exists(mutes.exclude(by=OuterRef("by"))))

    def with_two(self) -> Self:
        """Fetch along who the two are."""
        return self.select_related("connection__first", "connection__second", "by", "meeting")


class Wish(models.Model):
    """One of two wants to be heard by the other.

    It ends as withdrawn, as answered with *not now*, or with the meeting that came of it.
    """

    class Ending(models.TextChoices):
        """The three ways a wish ends."""

        WITHDRAWN = "withdrawn"
        NOT_NOW = "not_now"
        MET = "met"

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="wishes")
    by = models.ForeignKey(Person, models.CASCADE, related_name="wishes")
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=9, choices=Ending.choices, blank=True)
    meeting = models.ForeignKey(
        "talks.Meeting", models.SET_NULL, null=True, blank=True, related_name="wishes"
    )

    objects = WishQuerySet.as_manager()

    class Meta:
        """The newest first; at most one is open per direction."""

        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("connection", "by"),
                condition=Q(ended_at__isnull=True),
                name="one_open_wish_a_side",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ending="")
                | Q(ended_at__isnull=False) & ~Q(ending=""),
                name="a_wish_ends_in_some_way",
            ),
        )

    def __str__(self) -> str:
        return f"{self.by} at {self.at:%Y-%m-%d}"

    @property
    def to(self) -> Person:
        """Return by whom it wants to be heard."""
        return self.connection.other(self.by)

    @property
    def is_invitation(self) -> bool:
        """Say whether it comes from who leads the other, and so reads as an invitation."""
        return self.by.leads(self.to)

    def waited(self, now: datetime) -> timedelta:
        """Return the time until the real contact, or until now."""
        return (self.meeting.at if self.meeting else now) - self.at

    def end(self, ending: Ending, *, at: datetime, meeting: Meeting | None = None) -> None:
        """Close it in one of three ways; what was closed stays so."""
        if self.ended_at is None:
            self.ended_at, self.ending, self.meeting = at, ending, meeting
            self.save(update_fields=["ended_at", "ending", "meeting"])
