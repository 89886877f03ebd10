"""The mirror as text: a table of people, the hints, and what was read."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

from tevoet.cli.gather import Found
from tevoet.cli.language import gettext as _
from tevoet.cli.language import ngettext
from tevoet.cli.reasons import refused_because, remarked, sentence
from tevoet.engines.mirror.summary import Hint, PersonSummary, Summary

ROWS, HINTS, REASONS = 25, 5, 6
WRITTEN = {"mail", "chat"}


def show_text(found: Found, console: Console | None = None) -> None:
    """Print the mirror; what is left out for length is said."""
    out = console or Console()
    summary = found.summary
    out.print(period(summary, found.asked.time_zone), style="bold", highlight=False)
    window = found.asked.window_days
    told = ngettext(
        "The numbers are of the last %d day.", "The numbers are of the last %d days.", window
    )
    out.print(told % window, highlight=False)
    out.print(
        _("What your own files show. What is not in them is not visible here."), highlight=False
    )
    out.print()
    out.print(people_table(found))
    rest = len(summary.people) - ROWS
    if rest > 0:
        out.print(ngettext("and %d more", "and %d more", rest) % rest, style="dim")
    show_hints(out, found)
    show_ledger(out, found)


def period(summary: Summary, zone: str) -> str:
    """Say which days the mirror is about."""
    if summary.period_from is None or summary.period_until is None:
        return _("No contact in this period.")
    begin, end = local_day(summary.period_from, zone), local_day(summary.period_until, zone)
    return _("Contact from %(begin)s until %(end)s") % {"begin": begin, "end": end}


def people_table(found: Found) -> Table:
    """Return the people, who was in contact last first."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column(_("who"), overflow="ellipsis", max_width=34, no_wrap=True)
    table.add_column(_("spoke"), justify="right", no_wrap=True)
    for heading in (_("mail"), _("talks"), _("minutes"), _("waiting"), _("I start")):
        table.add_column(heading, justify="right")
    for person in found.summary.people[:ROWS]:
        table.add_row(*cells(person, found))
    return table


def cells(person: PersonSummary, found: Found) -> tuple[str, ...]:
    """Return the row of one person."""
    figures = person.figures
    channels = person.contacts_by_channel
    talks = sum(one.number for name, one in channels.items() if name not in WRITTEN)
    mails = channels.get("mail")
    return (
        called(person),
        days(figures.get("last_human_contact_days@1")),
        str(mails.number if mails else 0),
        str(talks),
        whole(figures.get("one_to_one_minutes@1")),
        whole(figures.get("waiting_for_me@1")),
        share(figures.get("who_starts@1")),
    )


def called(person: PersonSummary) -> str:
    """Return a name; a telephone number stays beside it, for it is a person of its own here."""
    if not person.names:
        return person.key
    return f"{person.names[0]} {person.key}" if person.key.startswith("+") else person.names[0]


def days(value: float | None) -> str:
    """Say how long ago; nothing seen is no statement about contact."""
    if value is None:
        return _("not visible here")
    return ngettext("%d day", "%d days", int(value)) % int(value)


def whole(value: float | None) -> str:
    """Return a number without a fraction, a dash when there is none."""
    return "–" if value is None else f"{value:.0f}"


def share(value: float | None) -> str:
    """Return a share as a percentage."""
    return "–" if value is None else f"{value:.0%}"


def show_hints(out: Console, found: Found) -> None:
    """Print the first hints: better as a call before not met, the firm ones first."""
    hints = ordered(found.summary.hints)
    if not hints:
        return
    out.print()
    out.print(_("One small thing"), style="bold")
    names = {person.key: called(person) for person in found.summary.people}
    for place, hint in enumerate(hints[:HINTS]):
        if place == 1:
            out.print(_("Also"), style="dim")
        who = names.get(hint.person, hint.person)
        out.print(f"  {who}: {sentence(hint)}", highlight=False, markup=False)
    if len(hints) > HINTS:
        more = len(hints) - HINTS
        out.print("  " + ngettext("and %d more", "and %d more", more) % more, style="dim")


def ordered(hints: Iterable[Hint]) -> list[Hint]:
    """Order hints: what is seen before what is not visible, firm before soft, newest first."""
    return sorted(
        hints,
        key=lambda hint: (
            hint.from_at is None,
            hint.kind,
            hint.strength,
            -hint.until_at,
            hint.person,
        ),
    )


def show_ledger(out: Console, found: Found) -> None:
    """Print the accounting, which always adds up."""
    ledger = found.ledger
    out.print()
    parts = {
        "read": ledger.read,
        "kept": ledger.kept,
        "duplicate": ledger.duplicate,
        "automatic": ledger.set_aside,
        "refused": ledger.refused,
    }
    told = _(
        "Read %(read)d = kept %(kept)d + twice %(duplicate)d"
        " + automatic %(automatic)d + refused %(refused)d"
    )
    out.print(told % parts, style="dim", highlight=False)
    for reason, one in sorted(ledger.refusals.items(), key=lambda pair: -pair[1].count)[:REASONS]:
        places = ", ".join(one.examples)
        out.print(
            f"  {one.count} × {places}: {refused_because(reason)}", style="dim", highlight=False
        )
    for slug in ledger.remarks:
        out.print(f"  {remarked(slug)}", style="dim", highlight=False)


def local_day(at: int, zone: str) -> date:
    """Return the local day of a moment."""
    return datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone)).date()
