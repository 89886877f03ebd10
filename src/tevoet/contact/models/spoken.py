"""'We spoke': one tap, private to the one who tapped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from tevoet.people.models import Connection, Person

if TYPE_CHECKING:
    from datetime import datetime


class SpokenQuerySet(models.QuerySet["Spoken"]):
    """Questions about many taps."""

    def visible_to(self, person: Person) -> Self:
        """Return the taps this person made; nobody sees those of another."""
        return self.filter(by=person)

    def standing(self) -> Self:
        """Leave out what was taken back."""
        return self.filter(taken_back_at__isnull=True)


class Spoken(models.Model):
    """Two people spoke, says one of them."""

    class Channel(models.TextChoices):
        """The three ways of speaking with somebody."""

        IN_PERSON = "in_person", _("in person")
        PHONE = "phone", _("by phone")
        VIDEO = "video", _("by video")

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="spoken")
    by = models.ForeignKey(Person, models.CASCADE, related_name="spoken")
    channel = models.CharField(max_length=9, choices=Channel.choices)
    at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = SpokenQuerySet.as_manager()

    class Meta:
        """The newest first."""

        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=("by", "-at"), name="spoken_by_at"),
            models.Index(fields=("by", "made_at"), name="spoken_by_made_at"),
        )

    def __str__(self) -> str:
        return f"{self.channel}, {self.at:%Y-%m-%d}"

    def take_back(self, *, at: datetime) -> None:
        """Say that it was tapped by mistake."""
        if self.taken_back_at is None:
            self.taken_back_at = at
            self.save(update_fields=["taken_back_at"])
