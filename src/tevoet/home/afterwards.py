"""After a hint: did you speak, and did it help? And why there was a hint at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext

if TYPE_CHECKING:
    from tevoet.contact.overview import Contact, Hint, Overview
    from tevoet.engines.mirror.hintbook import Settings
    from tevoet.smallthings.today import Day


@dataclass(frozen=True, slots=True)
class Asked:
    """Which hint is asked about, and in which words."""

    connection: int
    exchange: str
    words: str


def question(seen: Overview, day: Day) -> Asked | None:
    """Return the one question of today about a hint of the last days."""
    others = {one.connection: one.other for one in seen.contacts}
    spoken = frozenset(pk for pk, other in others.items() if other.pk in day.spoken)
    shown = seen.book.question(day.on, spoken)
    if shown is None or shown.key.connection not in others:
        return None
    words = gettext("%(day)s you had a hint: better a call with %(name)s. Did you speak?")
    first = gettext("Today") if shown.first_on == day.on else date_format(shown.first_on, "l")
    told = {"day": first.capitalize(), "name": others[shown.key.connection].name}
    return Asked(shown.key.connection, shown.key.exchange, words % told)


def about(contact: Contact) -> Asked | None:
    """Ask about the hint that is shown with somebody."""
    if contact.call is None:
        return None
    return Asked(contact.connection, contact.call.exchange, gettext("Did you speak about it?"))


def why(hint: Hint, settings: Settings) -> list[str]:
    """Say what the hint was counted from, and what is known of such hints."""
    counted = gettext(
        "Counted from the times and senders of your mail, never its text: %(turns)d changes of "
        "writer within five working days. You get a soft hint from %(soft)d, a firm one from "
        "%(firm)d."
    )
    return [
        counted % {"turns": hint.turns, "soft": settings.soft, "firm": settings.firm},
        gettext(
            "In one real log of mail about half of the exchanges that got to four turns went on "
            "for two or more. Whether a call would have been better no log can say; you can."
        ),
    ]
