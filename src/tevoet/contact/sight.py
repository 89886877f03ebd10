"""Who looks, when, and what there is to see: the summary and what the owner told."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from tevoet.contact.asking import taps_since
from tevoet.contact.clock import day_of, zone_of
from tevoet.contact.proposing import addresses_of, key_of
from tevoet.contact.weeks import Strip, Strips
from tevoet.engines.mirror.days import STRIP_WEEKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tevoet.contact.asking import Around, Tapped, Told
    from tevoet.contact.folded import Folded
    from tevoet.engines.mirror.settings import Rhythm
    from tevoet.engines.mirror.summary import Hint, PersonSummary

STRIP = timedelta(weeks=STRIP_WEEKS)


@dataclass(slots=True)
class Sight:
    """What one owner can see at one moment, looked up once."""

    around: Around
    told: Told
    folded: Folded | None
    rhythm: Rhythm
    now: datetime
    seconds: int = 0
    today: date = date.min
    strips: Strips | None = None
    read: dict[int, list[PersonSummary]] = field(default_factory=dict)
    calls: dict[str, list[Hint]] = field(default_factory=lambda: defaultdict(list))
    recent: dict[int, list[Tapped]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look up the day, and read what the summary says of the people around."""
        self.seconds = int(self.now.timestamp())
        self.today = day_of(self.around.owner, self.now)
        if self.folded is not None:
            last = date.fromisoformat(self.folded.head.weeks[-1])
            self.strips = Strips.until(self.today, zone_of(self.around.owner), last)
            self.read = self._read(self.folded)
            for hint in self.folded.head.hints:
                self.calls[hint.person].append(hint)

    def fetch(self, connections: Iterable[int]) -> None:
        """Ask for the taps of half a year about these connections, in one question."""
        missing = [pk for pk in connections if pk not in self.recent]
        found = taps_since(self.around.owner, self.now - STRIP, missing) if missing else {}
        self.recent |= {pk: found.get(pk, []) for pk in missing}

    def strip(self, connection: int, weekly: Mapping[str, Sequence[int]]) -> Strip:
        """Return the weeks of one connection, with the taps; none when nothing was read."""
        if self.strips is None:
            return []
        self.fetch([connection])
        return self.strips.strip(weekly, self.recent[connection])

    def _read(self, folded: Folded) -> dict[int, list[PersonSummary]]:
        """Return what was read of each person around: several while addresses wait to be joined."""
        names = {
            other.pk: [key_of(other), *sorted(addresses_of(other, self.around, self.told))]
            for other in self.around.others
        }
        read = folded.read(name for asked in names.values() for name in asked)
        return {
            pk: list({one.key: one for name in asked if (one := read.get(name))}.values())
            for pk, asked in names.items()
        }
