"""Who looks, when, and what there is to see: the summary and what the owner told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from tevoet.contact.asking import taps_since
from tevoet.contact.clock import day_of, zone_of
from tevoet.contact.proposing import addresses_of, key_of
from tevoet.contact.weeks import Strips
from tevoet.engines.mirror.days import STRIP_WEEKS
from tevoet.engines.mirror.hintbook import Book
from tevoet.engines.mirror.settings import Rhythm

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tevoet.contact.asking import Around, Tapped, Told
    from tevoet.contact.folded import Brief, Folded
    from tevoet.contact.records import Contact
    from tevoet.contact.weeks import Strip
    from tevoet.engines.mirror.summary import PersonSummary

STRIP = timedelta(weeks=STRIP_WEEKS)


@dataclass(slots=True)
class Sight:
    """What one owner can see at one moment, looked up once.

    `briefs` go by the number of a person: several while addresses wait to be joined.
    """

    around: Around
    told: Told
    folded: Folded | None
    now: datetime
    seconds: int = 0
    today: date = date.min
    rhythm: Rhythm = field(default_factory=Rhythm)
    book: Book = field(default_factory=Book)
    strips: Strips | None = None
    briefs: dict[int, list[Brief]] = field(default_factory=dict)
    recent: dict[int, list[Tapped]] = field(default_factory=dict)
    read: dict[str, PersonSummary] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look up the day, and what the summary says of the people around."""
        zone = zone_of(self.around.owner)
        self.seconds = int(self.now.timestamp())
        self.today = day_of(self.around.owner, self.now)
        self.rhythm = Rhythm(zone)
        if self.folded is not None:
            last = date.fromisoformat(self.folded.head.weeks[-1])
            self.strips = Strips.until(self.today, zone, last)
            self.briefs = self._briefs(self.folded)

    def fetch(self, rows: Iterable[Contact]) -> None:
        """Ask what a closer look needs: the taps of half a year, and what was read in full."""
        missing = [row for row in rows if row.connection not in self.recent]
        last = {row.connection: self.last_tap(row.connection) for row in missing}
        found = taps_since(self.around.owner, self.now - STRIP, last) if missing else {}
        self.recent |= {pk: found.get(pk, []) for pk in last}
        if self.folded is not None:
            briefs = (one for row in missing for one in self.briefs.get(row.other.pk, ()))
            self.read |= self.folded.read(one.key for one in briefs)

    def last_tap(self, connection: int) -> datetime | None:
        """Return when the owner last tapped that the two spoke."""
        taps = self.told.taps.get(connection)
        return taps.spoke_at if taps else None

    def read_of(self, row: Contact) -> PersonSummary | None:
        """Return what was read of somebody, the first while addresses wait to be joined."""
        self.fetch([row])
        briefs = self.briefs.get(row.other.pk)
        return self.read[briefs[0].key] if briefs else None

    def strip(self, row: Contact, weekly: Mapping[str, Sequence[int]]) -> Strip:
        """Return the weeks of one connection, with the taps; none when nothing was read."""
        if self.strips is None:
            return []
        self.fetch([row])
        return self.strips.strip(weekly, self.recent[row.connection])

    def _briefs(self, folded: Folded) -> dict[int, list[Brief]]:
        names = {
            other.pk: [key_of(other), *sorted(addresses_of(other, self.around, self.told))]
            for other in self.around.others
            if other.pk not in self.around.hidden
        }
        found = folded.briefs(name for several in names.values() for name in several)
        return {
            pk: list({one.key: one for name in several if (one := found.get(name))}.values())
            for pk, several in names.items()
        }
