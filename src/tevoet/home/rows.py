"""The rows of People: who, how long ago, and a strip of half a year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy, pgettext

from tevoet.ui.days import ago
from tevoet.ui.strips import BAR, DIAMOND, DISC, RING, Lane, Strip, draw

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from tevoet.contact.overview import Contact, Tap

LANES = (
    Lane(("in_person",), DISC, gettext_lazy("in person")),
    Lane(("phone", "video"), DIAMOND, gettext_lazy("phone or video")),
    Lane(("mail", "chat"), BAR, gettext_lazy("mail or chat")),
)
ALL_LANES = (*LANES[:2], Lane(("group",), RING, gettext_lazy("in a group")), LANES[2])
CHANNELS = {
    "in_person": gettext_lazy("in person"),
    "phone": gettext_lazy("by phone"),
    "video": gettext_lazy("by video"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One connection on People."""

    contact: Contact
    line: str
    is_long: bool
    strip: Strip | None
    tap: Tap | None


def in_order(contacts: Iterable[Contact], name: str = "") -> list[Contact]:
    """Return who has this in the name: longest not spoken first, the muted at the end.

    An overview comes in that order already, with who is not visible here after the others.
    """
    named = (one for one in contacts if name.casefold() in one.other.name.casefold())
    return sorted(named, key=lambda one: one.muted_until is not None)


def row(contact: Contact, taps: Iterable[Tap]) -> Row:
    """Put one row into words."""
    return Row(
        contact=contact,
        line=line(contact),
        is_long=bool(past_limits(contact)) and not contact.muted_until and not contact.away_until,
        strip=strip(contact),
        tap=next((tap for tap in taps if tap.other.pk == contact.other.pk), None),
    )


def line(contact: Contact) -> str:
    """Say in one quiet line how it stands."""
    if contact.muted_until:
        return gettext("muted until %(day)s") % {"day": short_day(contact.muted_until)}
    last = spoken_line(contact)
    if contact.away_until:
        return gettext("away until %(day)s") % {"day": short_day(contact.away_until)} + "; " + last
    if contact.planned_on:
        return last + "; " + gettext("planned on %(day)s") % {"day": short_day(contact.planned_on)}
    return "; ".join([last, *past_limits(contact)])


def spoken_line(contact: Contact) -> str:
    """Say how long ago the two spoke, and how; nothing seen is not "no contact"."""
    if contact.voice_days is None:
        return gettext("not visible here yet")
    words = ago(contact.voice_days)
    channel = CHANNELS.get(contact.last_channel or "")
    return f"{words}, {channel}" if channel else words


def past_limits(contact: Contact) -> list[str]:
    """Say which of the two limits has passed, speaking before meeting."""
    limits, voice, met = contact.limits, contact.voice_days, contact.in_person_days
    if voice is not None and voice > limits.voice:
        return [gettext("your limit is %(limit)d days") % {"limit": limits.voice}]
    if met is not None and met > limits.in_person:
        words = gettext("not met in person for %(days)d days, your limit is %(limit)d")
        return [words % {"days": met, "limit": limits.in_person}]
    return []


def strip(contact: Contact) -> Strip | None:
    """Draw the weeks of one connection; nothing when there is nothing to read."""
    if not contact.weeks:
        return None
    return draw(
        f"strip-{contact.other.pk}",
        contact.weeks,
        LANES,
        title=gettext("Contact with %(name)s per week") % {"name": contact.other.name},
        desc=in_words(contact.weeks),
    )


def in_words(weeks: list[dict[str, int]]) -> str:
    """Say what a strip shows, for who listens to it."""
    counts = [f"{sum(lane.counts(weeks))} × {lane.label}" for lane in LANES]
    return gettext("%(weeks)d weeks: %(counts)s") % {
        "weeks": len(weeks),
        "counts": ", ".join(counts),
    }


def away_sentence(until: date) -> str:
    """Say until when somebody is away."""
    return gettext("Away until and with %(day)s.") % {"day": short_day(until)}


def quiet_sentence(until: date) -> str:
    """Say until when a connection is kept quiet."""
    return gettext("Quiet until and with %(day)s.") % {"day": short_day(until)}


def short_day(day: date) -> str:
    """Write a day without its year."""
    return date_format(day, pgettext("date without a year", "j F"))
