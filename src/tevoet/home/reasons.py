"""The act of today in words: what to do, why, and why this one and not another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_noop, ngettext, pgettext

from tevoet.smallthings.today import ALONE, Act, Reason, past_in_person, past_voice

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from tevoet.contact.overview import Contact, Hint
    from tevoet.engines.mirror.hintbook import Settings

WEEKDAY_WITHIN = 7
RULES = {
    Reason.WISH: gettext_noop("Somebody wants to be heard by you; who waits longest goes first."),
    Reason.PLANNED: gettext_noop("You planned to speak with somebody today."),
    Reason.LOOK_BACK: gettext_noop("You spoke, and you can still look back on it."),
    Reason.PROMISE: gettext_noop("You promised somebody something for today or earlier."),
    Reason.CALL: gettext_noop(
        "A mail exchange would be quicker as a call: %(firm)d turns or more in five working days, "
        "or %(soft)d when somebody was added or most of it lies outside the hours of both of you."
    ),
    Reason.NOT_MET: gettext_noop("You met longer ago than your own limit for meeting in person."),
    Reason.NO_VOICE: gettext_noop("You spoke longer ago than your own limit for speaking."),
    Reason.SOFT_CALL: gettext_noop(
        "A mail exchange has %(soft)d turns or more in five working days."
    ),
    Reason.WAITING: gettext_noop("A mail has been waiting for you for over two working days."),
    Reason.NOT_VISIBLE: gettext_noop("It is not visible here when you last spoke."),
}


SILENT = {
    "no_voice": gettext_noop(
        "You and %(name)s really spoke %(days)d days ago; the limit is %(limit)d days."
    ),
    "no_in_person": gettext_noop(
        "You and %(name)s met in person %(days)d days ago; the limit is %(limit)d days."
    ),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of "why this?"."""

    text: str
    is_this: bool


WISHED = gettext_noop("%(name)s wants to be heard by you, since %(day)s. Why, you will hear.")
INVITED = gettext_noop("%(name)s would like to speak with you, since %(day)s.")
WHY_ALONE = {
    Reason.LOOK_BACK: gettext_noop(
        "You spoke on %(day)s. Were you heard, and what did you hear? It takes a minute and a half."
    ),
    Reason.PROMISE: gettext_noop(
        "It was for %(day)s. If things changed: say so in person, before the day is over."
    ),
}
SAID = {
    Reason.PLANNED: gettext_noop("Today you speak with %(name)s"),
    Reason.LOOK_BACK: gettext_noop("Look back on your talk with %(name)s"),
    Reason.PROMISE: gettext_noop("Do what you promised %(name)s"),
}


def lead(act: Act, *, walks: bool = True, today: date | None = None) -> str:
    """Say what to do, in a few words; `walks` is whether the other is known to work here."""
    name = {"name": act.contact.other.name}
    if today is not None and is_past(act, today):
        return gettext("Did you speak with %(name)s?") % name
    if act.reason in SAID:
        return gettext(SAID[act.reason]) % name
    by_foot = walks and act.reason in {Reason.NOT_MET, Reason.NOT_VISIBLE}
    if act.contact.phone and not by_foot:
        return gettext("Give %(name)s a call") % name
    if not walks:
        return gettext("Plan a talk with %(name)s") % name
    return gettext("Walk over to %(name)s") % name


def sentences(act: Act, today: date) -> list[str]:
    """Say why, with the numbers it rests on."""
    return WHY[act.reason](act, today)


def stands_open(act: Act, today: date) -> list[str]:
    """Say what stands open, and since or for when."""
    contact, found = act.contact, act.matter
    if found is None:
        return [spoken(contact)]
    told = {"name": contact.other.name, "day": day_name(found.at, today)}
    if act.reason in ALONE:
        return [gettext(WHY_ALONE[act.reason]) % told]
    wished = INVITED if found.is_invitation else WISHED
    return [gettext(wished) % told, spoken(contact)]


def is_past(act: Act, today: date) -> bool:
    """Say whether the day on which two planned to speak is over."""
    at = act.matter.at if act.matter and act.reason is Reason.PLANNED else today
    return (at.date() if isinstance(at, datetime) else at) < today


