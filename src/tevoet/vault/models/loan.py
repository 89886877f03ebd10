"""A key on loan: what the server keeps of it opens nothing by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.contrib.sessions.models import Session
from django.db import models

from tevoet.people.models import Person

if TYPE_CHECKING:
    from datetime import datetime

IDLE = timedelta(minutes=15)


class LoanQuerySet(models.QuerySet["Loan"]):
    """Questions about many loans."""

    def visible_to(self, person: Person) -> Self:
        """Return the loans of this person's own key."""
        return self.filter(person=person)

    def running(self, now: datetime) -> Self:
        """Leave out what lay idle too long."""
        return self.filter(used_at__gt=now - IDLE)

    def idle(self, now: datetime) -> Self:
        """Keep what lay idle too long."""
        return self.filter(used_at__lte=now - IDLE)


class Loan(models.Model):
    """A person's mirror key, lent from one session. `half` opens nothing without the page's.

    The row hangs on that of the session, so that whatever ends a session ends its loan.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="loans")
    session = models.OneToOneField(Session, models.CASCADE, related_name="loan")
    half = models.BinaryField(max_length=32)
    begun_at = models.DateTimeField()
    used_at = models.DateTimeField()

    objects = LoanQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.person_id} since {self.begun_at:%H:%M}"

    def note_use(self, now: datetime) -> None:
        """Begin the time of lying idle anew."""
        Loan.objects.filter(pk=self.pk).update(used_at=now)
