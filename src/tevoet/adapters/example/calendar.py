"""Write the example's calendar as an iCalendar file, with the variety that real ones have."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from tevoet.adapters.example.contacts import Contact
from tevoet.adapters.example.days import Days, at
from tevoet.adapters.example.people import ExamplePerson

LINK = "https://teams.microsoft.com/l/meetup-join/voorbeeld"
WINDOWS_ZONE = "W. Europe Standard Time"
ZONE = "Europe/Amsterdam"
_WIDTH = 73
_BEGIN = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Tevoet//Voorbeeld//NL
CALSCALE:GREGORIAN
X-WR-CALNAME:Agenda
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE"""


@dataclass(slots=True)
class Entry:
    """One event: its UID, when, what and where, who asked and who was asked with which answer."""

    uid: str
    start: datetime
    minutes: int
    title: str
    location: str = ""
    organizer: ExamplePerson | None = None
    guests: Sequence[tuple[ExamplePerson, str]] = ()
    room: str = ""
    zone: str = ZONE
    extra: list[str] = field(default_factory=list)

    def lines(self, stamp: datetime) -> list[str]:
        """Return the lines of the VEVENT, not yet folded."""
        end = self.start + timedelta(minutes=self.minutes)
        lines = [
            "BEGIN:VEVENT",
            f"UID:{self.uid}@voorbeeld.example",
            f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART;TZID={self.zone}:{self.start:%Y%m%dT%H%M%S}",
            f"DTEND;TZID={self.zone}:{end:%Y%m%dT%H%M%S}",
            f"SUMMARY:{self.title}",
        ]
        if self.location:
            lines.append(f"LOCATION:{self.location}")
        if self.organizer is not None:
            lines.append(f"ORGANIZER;CN={self.organizer.name}:mailto:{self.organizer.address}")
        lines += [
            f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={answer};CN={guest.name}"
            f":mailto:{guest.address}"
            for guest, answer in self.guests
        ]
        if self.room:
            lines.append(
                f"ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED;CN={self.room}:mailto:{_mail(self.room)}"
            )
        return [*lines, *self.extra, "END:VEVENT"]


def _mail(room: str) -> str:
    return room.lower().replace(" ", "").replace(".", "") + "@voorbeeld.example"


def calendar_text(entries: Iterable[Entry], whole_days: Iterable[str], days: Days) -> str:
    """Join entries and ready-made whole-day components to a calendar with folded lines."""
    stamp = at(days.first, 8)
    lines = _BEGIN.split("\n")
    for entry in entries:
        lines += entry.lines(stamp)
    for component in whole_days:
        lines += component.split("\n")
    lines.append("END:VCALENDAR")
    return "".join(_fold(line) + "\r\n" for line in lines)


def _fold(line: str) -> str:
    """Fold a line after 73 characters; our texts hold few letters of two bytes."""
    parts = [line[start : start + _WIDTH] for start in range(0, len(line), _WIDTH)]
    return "\r\n ".join(parts)


def whole_day(uid: str, title: str, first: date, last: date) -> str:
    """Write an event of whole days, first and last included."""
    end = last + timedelta(days=1)
    return "\n".join(
        (
            "BEGIN:VEVENT",
            f"UID:{uid}@voorbeeld.example",
            f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{end:%Y%m%d}",
            f"SUMMARY:{title}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        )
    )


def one_to_ones(owner: ExamplePerson, contacts: Iterable[Contact]) -> list[Entry]:
    """Write the talks of two that stand in a calendar: in person and by video."""
    entries = []
    for number, contact in enumerate(contacts, start=1):
        if contact.channel == "phone":
            continue
        entry = Entry(
            f"twee-{owner.key}-{contact.person.key}-{number}",
            contact.at,
            contact.minutes,
            f"{owner.name} en {contact.person.name}",
            organizer=owner,
            guests=((owner, "ACCEPTED"), (contact.person, "ACCEPTED")),
        )
        if contact.channel == "video":
            entry.location = "Microsoft Teams-vergadering"
            entry.extra = [f"X-MICROSOFT-SKYPETEAMSMEETINGURL:{LINK}"]
        else:
            entry.location = ("Kamer 2.14", "Wandeling vanaf de receptie")[number % 2]
        entries.append(entry)
    return entries