def planned(act: Act, today: date) -> list[str]:
    """Say who planned this: both, or only the one who asks."""
    if act.matter and is_past(act, today):
        words = gettext(
            "You planned it together for %(day)s. Say that you met, or choose a new day."
        )
        return [words % {"day": day_name(act.matter.at, today)}]
    if act.matter:
        return [gettext("You planned this together."), spoken(act.contact)]
    return [gettext("You planned this yourself."), spoken(act.contact)]


def hinted(act: Act, today: date) -> list[str]:
    """Say what the hint saw."""
    return [*(mailed(act.hint, today) if act.hint else []), spoken(act.contact)]


def mailed(hint: Hint, today: date) -> list[str]:
    """Say how often mail went back and forth, and what else makes a call better."""
    since = hint.since or hint.until
    found = [
        gettext("You two mailed back and forth %(turns)d times since %(day)s.")
        % {"turns": hint.turns, "day": day_name(since, today)}
    ]
    if hint.reason == "third_person_joined":
        found.append(gettext("Halfway somebody else was added."))
    if hint.reason == "outside_hours":
        found.append(gettext("Most of it was outside the working hours of both of you."))
    return found


def spoken(contact: Contact) -> str:
    """Say how long ago they really spoke."""
    days, name = contact.voice_days, contact.other.name
    if days is None:
        return gettext("It is not visible here when you and %(name)s last spoke.") % {"name": name}
    if days == 0:
        return gettext("You and %(name)s spoke today.") % {"name": name}
    if days == 1:
        return gettext("You and %(name)s spoke yesterday.") % {"name": name}
    return gettext("You and %(name)s really spoke %(days)d days ago.") % {
        "name": name,
        "days": days,
    }


def silent(name: str, reason: str, parameters: dict[str, int]) -> list[str]:
    """Say which limit passed, from a hint alone."""
    if reason not in SILENT:
        return [
            gettext("It is not visible here when you and %(name)s last spoke.") % {"name": name}
        ]
    return [gettext(SILENT[reason]) % {"name": name, **parameters}]


def past_limit(contact: Contact) -> list[str]:
    """Say which of the two limits has passed, speaking before meeting."""
    if past_voice(contact) > 1:
        words = gettext("Your own limit for speaking is %(days)d days.")
        return [words % {"days": contact.limits.voice}]
    return [met(contact)] if past_in_person(contact) > 1 else []


def met(contact: Contact) -> str:
    """Say how long ago they met in person, beside the limit."""
    words = gettext("You last met in person %(days)d days ago. Your own limit is %(limit)d days.")
    return words % {"days": contact.in_person_days, "limit": contact.limits.in_person}


def waiting(contact: Contact) -> str:
    """Say how many mails wait."""
    number = contact.waiting
    words = ngettext(
        "A mail from %(name)s has been waiting for you for over two working days.",
        "%(number)d mails from %(name)s have been waiting for you for over two working days.",
        number,
    )
    return words % {"name": contact.other.name, "number": number}


def rules(act: Act, settings: Settings) -> list[Rule]:
    """Return the order in which reasons are looked at, with the one that fits."""
    turns = {"soft": settings.soft, "firm": settings.firm}
    return [Rule(gettext(text) % turns, reason is act.reason) for reason, text in RULES.items()]


def day_name(at: datetime | date, today: date) -> str:
    """Call a day of the past week by its name, and an older one by its date."""
    on = at.date() if isinstance(at, datetime) else at
    if (today - on).days < WEEKDAY_WITHIN:
        return date_format(on, "l")
    return date_format(on, pgettext("date without a year", "j F"))


WHY: dict[Reason, Callable[[Act, date], list[str]]] = {
    Reason.WISH: stands_open,
    Reason.PLANNED: planned,
    Reason.LOOK_BACK: stands_open,
    Reason.PROMISE: stands_open,
    Reason.CALL: hinted,
    Reason.NOT_MET: lambda act, _: [met(act.contact), spoken(act.contact)],
    Reason.NO_VOICE: lambda act, _: [spoken(act.contact), *past_limit(act.contact)],
    Reason.SOFT_CALL: hinted,
    Reason.WAITING: lambda act, _: [waiting(act.contact), spoken(act.contact)],
    Reason.NOT_VISIBLE: lambda act, _: [
        spoken(act.contact),
        gettext("Perhaps you spoke yesterday: one tap, and it is known here."),
    ],
}
