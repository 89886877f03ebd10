"""One mail that waits to be sent, or was. Its text is made when it goes, and never kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from tevoet.people.models import Person

LEASE: Final = timedelta(minutes=10)
LONGEST_PAUSE: Final = timedelta(hours=1)


class Kind(models.TextChoices):
    """The two kinds of mail: one a week, and what somebody waits for."""

    LETTER = "letter", _("weekly letter")
    WISH = "wish", _("somebody wants to be heard")


class MailingQuerySet(models.QuerySet["Mailing"]):
    """Questions about many mailings."""

    def visible_to(self, person: Person) -> Self:
        """Return the mail to this person."""
        return self.filter(to=person)

    def waiting(self) -> Self:
        """Keep what was neither sent nor dropped."""
        return self.filter(sent_at=None, dropped_at=None)

    def due(self, now: datetime) -> Self:
        """Keep what may be tried now, the longest waiting first."""
        return self.waiting().filter(due_at__lte=now).order_by("due_at", "pk")


class Mailing(models.Model):
    """One mail to one person: of one kind, about one week or one wish, at most once.

    `due_at` is when it is tried next. Whoever takes it moves that ten minutes ahead, so that no
    second program takes it as well, and a program that was killed holds nothing up for good.
    """

    to = models.ForeignKey(Person, models.CASCADE, related_name="mailings")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    about = models.CharField(max_length=24)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = MailingQuerySet.as_manager()

    class Meta:
        """Each mail once."""

        ordering = ("-made_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("to", "kind", "about"), name="each_mail_once"),
        )
        indexes = (
            models.Index(
                fields=("due_at",),
                name="mail_that_waits",
                condition=models.Q(sent_at=None, dropped_at=None),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"

    @property
    def message_id(self) -> str:
        """Return the Message-ID: the same at every try, and telling nobody who or what."""
        of_this = salted_hmac("tevoet.mailing", f"{self.to_id} {self.kind} {self.about}")
        sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
        return f"<{of_this.hexdigest()[:32]}@{sender.rpartition('@')[2] or 'localhost'}>"

    def take(self, now: datetime) -> bool:
        """Take it for one try, unless somebody else did or it is done."""
        mine = Mailing.objects.due(now).filter(pk=self.pk)
        return mine.update(due_at=now + LEASE, tries=F("tries") + 1) == 1

    def put_off(self, now: datetime) -> None:
        """Try again later, at growing distance."""
        pause = min(timedelta(minutes=2**self.tries), LONGEST_PAUSE)
        self._waiting().update(due_at=now + pause)

    def put_back(self, now: datetime) -> None:
        """Give it back untried: the mail server could not be reached at all."""
        self._waiting().update(due_at=now, tries=F("tries") - 1)

    def end(self, now: datetime, *, sent: bool) -> None:
        """Write down that it went, or that nobody needs it any more."""
        self._waiting().update(**{"sent_at" if sent else "dropped_at": now})

    def _waiting(self) -> MailingQuerySet:
        return Mailing.objects.waiting().filter(pk=self.pk)
