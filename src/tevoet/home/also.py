"""What else there is today, quietly below the one act: wishes, talks, looking back, promises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tevoet.contact.overview import Contact
    from tevoet.smallthings.today import Act, Day


@dataclass(frozen=True, slots=True)
class Line:
    """One line: with whom, what, and where one goes for it."""

    name: str
    words: str
    url: str


def also(contacts: Iterable[Contact], day: Day, act: Act | None) -> list[Line]:
    """Return what else stands open today with those who are not kept quiet."""
    return [
        line
        for one in contacts
        if not one.muted_until
        for reason, line in lines(one, day)
        if act is None or (one, reason) != (act.contact, act.reason.value)
    ]


def lines(contact: Contact, day: Day) -> Iterator[tuple[str, Line]]:
    """Yield what stands open with one person, by the name of its reason."""
    pk, pending = contact.connection, day.pending
    name = contact.other.name
    with_ = reverse("home:connection", args=[contact.other.pk])
    if wish := pending.wishes.get(pk):
        words = gettext("would like to speak with you") if wish.is_invitation else ""
        yield "wish", Line(name, words or gettext("wants to be heard"), with_)
    if talk := pending.talks.get(pk):
        page = reverse("talks:talk", args=[talk.pk])
        yield "planned", Line(name, gettext("you planned to speak"), page)
    elif contact.planned_on == day.on:
        yield "planned", Line(name, gettext("you planned to speak"), with_)
    if held := pending.look_backs.get(pk):
        page = reverse("talks:look_back", args=[held.pk])
        yield "look_back", Line(name, gettext("look back on your talk"), page)
    if pk in pending.promises:
        yield "promise", Line(name, gettext("you promised something for today"), with_)
