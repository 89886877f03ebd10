"""The strip of 26 weeks: what was read, moved on to today, together with what was tapped."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tevoet.engines.mirror.days import STRIP_WEEKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tevoet.contact.models import Spoken

Strip = list[dict[str, int]]


def monday_of(day: date) -> date:
    """Return the Monday of a day's week.

    >>> monday_of(date(2026, 11, 26))
    datetime.date(2026, 11, 23)
    """
    return day - timedelta(days=day.weekday())


def strip(
    weekly: Mapping[str, Sequence[int]], last: date, taps: Iterable[Spoken], today: date, zone: str
) -> Strip:
    """Return 26 weeks with a count per channel, the running week last.

    `last` is the Monday of the last week in `weekly`. A tap and a reading may tell of the same
    talk, so that a week shows the larger of both numbers and never their sum.
    """
    told = _tapped(taps, today, ZoneInfo(zone))
    shift = (monday_of(today) - last).days // 7
    found: Strip = []
    for place in range(STRIP_WEEKS):
        before = place + shift
        week = {
            channel: counts[before]
            for channel, counts in weekly.items()
            if 0 <= before < len(counts) and counts[before]
        }
        for channel, count in told[place].items():
            week[channel] = max(count, week.get(channel, 0))
        found.append(week)
    return found


def _tapped(taps: Iterable[Spoken], today: date, zone: ZoneInfo) -> list[Counter[str]]:
    first = monday_of(today) - timedelta(weeks=STRIP_WEEKS - 1)
    found: list[Counter[str]] = [Counter() for _ in range(STRIP_WEEKS)]
    for tap in taps:
        place = (tap.at.astimezone(zone).date() - first).days // 7
        if 0 <= place < STRIP_WEEKS:
            found[place][tap.channel] += 1
    return found
