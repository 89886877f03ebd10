"""Who of the people in a summary is not known yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tevoet.engines.moments.likeness import Known

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tevoet.contact.asking import Around, Told
    from tevoet.contact.records import Other
    from tevoet.engines.mirror.summary import PersonSummary
    from tevoet.people.models import Person

MOST = 20
OWN_KEY = "person:"


def key_of(person: Person | Other) -> str:
    """Return the key under which a summary knows somebody whose addresses are known."""
    return f"{OWN_KEY}{person.pk}"


def addresses_of(person: Person | Other, around: Around, told: Told) -> set[str]:
    """Return every address of somebody, their own and those the owner gave them."""
    return around.addresses[person.pk] | told.given[person.pk]


def known_addresses(around: Around, told: Told) -> set[str]:
    """Return the addresses that belong to somebody, or about which the owner answered."""
    return set(told.answers).union(*around.addresses.values())


def known_people(around: Around, told: Told) -> list[Known]:
    """Return everybody around an owner as an address may be compared with, by their number."""
    return [
        Known(str(one.pk), (one.name,), tuple(addresses_of(one, around, told)))
        for one in around.others
    ]


def both_ways(people: Iterable[PersonSummary]) -> list[PersonSummary]:
    """Return whom the owner may be asked about, the most in contact first.

    Only people with whom contact went both ways, so that senders of advertisements stay out; a chat
    is between people as it is.
    """
    asked = [
        person
        for person in people
        if not person.key.startswith(OWN_KEY)
        and (
            (person.sent and person.received)
            or person.last_human_contact_at is not None
            or any(person.weekly.get("chat", ()))
        )
    ]
    return sorted(asked, key=_contacts, reverse=True)


def _contacts(person: PersonSummary) -> tuple[int, int]:
    talks = sum(sum(counts) for channel, counts in person.weekly.items() if channel != "mail")
    return talks + min(person.sent, person.received), person.sent + person.received
