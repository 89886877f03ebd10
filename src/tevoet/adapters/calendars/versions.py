"""Choose between several versions of one event in one file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tevoet.adapters.calendars.events import Event


@dataclass(slots=True)
class Numbered:
    """An event, the number of its component in the file, and how many exact copies it has.

    `first_start` is when its oldest version began, None when that is no other time.
    """

    number: int
    event: Event
    copies: int = 0
    first_start: datetime | None = None


@dataclass(slots=True)
class EventSeries:
    """What the newest versions say about one UID."""

    master: Numbered | None = None
    exceptions: list[Numbered] = field(default_factory=list)
    superseded: int = 0

    @property
    def parts(self) -> list[Numbered]:
        """All its events, the master first."""
        return [*([self.master] if self.master else []), *self.exceptions]


def newest_versions(versions: Sequence[Numbered]) -> EventSeries:
    """Keep the newest version of an event and of each of its exceptions.

    Newest is the highest SEQUENCE, then the latest DTSTAMP, then a cancellation, then the last in
    the file. Exact copies are counted with the one that is kept. A cancelled event takes its
    exceptions along, unless they are of a later SEQUENCE.
    """
    groups: dict[datetime | None, list[Numbered]] = {}
    for one in versions:
        groups.setdefault(one.event.instance, []).append(one)
    series = EventSeries()
    for instance, group in groups.items():
        kept = max(group, key=lambda one: (one.event.version, one.number))
        kept.copies = sum(one.event == kept.event for one in group) - 1
        oldest = min(group, key=lambda one: (one.event.version, one.number)).event
        kept.first_start = oldest.start if oldest.start != kept.event.start else None
        series.superseded += len(group) - 1 - kept.copies
        if instance is None:
            series.master = kept
        else:
            series.exceptions.append(kept)
    _cancel_along(series)
    return series


def _cancel_along(series: EventSeries) -> None:
    if series.master is None or not series.master.event.invitation.is_cancelled:
        return
    sequence = series.master.event.version[0]
    for exception in series.exceptions:
        event = exception.event
        if event.version[0] <= sequence:
            event.invitation = event.invitation._replace(is_cancelled=True)
