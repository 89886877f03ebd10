"""Write moments as a calendar file that any calendar program reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from icalendar import Calendar
from icalendar import Event as Entry

MAKER = "-//Tevoet//tevoet//"


@dataclass(frozen=True, slots=True)
class Event:
    """Something in a calendar: moments, or days of which the last one is the day after."""

    number: str
    title: str
    begins: datetime | date
    ends: datetime | date | None = None


def write(events: Iterable[Event], *, made_at: datetime) -> bytes:
    """Return a calendar file (RFC 5545) with these events, in UTC."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    for event in events:
        calendar.add_component(entry(event, made_at.astimezone(UTC)))
    written: bytes = calendar.to_ical()
    return written


def entry(event: Event, made_at: datetime) -> Entry:
    """Return one event of a calendar file; a day ends where the next begins."""
    made = Entry()
    made.add("uid", event.number)
    made.add("dtstamp", made_at)
    made.add("summary", event.title)
    made.add("dtstart", in_utc(event.begins))
    if event.ends is not None:
        made.add("dtend", in_utc(event.ends))
    return made


def in_utc(when: datetime | date) -> datetime | date:
    """Return a moment in UTC, and a day as it is."""
    return when.astimezone(UTC) if isinstance(when, datetime) else when
