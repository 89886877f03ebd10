"""Who looks, when, and what there is to see: the summary and what the owner told."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from tevoet.contact.clock import day_of, zone_of
from tevoet.contact.proposing import key_of

if TYPE_CHECKING:
    from tevoet.contact.asking import Told
    from tevoet.engines.mirror.settings import Rhythm
    from tevoet.engines.mirror.summary import Hint, PersonSummary, Summary
    from tevoet.people.models import Person


@dataclass(slots=True)
class Sight:
    """What one owner can see at one moment, looked up once."""

    owner: Person
    now: datetime
    rhythm: Rhythm
    summary: Summary | None
    told: Told
    seconds: int = 0
    today: date = date.min
    zone: str = ""
    by_key: dict[str, PersonSummary] = field(default_factory=dict)
    by_address: dict[str, PersonSummary] = field(default_factory=dict)
    calls: dict[str, list[Hint]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        """Look up the day, and index the summary."""
        self.seconds = int(self.now.timestamp())
        self.today = day_of(self.owner, self.now)
        self.zone = zone_of(self.owner)
        for person in self.summary.people if self.summary else ():
            self.by_key[person.key] = person
            for address in person.addresses:
                self.by_address.setdefault(address, person)
        for hint in self.summary.hints if self.summary else ():
            if hint.kind == "better_as_a_call":
                self.calls[hint.person].append(hint)

    def read_of(self, other: Person) -> list[PersonSummary]:
        """Return what was read of somebody: one, or several while addresses wait to be joined."""
        known = self.by_key.get(key_of(other))
        loose = [self.by_address.get(address) for address in self.told.addresses_of(other)]
        found = {one.key: one for one in (known, *loose) if one is not None}
        return list(found.values())
