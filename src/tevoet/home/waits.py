"""How long mails of two people waited, as dots with a table behind, and mail that grew long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, gettext_lazy, ngettext

from tevoet.home.balance import duration
from tevoet.home.rows import short_day
from tevoet.ui.dots import Dot, Dots
from tevoet.ui.shapes import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tevoet.engines.mirror import summary as made

HOUR, DAY = 3600, 86_400
BANDS = (
    (HOUR, gettext_lazy("< 1 hour")),
    (DAY, gettext_lazy("< 1 day")),
    (7 * DAY, gettext_lazy("< 1 week")),
)
LONGER = gettext_lazy("longer")


@dataclass(frozen=True, slots=True)
class Waits:
    """What one of two waited for: a sentence, the picture, and the table behind it."""

    sentence: str
    dots: Dots
    table: Table


@dataclass(frozen=True, slots=True)
class Window:
    """Which days are drawn: begin and end in seconds, UTC, by the clock of a zone."""

    begin: int
    end: int
    zone: str

    def along(self, at: int) -> float:
        """Return how far along a moment is, from 0 to 1."""
        return min(1.0, max(0.0, (at - self.begin) / max(1, self.end - self.begin)))

    def day(self, at: int) -> str:
        """Write the day of a moment."""
        return short_day(datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(self.zone)).date())


def of_person(read: made.PersonSummary | None, name: str, window: Window) -> list[Waits]:
    """Draw the direct mails of the window, mine first."""
    if read is None:
        return []
    sides = (("mine", from_me), ("theirs", to_me))
    return [
        Waits(says(dots, name), draw(side, dots, says(dots, name), window), table(dots, window))
        for side, says in sides
        if (dots := read.dots.get(side))
    ]


def from_me(dots: Sequence[made.Dot], name: str) -> str:
    """Say how many of my mails were answered."""
    return ngettext(
        "%(name)s answered %(answered)d of your %(number)d direct mail.",
        "%(name)s answered %(answered)d of your %(number)d direct mails.",
        len(dots),
    ) % {"name": name, **counts(dots)}


def to_me(dots: Sequence[made.Dot], name: str) -> str:
    """Say how many mails I answered."""
    return ngettext(
        "You answered %(answered)d of %(number)d direct mail from %(name)s.",
        "You answered %(answered)d of %(number)d direct mails from %(name)s.",
        len(dots),
    ) % {"name": name, **counts(dots)}


def counts(dots: Sequence[made.Dot]) -> dict[str, int]:
    """Count the mails and those that were answered."""
    return {"number": len(dots), "answered": sum(one.replied for one in dots)}


def draw(side: str, dots: Sequence[made.Dot], desc: str, window: Window) -> Dots:
    """Place each mail on its day, in the band of how long it waited."""
    return Dots(
        f"waits-{side}",
        gettext("How long each mail waited"),
        desc,
        [str(label) for _, label in BANDS] + [str(LONGER)],
        [Dot(window.along(one.at), band(one), one.replied) for one in dots],
    )


def band(one: made.Dot) -> int:
    """Return the band in which a wait ended, or where it is now."""
    return sum(one.waited > most for most, _ in BANDS)


def table(dots: Sequence[made.Dot], window: Window) -> Table:
    """Return each mail, the newest first."""
    heads = (gettext("day"), gettext("waited"), gettext("answered"))
    rows = [
        (window.day(one.at), spent(one.waited), gettext("yes") if one.replied else "–")
        for one in reversed(dots)
    ]
    return Table(gettext("How long each mail waited"), heads, rows)


def spent(seconds: int) -> str:
    """Write how long a mail waited."""
    return gettext("within an hour") if seconds < HOUR else duration(seconds / HOUR)


def long_exchanges(read: made.PersonSummary | None, window: Window) -> list[str]:
    """Put the mail that grew long into words, the longest first."""
    return [
        gettext("%(turns)d turns in %(mails)d mails, %(begin)s to %(end)s")
        % {
            "turns": one.turns,
            "mails": one.mails,
            "begin": window.day(one.first_at),
            "end": window.day(one.last_at),
        }
        for one in (read.long_exchanges if read else ())
    ]
