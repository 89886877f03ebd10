"""The figures of the mirror about one person: a sentence, what it does not show, a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_lazy, ngettext

from tevoet.ui.shapes import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tevoet.contact.overview import Contact
    from tevoet.engines.mirror.summary import PersonSummary

WINDOW_DAYS = 28
CHANNELS = {
    "in_person": gettext_lazy("in person"),
    "phone": gettext_lazy("phone"),
    "video": gettext_lazy("video"),
    "chat": gettext_lazy("chat"),
    "mail": gettext_lazy("mail"),
    "unknown": gettext_lazy("unknown"),
}
NAMES = {
    "contacts_by_channel": gettext_lazy("contact per channel"),
    "one_to_one_minutes": gettext_lazy("minutes with just the two of you"),
    "last_human_contact_days": gettext_lazy("days since you spoke"),
    "mail_share": gettext_lazy("share of mail"),
    "waiting_for_me": gettext_lazy("mails that wait for you"),
    "who_starts": gettext_lazy("share that you began"),
}
SHARES = {"mail_share", "who_starts"}
Counted = tuple[int, float]


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of the contact with one person, wherever it was counted.

    `by_channel` is number and minutes per channel; `figures` are keyed `name@version`.
    """

    name: str
    by_channel: Mapping[str, Counted] = field(default_factory=dict)
    figures: Mapping[str, object] = field(default_factory=dict)
    window_days: int = WINDOW_DAYS

    def knows(self, name: str) -> bool:
        """Say whether a figure was counted at all."""
        return f"{name}@1" in self.figures or bool(self.by_channel and name.startswith("contacts"))

    def number(self, name: str) -> float | None:
        """Return one figure, None when nothing of it is visible."""
        found = self.figures.get(f"{name}@1")
        return float(found) if isinstance(found, int | float) else None


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


def of_contact(contact: Contact) -> Seen:
    """Take what an overview says of somebody."""
    counted = contact.figures.get("contacts_by_channel@1")
    by_channel = counted.items() if isinstance(counted, Mapping) else ()
    return Seen(contact.other.name, {name: pair(one) for name, one in by_channel}, contact.figures)


def of_person(person: PersonSummary, window_days: int) -> Seen:
    """Take what a summary says of somebody."""
    name = next(iter([*person.names, *person.addresses]), person.key)
    by_channel = {key: pair(one) for key, one in person.contacts_by_channel.items()}
    return Seen(name, by_channel, person.figures, window_days)


def figures(seen: Seen) -> list[Figure]:
    """Put every figure into words."""
    makers: Sequence[tuple[str, Callable[[Seen], tuple[str, str]]]] = (
        ("contacts_by_channel", contacts),
        ("one_to_one_minutes", minutes),
        ("last_human_contact_days", last),
        ("mail_share", share),
        ("waiting_for_me", waiting),
        ("who_starts", starts),
    )
    made = ((name, maker(seen)) for name, maker in makers if seen.knows(name))
    return [Figure(name, says, note, table(name, seen)) for name, (says, note) in made]


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


def share(seen: Seen) -> tuple[str, str]:
    """Say which part of the contact was mail."""
    part = seen.number("mail_share")
    note = gettext("A mail exchange counts once, and so does a talk, a call or a meeting.")
    if part is None:
        return gettext("There is too little here to say which part was mail."), note
    return gettext("%(part)d %% of your contact was by mail.") % {"part": round(part * 100)}, note


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


def starts(seen: Seen) -> tuple[str, str]:
    """Say who begins."""
    part = seen.number("who_starts")
    note = gettext("Mail conversations, calls and meetings of the two of you, by who began them.")
    if part is None:
        return gettext("It is not visible here who begins."), note
    return gettext("You began %(part)d %% of it.") % {"part": round(part * 100)}, note


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
    return Table(caption, (gettext("figure"), gettext("value")), [row])


def rounded(name: str, number: float | None) -> str:
    """Write a figure as people say it: a share in hundredths, the rest as a whole number."""
    if number is None:
        return gettext("not visible here")
    return f"{round(number * 100)} %" if name in SHARES else str(round(number))


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
    about = (row[0],) if name == "contacts_by_channel" else ()
    return about, row[1]


def not_everything() -> str:
    """Say what a count does not show."""
    return gettext("What was not in your mail, calendar or call list is not in it.")


def pair(counted: object) -> Counted:
    """Return number and minutes of one channel, from a record or from plain values."""
    if isinstance(counted, Mapping):
        return int(counted.get("number", 0)), float(counted.get("minutes", 0))
    return int(getattr(counted, "number", 0)), float(getattr(counted, "minutes", 0))


def _channel_order(counted: tuple[str, Counted]) -> int:
    return list(CHANNELS).index(counted[0]) if counted[0] in CHANNELS else len(CHANNELS)
