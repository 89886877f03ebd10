"""The figures of `tevoet mirror --more`: rhythm, replies, balance and what was moved."""

from rich.console import Console
from rich.table import Table

from tevoet.cli.language import gettext as _
from tevoet.cli.mirror_text import ROWS, called
from tevoet.engines.mirror.summary import PersonSummary, Replied, Summary


def show_more(summary: Summary, console: Console | None = None) -> None:
    """Print what the figures are counted from, and then the figures."""
    out = console or Console()
    out.print()
    out.print(explained(), highlight=False)
    out.print(more_table(summary))


def more_table(summary: Summary) -> Table:
    """Return the table of more figures; a dash is "not visible here"."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column(_("who"), overflow="ellipsis", max_width=30, no_wrap=True)
    headings = (
        _("weeks between talks"), _("reply to you"), _("reply by you"), _("mails out/in"),
        _("only in groups"), _("outside hours"), _("moved of planned"),
    )  # fmt: skip
    for heading in headings:
        table.add_column(heading, justify="right")
    for person in summary.people[:ROWS]:
        table.add_row(*cells(person))
    return table


def cells(person: PersonSummary) -> tuple[str, ...]:
    """Return the row of one person; every number with what it was counted from."""
    figures, counted = person.figures, person.counted
    weeks, gaps = figures.get("cadence_weeks@1"), counted.get("cadence_weeks@1", {})
    mails = counted.get("reciprocity@1", {})
    only, spoken = figures.get("group_only@1"), counted.get("group_only@1", {})
    sent = counted.get("after_hours_sent@1", {})
    planned = counted.get("rescheduled@1", {})
    return (
        called(person),
        "–" if weeks is None else f"{weeks:.1f} ({gaps.get('gaps')})",
        waited(person.replies.get("mine")),
        waited(person.replies.get("theirs") if person.sent else None),
        f"{mails['sent']}/{mails['received']}" if mails else "–",
        "–" if only is None else f"{_('yes') if only else _('no')} ({spoken.get('talks')})",
        f"{figures.get('after_hours_sent@1')}/{sent['sent']}" if sent else "–",
        f"{figures.get('rescheduled@1')}/{planned['planned']}" if planned else "–",
    )


def waited(replied: Replied | None) -> str:
    """Say how long half of the mails waited, how many had a reply and how many still wait."""
    if replied is None:
        return "–"
    hours = "–" if replied.hours is None else _("%.0f h") % replied.hours
    return f"{hours} ({replied.answered}+{replied.waiting})"


def explained() -> str:
    """Say what stands in the brackets, and what the table does not show."""
    return _(
        "In brackets: how many gaps, mails with a reply + still waiting, or talks it was counted"
        " from. A dash is not visible here. No number says why, or how it was between you."
    )
