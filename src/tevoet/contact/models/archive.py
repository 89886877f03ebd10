"""What an owner's readings leave behind: opaque bytes behind one port (`contact.archive`)."""

from __future__ import annotations

from typing import Self

from django.db import models

from tevoet.people.models import Person


class ArchiveQuerySet(models.QuerySet["Archive"]):
    """Questions about archives."""

    def visible_to(self, person: Person) -> Self:
        """Return this person's own archive, and no other."""
        return self.filter(owner=person)


class SummaryQuerySet(models.QuerySet["Summary"]):
    """Questions about summaries."""

    def visible_to(self, person: Person) -> Self:
        """Return this person's own summary, and no other."""
        return self.filter(owner=person)


class Archive(models.Model):
    """All moments of one owner. `revision` grows by one with every replacement."""

    owner = models.OneToOneField(Person, models.CASCADE, related_name="archive")
    content = models.BinaryField()
    format = models.CharField(max_length=40)
    revision = models.PositiveIntegerField(default=0)
    replaced_at = models.DateTimeField()

    objects = ArchiveQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.format}, revision {self.revision}"


class Summary(models.Model):
    """What pages read of an owner's moments."""

    owner = models.OneToOneField(Person, models.CASCADE, related_name="summary")
    content = models.BinaryField()
    made_at = models.DateTimeField()

    objects = SummaryQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"
