"""What is said of an address before anybody answered: how much contact, and who it may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop, ngettext

from tevoet.engines.moments.likeness import Reason, likeness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tevoet.engines.mirror.summary import PersonSummary
    from tevoet.engines.moments.likeness import Known
    from tevoet.people.models import Person

BECAUSE = {
    Reason.SAME_BUT_FOR_A_TAG: gettext_noop("the same mailbox, with a word after a plus"),
    Reason.EXCHANGE_FORM: gettext_noop("how Exchange writes this address"),
    Reason.SAME_NAME_AND_DOMAIN: gettext_noop("the same name, at the same organisation"),
    Reason.SPELLS_THE_NAME: gettext_noop("the address spells this name"),
    Reason.ANSWERED_FOR: gettext_noop("answered a mail of yours to this person's address"),
    Reason.SAME_NAME: gettext_noop("the same name, at another organisation"),
}


@dataclass(frozen=True, slots=True)
class Likely:
    """Somebody known whose address this may be too, and why."""

    pk: int
    name: str
    why: str


def likely(
    person: PersonSummary,
    known: Iterable[Known],
    others: Iterable[Person],
    answered_for: Iterable[str] = (),
) -> Likely | None:
    """Return which of the others this may be too, with the reason in words.

    `answered_for` are the addresses to which mail went that this person answered.
    """
    found = likeness(person.key, person.names, known, answered_for)
    other = next((one for one in others if found and found.key == str(one.pk)), None)
    if found is None or other is None:
        return None
    return Likely(other.pk, other.name, gettext(BECAUSE[found.reason]))


def amount(person: PersonSummary) -> str:
    """Say how many mails, talks and chat messages there were; nothing says nothing."""
    mails = person.sent + person.received
    chats = sum(person.weekly.get("chat", ()))
    talks = sum(map(sum, person.weekly.values())) - chats - sum(person.weekly.get("mail", ()))
    words = (
        ngettext("%(number)d mail", "%(number)d mails", mails) % {"number": mails},
        ngettext("%(number)d call or meeting", "%(number)d calls and meetings", talks)
        % {"number": talks},
        ngettext("%(number)d chat message", "%(number)d chat messages", chats) % {"number": chats},
    )
    return " · ".join(
        said for said, number in zip(words, (mails, talks, chats), strict=True) if number
    )


def likely_name(person: PersonSummary) -> str:
    """Return what somebody calls oneself, or a name made of the address; a number has no name."""
    name = next(iter(person.names), "")
    if name or "@" not in person.key:
        return name
    return " ".join(
        person.key.partition("@")[0].replace(".", " ").replace("_", " ").split()
    ).title()
