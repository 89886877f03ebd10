"""Where moments come from, and the reading of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tevoet.people.models import Person

SILENT_AFTER = timedelta(seconds=90)
"""A worker gives a sign of life every second; after this long without one it is gone."""


class SourceQuerySet(models.QuerySet["Source"]):
    """Questions about many sources."""

    def visible_to(self, person: Person) -> Self:
        """Return this person's own sources; nobody sees those of another."""
        return self.filter(owner=person, removed_at__isnull=True)

    def waiting_bytes(self, person: Person) -> int:
        """Add up this person's files that lie here until they are read."""
        waiting = self.filter(owner=person).exclude(folder="")
        return waiting.aggregate(whole=models.Sum("bytes"))["whole"] or 0

    def going(self, person: Person) -> Self:
        """Return what this person removed, and what the archive still holds of it."""
        return self.filter(owner=person, removed_at__isnull=False)


class Source(models.Model):
    """Files that were uploaded together. `folder` holds them until they were read, then is ''.

    What they were called is sealed for their owner; before there were keys it was dropped. What
    was removed goes from the archive when that is open again, and then altogether. What came along
    from an own machine has an `origin`, which stays the same however often it is given. `day_first`
    is what its owner said of dates in chats: None lets each chat tell.
    """

    class Kind(models.TextChoices):
        """How moments come in."""

        UPLOAD = "upload", _("files")
        ALONG = "along", _("came along from my own machine")
        SERVER = "server", _("a mailbox on a server")
        SERVICE = "service", _("headers of a service")

    owner = models.ForeignKey(Person, models.CASCADE, related_name="sources")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.UPLOAD)
    count = models.PositiveIntegerField(default=1)
    bytes = models.BigIntegerField(default=0)
    origin = models.CharField(max_length=40, blank=True)
    names = models.BinaryField(null=True, blank=True)
    folder = models.CharField(max_length=64, blank=True)
    day_first = models.BooleanField(null=True, blank=True)
    uploaded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        """The newest first."""

        ordering = ("-uploaded_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "origin"),
                condition=~models.Q(origin="") & models.Q(removed_at__isnull=True),
                name="one_source_per_origin",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind}, {self.uploaded_at:%Y-%m-%d %H:%M}"

    @property
    def is_on_server(self) -> bool:
        """Say whether this is a mailbox on a server, which is read again and again."""
        return self.kind == self.Kind.SERVER

    @property
    def is_of_service(self) -> bool:
        """Say whether a service hands over its headers, in the background too."""
        return self.kind == self.Kind.SERVICE

    @property
    def label(self) -> str:
        """Return the name under which the archive knows this source."""
        return self.origin or str(self.pk)

    @property
    def calendar_label(self) -> str:
        """Return under which name the archive knows a calendar that is read whole each time."""
        return f"{self.label} calendar"

    @property
    def reading(self) -> Reading | None:
        """Return the last reading of this source."""
        return max(self.readings.all(), key=lambda reading: reading.pk, default=None)

    @property
    def may_be_read_again(self) -> bool:
        """Say whether the files are still here and nothing is reading them."""
        reading = self.reading
        return bool(self.folder) and (reading is None or not reading.is_going)


class Reading(models.Model):
    """One attempt to read a source. What became of it follows from its times.

    `outcome` holds the ledger: read, kept, duplicate, automatic, refused, and how often for which
    reason. `details` are the names and addresses in it, sealed for the owner. `joined_at` is when
    its moments were joined with the archive. `refusal`, `message` and `parameters` say why nothing
    was taken over.
    """

    class State(models.TextChoices):
        """What became of a reading."""

        WAITING = "waiting", _("waiting for its turn")
        GOING = "going", _("being read")
        STOPPED = "stopped", _("stopped")
        BROKEN_OFF = "broken_off", _("broken off")
        REFUSED = "refused", _("not taken over")
        ARRIVED = "arrived", _("came in, sealed")
        DONE = "done", _("read")

    source = models.ForeignKey(Source, models.CASCADE, related_name="readings")
    started_at = models.DateTimeField(null=True, blank=True)
    last_sign_at = models.DateTimeField(null=True, blank=True)
    stop_requested_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    bytes_read = models.BigIntegerField(default=0)
    bytes_total = models.BigIntegerField(default=0)
    joined_at = models.DateTimeField(null=True, blank=True)
    outcome = models.JSONField(default=dict, blank=True)
    details = models.BinaryField(null=True, blank=True)
    refusal = models.SlugField(max_length=60, blank=True)
    message = models.TextField(blank=True)
    parameters = models.JSONField(default=dict, blank=True)

    class Meta:
        """In the order they were asked for."""

        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.source}: {self.state}"

    @property
    def state(self) -> Reading.State:
        """Say what became of this reading, as of now."""
        if self.ended_at is not None:
            return self._ending()
        if self.is_silent(timezone.now()):
            return self.State.BROKEN_OFF
        return self.State.GOING if self.started_at else self.State.WAITING

    @property
    def is_going(self) -> bool:
        """Say whether this reading may still end by itself."""
        return self.state in {self.State.WAITING, self.State.GOING}

    def is_silent(self, now: datetime) -> bool:
        """Say whether the worker that read this is gone."""
        last = self.last_sign_at or self.started_at
        return self.ended_at is None and last is not None and now - last > SILENT_AFTER

    @property
    def percentage(self) -> int:
        """Say how far the reading is, from 0 to 100."""
        if not self.bytes_total:
            return 0
        return min(100, 100 * self.bytes_read // self.bytes_total)

    def _ending(self) -> Reading.State:
        if self.refusal:
            return self.State.REFUSED
        if not self.outcome:
            return self.State.STOPPED
        return self.State.DONE if self.joined_at else self.State.ARRIVED
