"""Choose the one act for today, from plain values and in an order that can be explained.

Nobody is chosen who is away, muted, set aside for now, or not working today; nobody twice a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from tevoet.contact.overview import Contact, Hint


class Reason(StrEnum):
    """Why somebody is named today, in the order in which the reasons are looked at."""

    PLANNED = "planned"
    CALL = "call"
    NOT_MET = "not_met"
    NO_VOICE = "no_voice"
    SOFT_CALL = "soft_call"
    WAITING = "waiting"
    NOT_VISIBLE = "not_visible"


@dataclass(frozen=True, slots=True)
class Day:
    """Which day it is for the owner, whether they work, and with whom they spoke already."""

    on: date
    works: bool = True
    spoken: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Act:
    """One human act: with whom, why, and the hint behind it if there is one."""

    contact: Contact
    reason: Reason
    hint: Hint | None = None


def choose(contacts: Iterable[Contact], day: Day) -> Act | None:
    """Return the one act for today, or None when nothing asks for it.

    Reasons go in the order of `Reason`. Within one, whoever is furthest past the limit goes
    first, then who was spoken longest ago, then the alphabet. On a day off of the owner it does
    not matter who works today: the act is for later.
    """
    candidates = [one for one in contacts if may_be_asked(one, day)]
    for reason in Reason:
        fitting = [one for one in candidates if FITS[reason](one, day)]
        if fitting:
            first = min(fitting, key=lambda one: urgency(one, reason))
            return Act(first, reason, first.call)
    return None


def may_be_asked(contact: Contact, day: Day) -> bool:
    """Leave out who is away, muted, set aside, free today, or already spoken today."""
    is_here = not contact.away_until and not contact.muted_until and not contact.not_now
    works = contact.works_today or not day.works
    return is_here and works and contact.other.pk not in day.spoken


def past_in_person(contact: Contact) -> float:
    """Return how many times over the limit it is since they met; 0 when not visible."""
    return (contact.in_person_days or 0) / contact.limits.in_person


def past_voice(contact: Contact) -> float:
    """Return how many times over the limit it is since they spoke; 0 when not visible."""
    return (contact.voice_days or 0) / contact.limits.voice


def urgency(contact: Contact, reason: Reason) -> tuple[float, float, str, int]:
    """Order those who fit one reason, the first first."""
    past = past_in_person(contact) if reason is Reason.NOT_MET else past_voice(contact)
    turns = contact.call.turns if contact.call else 0
    weight = turns if reason in {Reason.CALL, Reason.SOFT_CALL} else past
    spoken = contact.voice_days or 0
    return -weight, -spoken, contact.other.name, contact.other.pk


def hints_at(contact: Contact, strength: str) -> bool:
    """Say whether there is a hint to call, firm or soft."""
    return contact.call is not None and contact.call.strength == strength


FITS: dict[Reason, Callable[[Contact, Day], bool]] = {
    Reason.PLANNED: lambda one, day: one.planned_on == day.on,
    Reason.CALL: lambda one, _: hints_at(one, "firm"),
    Reason.NOT_MET: lambda one, _: past_in_person(one) > 1,
    Reason.NO_VOICE: lambda one, _: past_voice(one) > 1,
    Reason.SOFT_CALL: lambda one, _: hints_at(one, "soft"),
    Reason.WAITING: lambda one, _: one.waiting > 0,
    Reason.NOT_VISIBLE: lambda one, _: one.voice_days is None,
}
