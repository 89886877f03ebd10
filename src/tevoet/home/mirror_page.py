"""One page of an owner's mirror to keep or print, complete in itself: no address, no script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils.translation import gettext, gettext_noop

from tevoet.contact.overview import Hint
from tevoet.home import figures, reasons
from tevoet.home.rows import LANES, in_words
from tevoet.home.seen import of_person
from tevoet.ui.days import ago
from tevoet.ui.look import sheet
from tevoet.ui.shapes import Table
from tevoet.ui.strips import Strip, draw

if TYPE_CHECKING:
    from tevoet.engines.mirror import summary as made

MOST = 60
TOTALS = {
    "read": gettext_noop("read"),
    "kept": gettext_noop("kept"),
    "duplicate": gettext_noop("duplicate"),
    "automatic": gettext_noop("automatic, no contact"),
    "refused": gettext_noop("could not be read"),
}


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person on the page; `number` makes ids unique."""

    number: int
    name: str
    address: str
    line: str
    strip: Strip | None
    sentences: list[str]
    more: list[str]
    table: Table


@dataclass(frozen=True, slots=True)
class Asking:
    """A hint in words, with the person it is about."""

    name: str
    kind: str
    sentences: list[str]


def render(
    summary: made.Summary, *, read: Mapping[str, int] | None = None, zone: str = "UTC"
) -> str:
    """Return the whole page as one text with its styles inside, in the active language.

    `read` are the totals of the reading, by the names in `TOTALS`.
    """
    people = [one for one in summary.people if went_both_ways(one)]
    today = day(summary.now, zone)
    context = {
        "css": sheet(),
        "today": today,
        "period": period(summary, zone),
        "read": [(gettext(TOTALS[name]), number) for name, number in (read or {}).items()],
        "hints": [one for hint in summary.hints if (one := asking(hint, summary, today))],
        "people": [somebody(number, one, summary) for number, one in enumerate(people[:MOST], 1)],
        "more": max(0, len(people) - MOST),
        "legend": LANES,
        "notes": notes(summary),
    }
    return render_to_string("home/mirror_page.html", context)


def somebody(number: int, person: made.PersonSummary, summary: made.Summary) -> Somebody:
    """Put one person into words."""
    seen = of_person(person, summary.window_days)
    found, more = figures.figures(seen), figures.more_figures(seen)
    days = seen.number("last_human_contact_days")
    return Somebody(
        number=number,
        name=seen.name,
        address=person.addresses[0] if person.addresses else "",
        line=gettext("not visible here yet") if days is None else ago(int(days)),
        strip=strip(number, seen.name, weeks(person, len(summary.weeks))),
        sentences=[figure.sentence for figure in found],
        more=[figure.sentence for figure in more],
        table=figures.together([*found, *more], seen.name),
    )


def notes(summary: made.Summary) -> list[str]:
    """Return once what the figures do and do not show."""
    return [
        figure.note
        for one in summary.people[:1]
        for seen in (of_person(one, summary.window_days),)
        for figure in (*figures.figures(seen), *figures.more_figures(seen))
    ]


def weeks(person: made.PersonSummary, number: int) -> list[dict[str, int]]:
    """Turn counts per channel into counts per week."""
    return [
        {channel: counts[place] for channel, counts in person.weekly.items()}
        for place in range(number)
    ]


def strip(number: int, name: str, counted: list[dict[str, int]]) -> Strip | None:
    """Draw half a year of one person."""
    if not any(any(week.values()) for week in counted):
        return None
    title = gettext("Contact with %(name)s per week") % {"name": name}
    return draw(f"strip-{number}", counted, LANES, title=title, desc=in_words(counted))


def asking(hint: made.Hint, summary: made.Summary, today: date) -> Asking | None:
    """Put a hint into words; None when its person is not on the page."""
    person = summary.person(hint.person)
    if person is None or not went_both_ways(person):
        return None
    name = of_person(person, summary.window_days).name
    if hint.kind == "better_as_a_call":
        return Asking(name, hint.kind, reasons.mailed(shown(hint), today))
    return Asking(name, hint.kind, reasons.silent(name, hint.reason, hint.parameters))


def shown(hint: made.Hint) -> Hint:
    """Give a hint its times as the pages know them."""
    since = None if hint.from_at is None else datetime.fromtimestamp(hint.from_at, UTC)
    return Hint(
        kind=hint.kind,
        strength=hint.strength,
        turns=hint.turns,
        since=since,
        until=datetime.fromtimestamp(hint.until_at, UTC),
        reason=hint.reason,
        parameters=hint.parameters,
        conversation=hint.conversation_hash,
    )


def went_both_ways(person: made.PersonSummary) -> bool:
    """Leave out who only ever wrote one way, such as advertisers."""
    return bool(person.sent and person.received) or person.last_human_contact_at is not None


def period(summary: made.Summary, zone: str) -> tuple[date, date] | None:
    """Return the days of the first and the last moment."""
    if summary.period_from is None or summary.period_until is None:
        return None
    return day(summary.period_from, zone), day(summary.period_until, zone)


def day(at: int, zone: str) -> date:
    """Return the day of a moment by a clock."""
    return datetime.fromtimestamp(at, ZoneInfo(zone)).date()
