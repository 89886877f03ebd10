"""What came in sealed and waits for its owner: how much, since when, and when that is enough."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from tevoet.contact.models import Arrival

if TYPE_CHECKING:
    from tevoet.contact.models import Source

EVERY: Final = timedelta(hours=3)
"""How often a service is asked what is new."""

MANY, SELDOM = 24, timedelta(days=1)
"""With so many parts waiting it is asked once a day: nobody seems to look."""

MOST_PARTS: Final = 90
MOST_BYTES: Final = 64 * 1024 * 1024
"""From here on nothing is read in the background until its owner opens the mirror."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The parts of one source that wait, how large they are, and when the first came in."""

    parts: int
    size: int
    since: datetime | None

    @property
    def is_full(self) -> bool:
        """Say whether no more may come in."""
        return self.parts >= MOST_PARTS or self.size >= MOST_BYTES

    @property
    def pause(self) -> timedelta:
        """Return how long to wait before asking what is new."""
        return SELDOM if self.parts >= MANY else EVERY


def waiting(source: Source) -> Waiting:
    """Return what waits of a source."""
    return Waiting(*Arrival.objects.filter(reading__source=source).amount())
