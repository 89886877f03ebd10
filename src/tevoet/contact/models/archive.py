"""What an owner's readings leave behind: opaque bytes behind one port (`contact.archive`)."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Count, Min, Q, Sum
from django.db.models.functions import Length

from tevoet.people.models import Person
from tevoet.vault.models import Keyring


class ArchiveQuerySet(models.QuerySet["Archive"]):
    """Questions about archives."""

    def visible_to(self, person: Person) -> Self:
        """Return this person's own archive, and no other."""
        return self.filter(owner=person)

    def free(self, now: datetime) -> Self:
        """Leave out what somebody is making anew."""
        return self.filter(Q(busy_until__isnull=True) | Q(busy_until__lt=now))


class SummaryQuerySet(models.QuerySet["Summary"]):
    """Questions about summaries."""

    def visible_to(self, person: Person) -> Self:
        """Return this person's own summary, and no other."""
        return self.filter(owner=person)

    def sealed_for(self, keyring: Keyring) -> Self:
        """Leave out what was sealed for keys that were lost."""
        return self.filter(Q(keyring=keyring) | Q(keyring__isnull=True))


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    """Questions about what came in and was not joined yet."""

    def visible_to(self, person: Person) -> Self:
        """Return what came in for this person, and for nobody else."""
        return self.filter(reading__source__owner=person)

    def amount(self) -> tuple[int, int, datetime | None]:
        """Return how many parts wait, how many bytes they are, and when the first came in."""
        first = Min("reading__ended_at")
        found = self.aggregate(parts=Count("pk"), size=Sum(Length("content")), since=first)
        return found["parts"], found["size"] or 0, found["since"]


class Archive(models.Model):
    """All moments of one owner. `revision` grows by one with every replacement.

    `keyring` says for whose keys it is sealed; without one it still stands open. `behind_since`
    is when something came in, went or was answered that the summary does not know yet.
    `busy_until` is how long whoever makes it anew may take.
    """

    owner = models.OneToOneField(Person, models.CASCADE, related_name="archive")
    keyring = models.ForeignKey(Keyring, models.CASCADE, null=True, blank=True, related_name="+")
    content = models.BinaryField()
    format = models.CharField(max_length=40)
    revision = models.PositiveIntegerField(default=0)
    replaced_at = models.DateTimeField()
    behind_since = models.DateTimeField(null=True, blank=True)
    busy_until = models.DateTimeField(null=True, blank=True)

    objects = ArchiveQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.format}, revision {self.revision}"


class Summary(models.Model):
    """What pages read of an owner's moments, sealed as the archive is.

    `others` is about people one does not work with: ten times as large, and seldom read.
    """

    owner = models.OneToOneField(Person, models.CASCADE, related_name="summary")
    keyring = models.ForeignKey(Keyring, models.CASCADE, null=True, blank=True, related_name="+")
    content = models.BinaryField()
    others = models.BinaryField(default=b"")
    made_at = models.DateTimeField()

    objects = SummaryQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"


class Arrival(models.Model):
    """Moments of one reading, sealed when they came in. Only their owner can open them again.

    `replaces` names what goes from the archive when this is joined: a calendar that is read whole.
    """

    reading = models.OneToOneField("contact.Reading", models.CASCADE, related_name="arrival")
    keyring = models.ForeignKey(Keyring, models.CASCADE, related_name="+")
    content = models.BinaryField()
    replaces = models.CharField(max_length=60, blank=True)

    objects = ArrivalQuerySet.as_manager()

    def __str__(self) -> str:
        return f"of reading {self.reading_id}"
