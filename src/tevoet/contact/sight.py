"""Who looks, when, and what there is to see: the summary and what the owner told."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from tevoet.contact.clock import day_of, zone_of
from tevoet.contact.proposing import addresses_of, key_of
from tevoet.contact.weeks import Strips

if TYPE_CHECKING:
    from tevoet.contact.asking import Around, Told
    from tevoet.contact.folded import Folded
    from tevoet.engines.mirror.settings import Rhythm
    from tevoet.engines.mirror.summary import Hint, PersonSummary


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

    def _read(self, folded: Folded) -> dict[int, list[PersonSummary]]:
        """Return what was read of each person around: several while addresses wait to be joined."""
        others = [one.other(self.around.owner) for one in self.around.connections]
        names = {
            other.pk: [key_of(other), *sorted(addresses_of(other, self.around, self.told))]
            for other in others
        }
        read = folded.read(name for asked in names.values() for name in asked)
        return {
            pk: list({one.key: one for name in asked if (one := read.get(name))}.values())
            for pk, asked in names.items()
        }
