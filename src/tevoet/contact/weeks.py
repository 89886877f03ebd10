"""The strip of 26 weeks: what was read, moved on to today, together with what was tapped."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from tevoet.engines.mirror.days import STRIP_WEEKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tevoet.contact.asking import Tapped

Strip = list[dict[str, int]]


def monday_of(day: date) -> date:
    """Return the Monday of a day's week.

    >>> monday_of(date(2026, 11, 26))
    datetime.date(2026, 11, 23)
    """
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class Strips:
    """Draws strips that end with the running week: the beginnings of the weeks, and the shift.

    `shift` is how many weeks ago the last reading was.
    """

    begins: tuple[datetime, ...]
    shift: int

    @classmethod
    def until(cls, today: date, zone: str, last_read: date | None = None) -> Self:
        """Prepare strips that end today; `last_read` is the Monday of the last week read."""
        monday, place = monday_of(today), ZoneInfo(zone)
        mondays = [monday - timedelta(weeks=n) for n in range(STRIP_WEEKS - 1, -1, -1)]
        begins = tuple(datetime.combine(one, time(), place).astimezone(UTC) for one in mondays)
        return cls(begins, (monday - (last_read or monday)).days // 7)

    def strip(self, weekly: Mapping[str, Sequence[int]], taps: Iterable[Tapped]) -> Strip:
        """Return 26 weeks with a count per channel, the running week last.

        A tap and a reading may tell of the same talk, so that a week shows the larger of both
        numbers and never their sum.
        """
        found: Strip = [{} for _ in range(STRIP_WEEKS)]
        for channel, counts in weekly.items():
            for place, count in enumerate(counts[self.shift :] if self.shift >= 0 else ()):
                if count:
                    found[place][channel] = count
        tapped = Counter((bisect_right(self.begins, tap.at) - 1, tap.channel) for tap in taps)
        for (place, channel), count in tapped.items():
            if place >= 0:
                found[place][channel] = max(count, found[place].get(channel, 0))
        return found
