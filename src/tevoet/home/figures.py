"""The figures of the mirror about one person: a sentence, what it does not show, a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy, ngettext

from tevoet.home import balance
from tevoet.home.balance import decimal
from tevoet.home.seen import Counted, Seen
from tevoet.ui.shapes import Table

CHANNELS = {
    "in_person": gettext_lazy("in person"),
    "phone": gettext_lazy("phone"),
    "video": gettext_lazy("video"),
    "chat": gettext_lazy("chat"),
    "mail": gettext_lazy("mail"),
    "unknown": gettext_lazy("meeting, not known how"),
}
NAMES = {
    "contacts_by_channel": gettext_lazy("contact per channel"),
    "one_to_one_minutes": gettext_lazy("minutes with just the two of you"),
    "last_human_contact_days": gettext_lazy("days since you spoke"),
    "mail_share": gettext_lazy("share of mail"),
    "waiting_for_me": gettext_lazy("mails that wait for you"),
    "who_starts": gettext_lazy("share that you began"),
    "cadence_weeks": gettext_lazy("weeks between your talks"),
    "reply_median_hours": gettext_lazy("hours until half had a reply"),
    "reciprocity": gettext_lazy("fewer mails divided by more"),
    "group_only": gettext_lazy("only among others (1 is yes)"),
    "after_hours_sent": gettext_lazy("mails outside their hours"),
    "rescheduled": gettext_lazy("one-to-ones moved, cancelled or mailed"),
}
SHARES = {"mail_share", "who_starts", "reciprocity"}
Maker = Callable[[Seen], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in words: the sentence, what it does and does not show, the table behind it."""

    name: str
    sentence: str
    note: str
    table: Table

    @property
    def definition(self) -> str:
        """Return the name under which this figure is defined."""
        return f"{self.name}@1"


def figures(seen: Seen) -> list[Figure]:
    """Put the figures that one looks at first into words."""
    return made(seen, FIRST)


def more_figures(seen: Seen) -> list[Figure]:
    """Put the other figures into words."""
    return made(seen, MORE)


def made(seen: Seen, makers: Sequence[tuple[str, Maker]]) -> list[Figure]:
    """Put those figures into words that were counted."""
    told = ((name, maker(seen)) for name, maker in makers if seen.knows(name))
    return [Figure(name, says, note, table(name, seen)) for name, (says, note) in told]


def contacts(seen: Seen) -> tuple[str, str]:
    """Say how often there was contact, per channel."""
    parts = [
        f"{number} × {CHANNELS.get(name, name)}"
        for name, (number, _) in sorted(seen.by_channel.items(), key=_channel_order)
        if number
    ]
    if not parts:
        says = gettext("In %(days)d days no contact is visible here.")
        return says % {"days": seen.window_days}, not_everything()
    says = gettext("In %(days)d days, meetings with others included: %(counts)s.")
    return says % {"days": seen.window_days, "counts": ", ".join(parts)}, not_everything()


def minutes(seen: Seen) -> tuple[str, str]:
    """Say how long the two talked with nobody else there."""
    number = round(seen.number("one_to_one_minutes") or 0)
    note = gettext("Only calls and meetings of exactly you two, that took place.")
    if not number:
        return gettext("No talk of just the two of you is visible here."), note
    words = ngettext(
        "You talked %(number)d minute with just the two of you.",
        "You talked %(number)d minutes with just the two of you.",
        number,
    )
    return words % {"number": number}, note


def last(seen: Seen) -> tuple[str, str]:
    """Say how long ago the two spoke."""
    days = seen.number("last_human_contact_days")
    note = gettext("In person, by phone or by video; mail and chat do not count as speaking.")
    if days is None:
        return gettext("It is not visible here when you last spoke."), note
    words = ngettext(
        "You last spoke %(number)d day ago, as far as was read.",
        "You last spoke %(number)d days ago, as far as was read.",
        int(days),
    )
    return words % {"number": int(days)}, note


def waiting(seen: Seen) -> tuple[str, str]:
    """Say how many mails wait for an answer."""
    number = int(seen.number("waiting_for_me") or 0)
    note = gettext("Mails to you alone or with one other, without an answer for two working days.")
    if not number:
        return gettext("No mail is waiting for you."), note
    words = ngettext(
        "%(number)d mail is waiting for you.", "%(number)d mails are waiting for you.", number
    )
    return words % {"number": number}, note


def table(name: str, seen: Seen) -> Table:
    """Return the numbers behind a figure."""
    caption = gettext("%(name)s, %(days)d days") % {"name": NAMES[name], "days": seen.window_days}
    if name == "contacts_by_channel":
        heads = (gettext("channel"), gettext("number"), gettext("minutes"))
        rows = [
            (CHANNELS.get(key, key), number, round(spent) or "–")
            for key, (number, spent) in sorted(seen.by_channel.items(), key=_channel_order)
        ]
        return Table(caption, heads, rows)
    row = (NAMES[name], rounded(name, seen.number(name)))
    return Table(caption, (gettext("figure"), gettext("value")), [row, *balance.rows(name, seen)])


def rounded(name: str, number: float | None) -> str:
    """Write a figure as people say it: a share in hundredths, the rest as a whole number."""
    if number is None:
        return gettext("not visible here")
    if name in SHARES:
        return f"{round(number * 100)} %"
    return decimal(number) if name in balance.DECIMALS else str(round(number))


def together(found: Sequence[Figure], caption: str) -> Table:
    """Put the tables behind several figures into one."""
    rows = [
        (": ".join(str(part) for part in (NAMES[figure.name], *names)), value)
        for figure in found
        for names, value in (split(figure.name, row) for row in figure.table.rows)
    ]
    return Table(caption, (gettext("figure"), gettext("value")), rows)


def split(name: str, row: Sequence[object]) -> tuple[tuple[object, ...], object]:
    """Return what a row is about, besides its figure, and its value."""
    about = (row[0],) if name == "contacts_by_channel" or row[0] != NAMES[name] else ()
    return about, row[1]


def not_everything() -> str:
    """Say what a count does not show."""
    return gettext("What was not in your mail, calendar or call list is not in it.")


def _channel_order(counted: tuple[str, Counted]) -> int:
    return list(CHANNELS).index(counted[0]) if counted[0] in CHANNELS else len(CHANNELS)


FIRST: Sequence[tuple[str, Maker]] = (
    ("contacts_by_channel", contacts),
    ("one_to_one_minutes", minutes),
    ("last_human_contact_days", last),
    ("cadence_weeks", balance.cadence),
    ("waiting_for_me", waiting),
)
MORE: Sequence[tuple[str, Maker]] = (
    ("mail_share", balance.share),
    ("reply_median_hours", balance.replies),
    ("reciprocity", balance.reciprocity),
    ("who_starts", balance.starts),
    ("group_only", balance.group_only),
    ("rescheduled", balance.rescheduled),
    ("after_hours_sent", balance.after_hours),
)
