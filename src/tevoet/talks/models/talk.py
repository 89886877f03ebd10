"""A talk: begun by one of two, planned or not, and closed when they met or one said not now."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.core.exceptions import ObjectDoesNotExist
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tevoet.people.models import Connection, Person
from tevoet.people.models.connection import between_two, both_here
from tevoet.vault.models import KeptBack

if TYPE_CHECKING:
    from datetime import date, datetime


LONGEST = 600
MINUTES = (MinValueValidator(1), MaxValueValidator(LONGEST))
WAIT = timedelta(days=14)
"""So long the first look-back waits for the other; after that each keeps their own."""


class TalkQuerySet(models.QuerySet["Talk"]):
    """Questions about many talks."""

    def visible_to(self, person: Person) -> Self:
        """Return the talks between this person and another."""
        return self.filter(between_two(person))

    def open(self) -> Self:
        """Keep what is still to be held, in connections that did not end."""
        return self.filter(both_here(), ended_at__isnull=True)

    def held(self) -> Self:
        """Keep what was held."""
        return self.filter(meeting__isnull=False)

    def planned_on(self, on: date) -> Self:
        """Keep what is to be held on a day."""
        return self.filter(planned_on=on)

    def waiting_for(self, person: Person, now: datetime) -> Self:
        """Keep the talks held on which this person may still look back."""
        too_long = self.model.objects.filter(look_backs__at__lte=now - WAIT)
        return self.held().exclude(look_backs__by=person).exclude(pk__in=too_long.values("pk"))

    def with_two(self) -> Self:
        """Fetch along who the two are, and what became of it."""
        return self.select_related(
            "connection__first", "connection__second", "meeting", "declining", "kept_back", "by"
        )


class Talk(models.Model):
    """Two people who really meet. One at a time is ahead of them; `ended_at` closes it.

    `kept_back` holds what both look back on, each apart, until both have done so.
    """

    class Where(models.TextChoices):
        """Where the two will be: side by side first, a screen last."""

        WALK = "walk", _("on a walk")
        DESK = "desk", _("at the desk")
        ROOM = "room", _("in a room")
        PHONE = "phone", _("by phone")
        VIDEO = "video", _("by video")

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="talks")
    by = models.ForeignKey(Person, models.CASCADE, related_name="talks")
    at = models.DateTimeField()
    planned_on = models.DateField(null=True, blank=True)
    planned_at = models.DateTimeField(null=True, blank=True)
    planned_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="planned_talks"
    )
    where = models.CharField(max_length=5, choices=Where.choices, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    kept_back = models.OneToOneField(
        KeptBack, models.SET_NULL, null=True, blank=True, related_name="talk"
    )

    objects = TalkQuerySet.as_manager()

    class Meta:
        """The newest first; one is ahead of two people at a time."""

        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("connection",),
                condition=Q(ended_at__isnull=True),
                name="one_talk_ahead",
            ),
        )
        indexes = (models.Index(fields=("connection", "-at"), name="talk_of_two_at"),)

    def __str__(self) -> str:
        return f"talk {self.pk}"

    @property
    def opened_at(self) -> datetime | None:
        """Return when both could see what the other looked back on."""
        return self.kept_back.lifted_at if self.kept_back else None

    @property
    def lapses_at(self) -> datetime | None:
        """Return until when the first look-back waits for the other; None while there is none."""
        first = self.look_backs.first()
        return first.at + WAIT if first else None

    @property
    def came_unplanned(self) -> bool:
        """Say whether it was noted when it had been held already."""
        return self.at == self.ended_at

    @property
    def is_held(self) -> bool:
        """Say whether the two met."""
        return self.meeting_or_none is not None

    @property
    def meeting_or_none(self) -> Meeting | None:
        """Return the meeting, if there was one."""
        try:
            return self.meeting
        except ObjectDoesNotExist:
            return None

    @property
    def declining_or_none(self) -> Declining | None:
        """Return who said not now, if somebody did."""
        try:
            return self.declining
        except ObjectDoesNotExist:
            return None

    def is_own_side_filled(self, person: Person) -> bool:
        """Say whether somebody may see and ask something of the other's side.

        Who leads the other does the own steps first. Nobody else is held up, and a talk that came
        unplanned asked for no steps.
        """
        if not person.leads(self.connection.other(person)):
            return True
        return (
            self.came_unplanned
            or self.preparations.filter(by=person, done_at__isnull=False).exists()
        )

    def note_kept_back(self) -> KeptBack:
        """Return what holds back the two look-backs, begun when there was none."""
        if self.kept_back is None:
            self.kept_back = KeptBack.objects.create(connection=self.connection)
            self.save(update_fields=["kept_back"])
        return self.kept_back

    def close(self, *, at: datetime) -> None:
        """Say that it is no longer ahead."""
        self.ended_at = at
        self.save(update_fields=["ended_at"])


class Postponement(models.Model):
    """One of two moved a talk: from which day. To which stands with the talk."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="postponements")
    by = models.ForeignKey(Person, models.CASCADE, related_name="postponements")
    at = models.DateTimeField()
    from_on = models.DateField()

    class Meta:
        """The newest first."""

        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"from {self.from_on}"


class Declining(models.Model):
    """One of two said not now to a talk. Nobody asks why."""

    talk = models.OneToOneField(Talk, models.CASCADE, related_name="declining")
    by = models.ForeignKey(Person, models.CASCADE, related_name="declinings")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.by} at {self.at:%Y-%m-%d}"


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Questions about many meetings."""

    def visible_to(self, person: Person) -> Self:
        """Return the meetings of this person with another."""
        return self.filter(between_two(person, "talk__connection"))


class Meeting(models.Model):
    """Two people met, says one of them; both see it."""

    class Channel(models.TextChoices):
        """The three ways of really meeting."""

        IN_PERSON = "in_person", _("in person")
        PHONE = "phone", _("by phone")
        VIDEO = "video", _("by video")

    talk = models.OneToOneField(Talk, models.CASCADE, related_name="meeting")
    by = models.ForeignKey(Person, models.CASCADE, related_name="meetings")
    at = models.DateTimeField()
    channel = models.CharField(max_length=9, choices=Channel.choices)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True, validators=MINUTES)
    made_at = models.DateTimeField()

    objects = MeetingQuerySet.as_manager()

    class Meta:
        """The newest first."""

        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.channel}, {self.at:%Y-%m-%d}"
