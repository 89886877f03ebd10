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
    return sum(1 for one in told if _answer(owner, one) is not None)


def _answer(owner: Person, told: Mapping[str, object]) -> Proposal | None:
    address, otherwise = str(told["address"]), str(told["otherwise"])
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
