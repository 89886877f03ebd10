"""Choose how long may pass, put somebody off until a day, or plan to speak."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from tevoet.contact.clock import day_of
from tevoet.contact.models import Limit, NotNow
from tevoet.contact.models.limit import LONGEST
from tevoet.people.models import Connection, Person
from tevoet.refusal import Refusal

FARTHEST = timedelta(days=LONGEST)


class DayHasPassed(Refusal):
    """What is put off or planned lies ahead, within a year."""

    slug: ClassVar[str] = "day-has-passed"
    message: ClassVar[str] = gettext_noop("Choose a day from now on, within a year.")


class LimitOutOfReach(Refusal):
    """A limit is a number of days of at most a year."""

    slug: ClassVar[str] = "limit-out-of-reach"
    message: ClassVar[str] = gettext_noop("Choose a number of days from 1 to {most}.")


@transaction.atomic
def set_limits(
    connection: Connection, *, owner: Person, voice_days: int, in_person_days: int
) -> Limit:
    """Choose the two limits of one's own for one connection."""
    if not (1 <= voice_days <= LONGEST and 1 <= in_person_days <= LONGEST):
        raise LimitOutOfReach(most=LONGEST)
    chosen, _ = Limit.objects.update_or_create(
        owner=owner,
        connection=connection,
        defaults={"voice_days": voice_days, "in_person_days": in_person_days},
    )
    return chosen


@transaction.atomic
def forget_limits(connection: Connection, *, owner: Person) -> None:
    """Go back to the limits of the program."""
    Limit.objects.filter(owner=owner, connection=connection).delete()


def not_now(connection: Connection, *, owner: Person, until: date | None = None) -> NotNow:
    """Ask nothing about a connection until a day, tomorrow when none is said."""
    today = day_of(owner, timezone.now())
    chosen = until or today + timedelta(days=1)
    if not today < chosen <= today + FARTHEST:
        raise DayHasPassed
    return _put_off(connection, owner, chosen, None)


def plan(connection: Connection, *, owner: Person, on: date) -> NotNow:
    """Plan to speak on a day; until then nothing is asked about the connection."""
    today = day_of(owner, timezone.now())
    if not today <= on <= today + FARTHEST:
        raise DayHasPassed
    return _put_off(connection, owner, on, on)


@transaction.atomic
def ask_again(connection: Connection, *, owner: Person) -> None:
    """Take back that somebody was put off or planned."""
    NotNow.objects.filter(owner=owner, connection=connection).delete()


@transaction.atomic
def _put_off(connection: Connection, owner: Person, until: date, on: date | None) -> NotNow:
    chosen, _ = NotNow.objects.update_or_create(
        owner=owner,
        connection=connection,
        defaults={"until": until, "planned_on": on, "at": timezone.now()},
    )
    return chosen
