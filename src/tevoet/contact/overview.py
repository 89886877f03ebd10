"""What the pages show of an owner's contact: the stored summary with newer taps on top.

The number of questions to the database is the same however many rows there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tevoet.contact import archive as archives
from tevoet.contact.asking import Around, Told
from tevoet.contact.clock import zone_of
from tevoet.contact.contacts import contacts
from tevoet.contact.folded import unfold
from tevoet.contact.hintnotes import book_of
from tevoet.contact.models import Spoken
from tevoet.contact.proposing import MOST, known_addresses
from tevoet.contact.records import Contact, Hint, Limits, Other, Overview, Tap
from tevoet.contact.sight import Sight

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tevoet.contact.archive import Archive, Made
    from tevoet.contact.folded import Folded
    from tevoet.engines.mirror.summary import PersonSummary
    from tevoet.people.models import Person

__all__ = ["Contact", "Hint", "Limits", "Other", "Overview", "Tap", "of", "unknown_to"]


@dataclass(frozen=True, slots=True)
class Opened:
    """A summary as it could be opened: both None when nothing was made or it is locked."""

    made: Made | None = None
    folded: Folded | None = None
    is_sealed: bool = False

    @property
    def is_locked(self) -> bool:
        """Say whether there is something that cannot be read now."""
        return self.is_sealed or (self.made is not None and self.folded is None)


def of(person: Person, now: datetime, archive: Archive | None = None) -> Overview:
    """Return the overview of one person's own contact, as of now."""
    archive = archive or archives.of(person)
    opened, book = open_summary(person, archive), book_of(person, archive)
    around, told = Around.of(person), Told.by(person, now)
    sight = Sight(around, told, opened.folded, now, book=book)
    rows = contacts(sight)
    return Overview(
        locked=opened.is_locked,
        made_at=opened.made.made_at if opened.made else None,
        period=_period(opened.folded, zone_of(person)),
        contacts=sorted(rows, key=_longest_not_spoken),
        taps=_taps_of_today(rows, sight),
        prepare=sight.fetch,
        unknown=lambda: len(_unknown(opened.folded, around, told)),
        book=book,
    )


def without_reading(person: Person, now: datetime) -> list[Contact]:
    """Return the connections by what their owner told and tapped, and by nothing that was read."""
    return contacts(Sight(Around.of(person), Told.by(person, now), None, now))


def unknown_to(person: Person, archive: Archive) -> list[PersonSummary]:
    """Return who in the summary is not known yet, the most in contact first."""
    return unknown_and_why(person, archive)[0]


def unknown_and_why(
    person: Person, archive: Archive
) -> tuple[list[PersonSummary], Mapping[str, list[str]]]:
    """Return who is not known yet, and by address for which others it answered."""
    folded = open_summary(person, archive).folded
    if folded is None:
        return [], {}
    unknown = _unknown(folded, Around.of(person), Told.by(person))
    return folded.people(unknown), folded.answered_for


def open_summary(person: Person, archive: Archive) -> Opened:
    """Open the summary; one of another version counts as locked until it is made anew."""
    made = archive.summary(person)
    if made is None or not archive.is_open(person):
        return Opened(made, is_sealed=archive.is_sealed(person))
    return Opened(made, unfold(made.content, made.others))


def _period(folded: Folded | None, zone: str) -> tuple[date, date] | None:
    head = folded.head if folded else None
    if head is None or head.period_from is None or head.period_until is None:
        return None
    begin, end = (
        datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone)).date()
        for at in (head.period_from, head.period_until)
    )
    return begin, end


def _unknown(folded: Folded | None, around: Around, told: Told) -> list[str]:
    return folded.asked(known_addresses(around, told), MOST) if folded else []


def _taps_of_today(rows: list[Contact], sight: Sight) -> list[Tap]:
    """Return what was tapped today, whatever day it was about, the last first."""
    owner = sight.around.owner
    midnight = datetime.combine(sight.today, time(), ZoneInfo(zone_of(owner)))
    others = {row.connection: row.other for row in rows}
    taps = Spoken.objects.visible_to(owner).standing().filter(made_at__gte=midnight)
    return [
        Tap(pk, others[connection], channel, at)
        for pk, connection, channel, at in taps.order_by("-pk").values_list(
            "pk", "connection", "channel", "at"
        )
        if connection in others
    ]


def _longest_not_spoken(row: Contact) -> tuple[bool, int, str, int]:
    """Put who is not visible here last: no reading is no silence."""
    days = -1 if row.voice_days is None else row.voice_days
    return row.voice_days is None, -days, row.other.name, row.connection
