"""Half a year of contact with one person, a lane per way, with the table behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

from tevoet.home.rows import ALL_LANES, LANES, in_words, short_day
from tevoet.ui.shapes import Table
from tevoet.ui.strips import Strip, draw

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

AXIS = (0, 9, 17, 25)


@dataclass(frozen=True, slots=True)
class OneLane:
    """One way of contact through the weeks."""

    label: str
    strip: Strip


@dataclass(frozen=True, slots=True)
class Lanes:
    """The whole figure."""

    sentence: str
    lanes: list[OneLane]
    axis: list[str]
    table: Table


def of_weeks(weeks: Sequence[dict[str, int]], last_monday: date) -> Lanes | None:
    """Draw the weeks, oldest first; nothing when there are none."""
    if not weeks:
        return None
    first = last_monday - timedelta(weeks=len(weeks) - 1)
    mondays = [first + timedelta(weeks=place) for place in range(len(weeks))]
    made = [
        OneLane(
            str(lane.label),
            draw(
                f"lane-{lane.tone}",
                weeks,
                (lane,),
                title=str(lane.label),
                desc=gettext("%(number)d in %(weeks)d weeks")
                % {"number": sum(lane.counts(weeks)), "weeks": len(weeks)},
            ),
        )
        for lane in ALL_LANES
    ]
    axis = [tick(mondays[place]) for place in AXIS if place < len(mondays)]
    return Lanes(sentence(weeks), made, axis, table(weeks, mondays))


def tick(day: date) -> str:
    """Write a day on the axis, as short as it goes."""
    return date_format(day, pgettext("short date without a year", "j b"))


def sentence(weeks: Sequence[dict[str, int]]) -> str:
    """Say what the figure shows: how many talks, and in how many weeks nothing is visible."""
    quiet = sum(1 for week in weeks if not any(LANES[0].counts([week]) + LANES[1].counts([week])))
    return gettext("%(counts)s. In %(quiet)d of these weeks no talk is visible here.") % {
        "counts": in_words(list(weeks)),
        "quiet": quiet,
    }


def table(weeks: Sequence[dict[str, int]], mondays: Sequence[date]) -> Table:
    """Return the counts, the newest week first."""
    heads = (gettext("week of"), *(str(lane.label) for lane in ALL_LANES))
    rows = [
        (short_day(monday), *(sum(week.get(name, 0) for name in lane.names) for lane in ALL_LANES))
        for monday, week in zip(mondays, weeks, strict=True)
    ]
    return Table(gettext("Number of contacts per week"), heads, rows[::-1])
