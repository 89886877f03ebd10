"""Rhythm, balance and replies of two people in words: what each shows, from what, and what not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_lazy, ngettext

if TYPE_CHECKING:
    from tevoet.engines.mirror.summary import Replied
    from tevoet.home.seen import Seen

DAY_HOURS = 48
DECIMALS = {"cadence_weeks"}
PARTS = {
    "gaps": gettext_lazy("gaps counted"),
    "sent": gettext_lazy("from you"),
    "received": gettext_lazy("to you"),
    "begun": gettext_lazy("that you began"),
    "number": gettext_lazy("in all"),
    "exchanges": gettext_lazy("exchanges of mail"),
    "talks": gettext_lazy("talks"),
    "planned": gettext_lazy("planned"),
    "moved": gettext_lazy("moved"),
    "cancelled": gettext_lazy("cancelled"),
    "mailed": gettext_lazy("followed by mail instead"),
}
Said = tuple[str, str]


def cadence(seen: Seen) -> Said:
    """Say how much time lies between talks."""
    weeks = seen.number("cadence_weeks")
    note = gettext("The middle gap between days on which you two spoke. Mail does not count.")
    if weeks is None:
        return gettext("Too few talks are visible here to say how often you two speak."), note
    gaps = seen.parts("cadence_weeks").get("gaps", 0)
    says = ngettext(
        "Between your talks lie %(weeks)s weeks, counted from %(gaps)d gap.",
        "Between your talks lie about %(weeks)s weeks, counted from %(gaps)d gaps.",
        gaps,
    )
    return says % {"weeks": decimal(weeks), "gaps": gaps}, note


def share(seen: Seen) -> Said:
    """Say which part of the contact was mail."""
    part, parts = seen.number("mail_share"), seen.parts("mail_share")
    note = gettext("A mail exchange counts once, and so does a talk, a call or a meeting.")
    if part is None:
        return gettext("There is too little here to say which part was mail."), note
    if not parts:
        return gettext("%(part)d %% of your contact was by mail.") % {
            "part": round(part * 100)
        }, note
    says = ngettext(
        "%(part)d %% of your contact was by mail: %(mails)d exchanges beside %(talks)d talk.",
        "%(part)d %% of your contact was by mail: %(mails)d exchanges beside %(talks)d talks.",
        parts.get("talks", 0),
    )
    numbers = {"mails": parts.get("exchanges", 0), "talks": parts.get("talks", 0)}
    return says % {"part": round(part * 100), **numbers}, note


def replies(seen: Seen) -> Said:
    """Say for both sides how long mail waits, those without a reply counted."""
    note = gettext(
        "Mails to one or two people, until the first reply in the same conversation, nights and"
        " weekends too. An answer by voice is not visible here."
    )
    theirs = gettext("Whether you replied is not visible here: no mail of yours to them was read.")
    if seen.sent:
        theirs = _replied(seen.replies.get("theirs"), MINE_SAID)
    return f"{_replied(seen.replies.get('mine'), THEIRS_SAID)} {theirs}", note


THEIRS_SAID = (
    gettext_lazy("No mail of yours that asks for a reply is visible here."),
    gettext_lazy("Of your mails, %(answered)d had a reply and %(waiting)d had none yet."),
    gettext_lazy("Half of them had one within %(long)s."),
)
MINE_SAID = (
    gettext_lazy("No mail of theirs that asks for a reply is visible here."),
    gettext_lazy("Of theirs, you replied to %(answered)d and not yet to %(waiting)d."),
    gettext_lazy("Half of them had your reply within %(long)s."),
)


def _replied(replied: Replied | None, said: tuple[object, ...]) -> str:
    nothing, counted, within = map(str, said)
    if replied is None:
        return nothing
    told = counted % {"answered": replied.answered, "waiting": replied.waiting}
    if replied.hours is None:
        return told
    return f"{told} {within % {'long': duration(replied.hours)}}"


def reciprocity(seen: Seen) -> Said:
    """Say how many mails go each way."""
    parts = seen.parts("reciprocity")
    note = gettext("Mail to several people counts too. It says nothing about what was in it.")
    if not parts:
        return gettext("No mail between you is visible here."), note
    says = gettext("%(sent)d mails went from you to them, and %(received)d came from them.")
    return says % parts, note


def starts(seen: Seen) -> Said:
    """Say who begins."""
    parts = seen.parts("who_starts")
    note = gettext("Mail conversations, calls and meetings of the two of you, by who began them.")
    if not parts:
        return gettext("It is not visible here who begins."), note
    says = ngettext(
        "Of %(number)d conversation or talk you began %(begun)d.",
        "Of %(number)d conversations and talks you began %(begun)d.",
        parts["number"],
    )
    return says % parts, note


def group_only(seen: Seen) -> Said:
    """Say whether the two spoke only among others."""
    only, parts = seen.number("group_only"), seen.parts("group_only")
    note = gettext("In person, by phone or by video. A talk in the corridor is not visible here.")
    if only is None:
        return gettext("No talk or meeting with both of you is visible here."), note
    if only:
        says = ngettext(
            "You met or called %(talks)d time, only among others.",
            "You met or called %(talks)d times, only among others.",
            parts.get("talks", 0),
        )
    else:
        says = ngettext(
            "You met or called %(talks)d time, with just the two of you.",
            "Groups included, you met or called %(talks)d times; also with just the two of you.",
            parts.get("talks", 0),
        )
    return says % parts, note


def rescheduled(seen: Seen) -> Said:
    """Say what became of planned one-to-ones."""
    parts = seen.parts("rescheduled")
    note = gettext("From the calendar alone. Who moved it, and why, is not in it.")
    if not parts:
        return gettext(
            "Not visible here: no calendar with a meeting of just you two was read."
        ), note
    says = ngettext(
        "Of %(planned)d planned talk: %(moved)d moved, %(cancelled)d cancelled, %(mailed)d mailed.",
        "Of %(planned)d planned talks: %(moved)d moved, %(cancelled)d cancelled,"
        " %(mailed)d mailed.",
        parts["planned"],
    )
    return says % parts, note


def after_hours(seen: Seen) -> Said:
    """Say how much mail went out while the other does not work."""
    number, parts = int(seen.number("after_hours_sent") or 0), seen.parts("after_hours_sent")
    note = gettext(
        "By their working hours as far as they are known here, else by yours; when it was sent,"
        " not when it was read."
    )
    if not parts:
        return gettext("No mail of yours to them is visible here."), note
    says = gettext("%(number)d of your %(sent)d mails to them went out outside working hours.")
    return says % {"number": number, **parts}, note


def rows(name: str, seen: Seen) -> list[tuple[object, object]]:
    """Return the numbers a figure was counted from, for the table behind it."""
    if name == "reply_median_hours":
        return _reply_rows(seen)
    return [(PARTS[part], number) for part, number in seen.parts(name).items() if part in PARTS]


def _reply_rows(seen: Seen) -> list[tuple[object, object]]:
    sides = (("mine", gettext("your mails")), ("theirs", gettext("their mails")))
    return [
        (f"{whose}: {what}", number)
        for side, whose in sides
        if (side == "mine" or seen.sent) and (one := seen.replies.get(side))
        for what, number in (
            (gettext("hours"), "–" if one.hours is None else decimal(one.hours)),
            (gettext("with a reply"), one.answered),
            (gettext("still waiting"), one.waiting),
        )
    ]


def duration(hours: float) -> str:
    """Write a time as people say it."""
    if hours < 1:
        minutes = max(1, round(hours * 60))
        return ngettext("%(number)d minute", "%(number)d minutes", minutes) % {"number": minutes}
    if hours < DAY_HOURS:
        number = round(hours)
        return ngettext("%(number)d hour", "%(number)d hours", number) % {"number": number}
    days = round(hours / 24)
    return ngettext("%(number)d day", "%(number)d days", days) % {"number": days}


def decimal(number: float) -> str:
    """Write a number with at most one place, as the language does."""
    return str(number_format(round(number, 1), 0 if round(number, 1) % 1 == 0 else 1))
