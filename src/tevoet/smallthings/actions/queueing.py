"""Put in the queue what is to be mailed: the letter of the week, and wishes at once."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, OuterRef

from tevoet.contact.clock import weeks_of, where, works_on, zone_of
from tevoet.people.models import Person
from tevoet.smallthings.models import Kind, Mailing, MailStop
from tevoet.talks import telling

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import datetime

    from tevoet.contact.clock import Where

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
    people = list(
        Person.objects.accounts()
        .exclude(Exists(recent) | Exists(late) | Exists(stops))
        .select_related("organisation")
    )
    rows = [
        Mailing(to=one, kind=Kind.LETTER, about=week_of(local), made_at=now, due_at=now)
        for one, week in zip(people, weeks_of(*(one.pk for one in people)), strict=True)
        if has_begun(where(one), local := now.astimezone(ZoneInfo(zone_of(one))), week)
    ]
    return len(Mailing.objects.bulk_create(rows, ignore_conflicts=True))


def week_of(local: datetime) -> str:
    """Return the name of a week, as ISO 8601 writes it."""
    return f"{local:%G-W%V}"


def has_begun(place: Where, local: datetime, weekdays: Container[int]) -> bool:
    """Say whether somebody's first working day of this week has begun; never in a week off."""
    monday = local.date() - timedelta(days=local.weekday())
    days = (monday + timedelta(days=number) for number in range(7))
    first = next((one for one in days if works_on(place, one, weekdays)), None)
    return first is not None and (local.date(), local.time()) >= (first, FROM)


def queue_wishes(now: datetime) -> int:
    """Queue a line for each wish that nobody was told of yet; say how many."""
    found = list(telling.untold(now))
    for one in found:
        with transaction.atomic():
            Mailing.objects.get_or_create(
                to=one.to,
                kind=Kind.WISH,
                about=str(one.pk),
                defaults={"made_at": now, "due_at": now},
            )
            telling.note_told(one, now)
    return len(found)
