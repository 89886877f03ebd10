"""What somebody told the program that has a day or a time, as a calendar to take along."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from tevoet.contact.models import NotNow, Spoken
from tevoet.contact.sources import Event, as_calendar
from tevoet.people.models import Away

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tevoet.people.models import Person

A_DAY = timedelta(days=1)


def calendar_of(person: Person) -> bytes:
    """Return talks, planned days and time away as one calendar file; empty without any."""
    events = [*talks(person), *plans(person), *away(person)]
    return as_calendar(events, made_at=timezone.now()) if events else b""


def talks(person: Person) -> Iterator[Event]:
    """Yield every talk that somebody tapped."""
    standing = Spoken.objects.visible_to(person).standing()
    for one in standing.select_related("connection__first", "connection__second"):
        title = f"{one.connection.other(person).name}: {one.get_channel_display()}"
        ends = one.at + timedelta(minutes=one.minutes) if one.minutes else None
        yield Event(f"spoken-{one.pk}@tevoet", title, one.at, ends)


def plans(person: Person) -> Iterator[Event]:
    """Yield every day on which somebody planned to speak another."""
    planned = NotNow.objects.visible_to(person).exclude(planned_on=None)
    for one in planned.select_related("connection__first", "connection__second"):
        title = _("Speak %(name)s") % {"name": one.connection.other(person).name}
        if one.planned_on:
            yield Event(f"plan-{one.pk}@tevoet", title, one.planned_on, one.planned_on + A_DAY)


def away(person: Person) -> Iterator[Event]:
    """Yield when somebody is away; why is not known here."""
    for one in Away.objects.filter(person=person):
        yield Event(f"away-{one.pk}@tevoet", _("Away"), one.since, one.until + A_DAY)
