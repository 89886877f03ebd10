"""How much contact there was with somebody, in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import ngettext

if TYPE_CHECKING:
    from tevoet.engines.mirror.summary import PersonSummary


def amount(person: PersonSummary) -> str:
    """Say how many mails and how many other moments there were; nothing says nothing."""
    mails = person.sent + person.received
    talks = sum(sum(counts) for channel, counts in person.weekly.items() if channel != "mail")
    words = (
        ngettext("%(number)d mail", "%(number)d mails", mails) % {"number": mails},
        ngettext("%(number)d call or meeting", "%(number)d calls and meetings", talks)
        % {"number": talks},
    )
    return " · ".join(said for said, number in zip(words, (mails, talks), strict=True) if number)


def likely_name(person: PersonSummary) -> str:
    """Return what somebody calls oneself, or a name made of the address; a number has no name."""
    name = next(iter(person.names), "")
    if name or "@" not in person.key:
        return name
    return " ".join(
        person.key.partition("@")[0].replace(".", " ").replace("_", " ").split()
    ).title()
