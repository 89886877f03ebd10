"""What the pages show of an owner's contact: the stored summary with newer taps on top.

The number of questions to the database is the same however many rows there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tevoet.contact import archive as archives
from tevoet.contact.asking import Told, connections_of
from tevoet.contact.clock import day_of, rhythm_of
from tevoet.contact.contacts import contact
from tevoet.contact.proposing import known_addresses, unknown_people
from tevoet.contact.records import Contact, Hint, Limits, Overview, Tap
from tevoet.contact.sight import Sight
from tevoet.engines.mirror.records import UnknownSummaryVersion, from_json

if TYPE_CHECKING:
    from tevoet.contact.archive import Archive, Made
    from tevoet.engines.mirror.summary import PersonSummary, Summary
    from tevoet.people.models import Person

__all__ = ["Contact", "Hint", "Limits", "Overview", "Tap", "of", "unknown_to"]


@dataclass(frozen=True, slots=True)
class Opened:
    """A summary as it could be opened: both None when nothing was made or it is locked."""

    made: Made | None = None
    summary: Summary | None = None

    @property
    def is_locked(self) -> bool:
        """Say whether there is a summary that cannot be read now."""
        return self.made is not None and self.summary is None


def of(person: Person, now: datetime, archive: Archive | None = None) -> Overview:
    """Return the overview of one person's own contact, as of now."""
    opened = open_summary(person, archive or archives.of(person))
    told = Told.by(person)
    sight = Sight(person, now, rhythm_of(person), opened.summary, told)
    rows = [contact(connection, sight) for connection in connections_of(person)]
    return Overview(
        locked=opened.is_locked,
        made_at=opened.made.made_at if opened.made else None,
        period=_period(opened.summary, sight.zone),
        contacts=sorted(rows, key=_longest_not_spoken),
        proposals=_proposals(person, rows, opened.summary, told),
        taps=_taps_of_today(rows, sight),
    )


def open_summary(person: Person, archive: Archive) -> Opened:
    """Open the summary; one of another version counts as locked until it is made anew."""
    made = archive.summary(person)
    if made is None or not archive.is_open(person):
        return Opened(made)
    try:
        return Opened(made, from_json(made.content))
    except UnknownSummaryVersion:
        return Opened(made)


def _period(summary: Summary | None, zone: str) -> tuple[date, date] | None:
    if summary is None or summary.period_from is None or summary.period_until is None:
        return None
    begin, end = (
        datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone)).date()
        for at in (summary.period_from, summary.period_until)
    )
    return begin, end


def _proposals(owner: Person, rows: list[Contact], summary: Summary | None, told: Told) -> int:
    if summary is None:
        return 0
    known = known_addresses(owner, [row.other for row in rows], told)
    return len(unknown_people(summary, known))


def _taps_of_today(rows: list[Contact], sight: Sight) -> list[Tap]:
    found = [
        Tap(tap.pk, row.other, tap.channel, tap.at)
        for row in rows
        for tap in sight.told.taps.get(row.connection.pk, ())
        if day_of(sight.owner, tap.made_at) == sight.today
    ]
    return sorted(found, key=lambda tap: tap.pk, reverse=True)


def _longest_not_spoken(row: Contact) -> tuple[bool, int, str, int]:
    """Put who is not visible here last: no reading is no silence."""
    days = -1 if row.voice_days is None else row.voice_days
    return row.voice_days is None, -days, row.other.name, row.connection.pk


def unknown_to(person: Person) -> list[PersonSummary]:
    """Return who in the summary is not known yet, the most in contact first."""
    summary, told = open_summary(person, archives.of(person)).summary, Told.by(person)
    others = [connection.other(person) for connection in connections_of(person)]
    return unknown_people(summary, known_addresses(person, others, told)) if summary else []
