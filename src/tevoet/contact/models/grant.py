"""What a service gave to read the headers of one mailbox with, also in the background."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from tevoet.contact.models.source import Source
from tevoet.people.models import Person


class GrantQuerySet(models.QuerySet["Grant"]):
    """Questions about what services gave."""

    def visible_to(self, person: Person) -> Self:
        """Return what was given for this person's own mailboxes; nobody sees those of another."""
        return self.filter(source__owner=person, source__removed_at__isnull=True)

    def due(self, now: datetime) -> Self:
        """Return what is to be read now: neither stopped nor withdrawn, of people who are here."""
        present = self.filter(source__owner__left_on=None, source__owner__blocked_at=None)
        going = present.filter(stopped_at=None, ended_at=None, source__removed_at=None)
        return going.filter(next_at__lte=now)


class Grant(models.Model):
    """What opens the headers of one mailbox at one service, and how far they were read.

    `content` holds the tokens and the places, under a key made from the server's secret key: the
    server has to open it without its owner. A token that could open a text is never kept here.
    `checked_at` is when the service last answered to the end; `stopped_at` when its owner wanted
    no reading in the background; `ended_at` when the service let us in no more.
    """

    class Service(models.TextChoices):
        """Which service."""

        MICROSOFT = "microsoft", _("Microsoft 365")
        GMAIL = "gmail", _("Gmail")

    source = models.OneToOneField(Source, models.CASCADE, related_name="grant")
    service = models.CharField(max_length=10, choices=Service.choices)
    content = models.BinaryField()
    given_at = models.DateTimeField()
    next_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    def __str__(self) -> str:
        return f"of source {self.source_id}"
