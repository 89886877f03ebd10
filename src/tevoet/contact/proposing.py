"""Who of the people in a summary is not known yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tevoet.contact.asking import Told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tevoet.engines.mirror.summary import PersonSummary, Summary
    from tevoet.people.models import Person

MOST = 20
OWN_KEY = "person:"


def key_of(person: Person) -> str:
    """Return the key under which a summary knows somebody whose addresses are known."""
    return f"{OWN_KEY}{person.pk}"


def known_addresses(owner: Person, others: Iterable[Person], told: Told) -> set[str]:
    """Return the addresses that belong to somebody, or about which the owner answered."""
    found = set(told.answers) | told.addresses_of(owner)
    return found.union(*(told.addresses_of(other) for other in others))


def unknown_people(summary: Summary, known: set[str]) -> list[PersonSummary]:
    """Return who the owner may be asked about, the most in contact first, at most twenty.

    Only people with whom contact went both ways, so that senders of advertisements stay out.
    """
    asked = [
        person
        for person in summary.people
        if _went_both_ways(person)
        and not person.key.startswith(OWN_KEY)
        and not known.intersection(person.addresses)
    ]
    return sorted(asked, key=_contacts, reverse=True)[:MOST]


def _went_both_ways(person: PersonSummary) -> bool:
    return bool(person.sent and person.received) or person.last_human_contact_at is not None


def _contacts(person: PersonSummary) -> tuple[int, int]:
    talks = sum(sum(counts) for channel, counts in person.weekly.items() if channel != "mail")
    return talks + min(person.sent, person.received), person.sent + person.received
