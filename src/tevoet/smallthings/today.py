"""Choose the one act for today, from plain values and in an order that can be explained.

Nobody is chosen to speak with who is away, muted, set aside for now, or not working today; nobody
twice a day. What needs the one who asks alone (looking back, a promise) waits for none of that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from tevoet.smallthings.pending import Matter, Pending

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tevoet.contact.overview import Contact, Hint


class Reason(StrEnum):
    """Why somebody is named today, in the order in which the reasons are looked at."""

    WISH = "wish"
    PLANNED = "planned"
    LOOK_BACK = "look_back"
    PROMISE = "promise"
    CALL = "call"
    NOT_MET = "not_met"
    NO_VOICE = "no_voice"
    SOFT_CALL = "soft_call"
    WAITING = "waiting"
    NOT_VISIBLE = "not_visible"


ALONE = frozenset({Reason.LOOK_BACK, Reason.PROMISE})
ON_FOOT = frozenset({Reason.NOT_MET, Reason.NOT_VISIBLE})
BY_HINT = frozenset({Reason.CALL, Reason.SOFT_CALL})


@dataclass(frozen=True, slots=True)
class Day:
    """Which day it is for the owner, whether they work, with whom they spoke, what stands open."""

    on: date
    works: bool = True
    spoken: frozenset[int] = frozenset()
    pending: Pending = field(default_factory=Pending)


@dataclass(frozen=True, slots=True)
class Act:
    """One human act: with whom, why, and the hint or what stands open behind it if any."""

    contact: Contact
    reason: Reason
    hint: Hint | None = None
    matter: Matter | None = None


def choose(contacts: Iterable[Contact], day: Day) -> Act | None:
    """Return the one act for today, or None when nothing asks for it.

    Reasons go in the order of `Reason`. Within one, who waits longest goes first, or whoever is
    furthest past the limit; then who was spoken longest ago, then the alphabet. On a day off of
    the owner it does not matter who works today: the act is for later.
    """
    everybody = list(contacts)
    for reason in Reason:
        fitting = [one for one in everybody if FITS[reason](one, day) and may_be(one, day, reason)]
        if fitting:
            first = min(fitting, key=lambda one: urgency(one, day, reason))
            return Act(first, reason, first.call, matter_of(first, day, reason))
    return None


def may_be(contact: Contact, day: Day, reason: Reason) -> bool:
    """Say whether this person may be named for this reason today."""
    if reason in ALONE:
        return not contact.muted_until
    put_off = contact.not_now and reason is not Reason.WISH
    return not put_off and can_be_spoken(contact, day)


def can_be_spoken(contact: Contact, day: Day) -> bool:
    """Leave out who is away, muted, free today, or already spoken today."""
    is_here = not contact.away_until and not contact.muted_until
    works = contact.works_today or not day.works
    return is_here and works and contact.other.pk not in day.spoken


def past_in_person(contact: Contact) -> float:
    """Return how many times over the limit it is since they met; 0 when not visible."""
    return (contact.in_person_days or 0) / contact.limits.in_person


def past_voice(contact: Contact) -> float:
    """Return how many times over the limit it is since they spoke; 0 when not visible."""
    return (contact.voice_days or 0) / contact.limits.voice


def urgency(contact: Contact, day: Day, reason: Reason) -> tuple[float, float, str, int]:
    """Order those who fit one reason, the first first."""
    spoken = contact.voice_days or 0
    return -weight(contact, day, reason), -spoken, contact.other.name, contact.other.pk


def weight(contact: Contact, day: Day, reason: Reason) -> float:
    """Return how long something stands open in days, how many turns, or how far past a limit."""
    if (found := matter_of(contact, day, reason)) is not None:
        since = found.at.date() if isinstance(found.at, datetime) else found.at
        return float((day.on - since).days)
    if reason in BY_HINT:
        return float(contact.call.turns if contact.call else 0)
    return past_in_person(contact) if reason is Reason.NOT_MET else past_voice(contact)


def matter_of(contact: Contact, day: Day, reason: Reason) -> Matter | None:
    """Return what stands open behind a reason, none for what was only seen or planned alone."""
    pending = day.pending
    kept = {
        Reason.WISH: pending.wishes,
        Reason.PLANNED: pending.talks,
        Reason.LOOK_BACK: pending.look_backs,
        Reason.PROMISE: pending.promises,
    }.get(reason, {})
    return kept.get(contact.connection)


def hints_at(contact: Contact, strength: str) -> bool:
    """Say whether there is a hint to call, firm or soft."""
    return contact.call is not None and contact.call.strength == strength


FITS: dict[Reason, Callable[[Contact, Day], bool]] = {
    Reason.WISH: lambda one, day: one.connection in day.pending.wishes,
    Reason.PLANNED: lambda one, day: (
        one.planned_on == day.on or one.connection in day.pending.talks
    ),
    Reason.LOOK_BACK: lambda one, day: one.connection in day.pending.look_backs,
    Reason.PROMISE: lambda one, day: one.connection in day.pending.promises,
    Reason.CALL: lambda one, _: hints_at(one, "firm"),
    Reason.NOT_MET: lambda one, _: past_in_person(one) > 1,
    Reason.NO_VOICE: lambda one, _: past_voice(one) > 1,
    Reason.SOFT_CALL: lambda one, _: hints_at(one, "soft"),
    Reason.WAITING: lambda one, _: one.waiting > 0,
    Reason.NOT_VISIBLE: lambda one, _: one.voice_days is None,
}
