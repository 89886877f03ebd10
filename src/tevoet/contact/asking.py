"""Everything that is asked of the database for an overview: one question per kind of row."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from django.db.models import Q

from tevoet.contact.models import Limit, NotNow, Proposal, Spoken
from tevoet.people.models import Connection, Person

if TYPE_CHECKING:
    from collections.abc import Iterable

TWO = ("first", "second")
FACTS = ("phone_numbers", "working_days", "addresses")


def connection_with(person: Person, other: int) -> Q:
    """Return the condition for the one connection between a person and somebody's number."""
    return Q(first_id=person.pk, second_id=other) | Q(first_id=other, second_id=person.pk)


def connections_of(person: Person) -> list[Connection]:
    """Return the open connections of a person, with the everyday facts of both."""
    organisations = [f"{side}__organisation" for side in TWO]
    facts = [f"{side}__{fact}" for side in TWO for fact in FACTS]
    found = Connection.objects.visible_to(person).open()
    return list(
        found.select_related(*TWO, *organisations, *(f"{side}__away" for side in TWO))
        .prefetch_related(*facts, "mutes")
        .order_by("pk")
    )


@dataclass(slots=True)
class Told:
    """What an owner told the app, by connection or by address."""

    taps: dict[int, list[Spoken]] = field(default_factory=lambda: defaultdict(list))
    limits: dict[int, Limit] = field(default_factory=dict)
    not_now: dict[int, NotNow] = field(default_factory=dict)
    answers: dict[str, int | None] = field(default_factory=dict)

    @classmethod
    def by(cls, owner: Person) -> Self:
        """Ask for everything this owner told, in four questions whatever the number of rows."""
        return cls(
            taps=_by_connection(Spoken.objects.visible_to(owner).standing()),
            limits={one.connection_id: one for one in Limit.objects.visible_to(owner)},
            not_now={one.connection_id: one for one in NotNow.objects.visible_to(owner)},
            answers=dict(Proposal.objects.visible_to(owner).values_list("address", "person_id")),
        )

    def addresses_of(self, person: Person) -> set[str]:
        """Return every address of somebody, their own and those the owner gave them."""
        own = {one.address.lower() for one in person.addresses.all()}
        numbers = {one.number for one in person.phone_numbers.all()}
        given = {address for address, pk in self.answers.items() if pk == person.pk}
        return own | numbers | given


def _by_connection(taps: Iterable[Spoken]) -> dict[int, list[Spoken]]:
    found: dict[int, list[Spoken]] = defaultdict(list)
    for tap in taps:
        found[tap.connection_id].append(tap)
    return found
