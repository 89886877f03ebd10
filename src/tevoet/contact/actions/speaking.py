"""Say that you spoke, with one tap, and take it back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from tevoet.contact.models import Spoken
from tevoet.people.models import Connection, Person
from tevoet.refusal import Refusal

ONE_TALK = timedelta(minutes=2)
"""Two taps of the same kind within this time are one tap and an impatient finger."""

CLOCKS_APART = timedelta(minutes=5)
"""A device's clock may run ahead of ours by this much."""


class NotSpokenYet(Refusal):
    """A talk in the future has not been held."""

    slug: ClassVar[str] = "not-spoken-yet"
    message: ClassVar[str] = gettext_noop("That day is still to come. Say it when you have spoken.")


class NotOneOfTheTwo(Refusal):
    """Only the two of a connection can say that they spoke."""

    slug: ClassVar[str] = "not-one-of-the-two"
    message: ClassVar[str] = gettext_noop("This connection is between two other people.")


@transaction.atomic
def speak(
    connection: Connection,
    *,
    by: Person,
    channel: str,
    at: datetime | None = None,
    minutes: int | None = None,
) -> Spoken:
    """Record that two people spoke; two taps at once are one."""
    now = timezone.now()
    spoke_at = at or now
    if by.pk not in (connection.first_id, connection.second_id):
        raise NotOneOfTheTwo
    if spoke_at > now + CLOCKS_APART:
        raise NotSpokenYet
    Connection.objects.select_for_update().get(pk=connection.pk)  # one tap after the other
    near = (spoke_at - ONE_TALK, spoke_at + ONE_TALK)
    taps = Spoken.objects.standing().filter(connection=connection, by=by, channel=channel)
    same = taps.filter(at__range=near).first()
    return same or Spoken.objects.create(
        connection=connection, by=by, channel=channel, at=spoke_at, minutes=minutes
    )


@transaction.atomic
def take_back(spoken: Spoken, *, at: datetime | None = None) -> Spoken:
    """Take a tap back; doing so twice changes nothing."""
    spoken.take_back(at=at or timezone.now())
    return spoken
