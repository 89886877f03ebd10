"""Keep all answers of one page, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from tevoet.contact.actions.proposals import belongs_to, is_me, works_not_with, works_with
from tevoet.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tevoet.contact.models import Proposal


@transaction.atomic
def answer(owner: Person, told: Iterable[Mapping[str, object]]) -> int:
    """Keep what was said about each address; return how many were answered."""
    kept: dict[str, Proposal] = {}
    for one in told:
        if (answered := _answer(owner, one, kept)) is not None:
            kept[str(one["address"])] = answered
    return len(kept)


def _answer(
    owner: Person, told: Mapping[str, object], kept: Mapping[str, Proposal]
) -> Proposal | None:
    address, otherwise = str(told["address"]), str(told["otherwise"])
    first = kept.get(str(told.get("same_as", "")))
    if first is not None and first.person is not None:
        return belongs_to(owner, address=address, other=first.person)
    if told["works"]:
        return works_with(owner, address=address, name=str(told["name"]))
    if otherwise == "nobody":
        return works_not_with(owner, address=address)
    if otherwise == "me":
        return is_me(owner, address=address)
    if otherwise:
        other = Person.objects.visible_to(owner).get(pk=otherwise)
        return belongs_to(owner, address=address, other=other)
    return None
