"""Let go of what a service gave."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from tevoet.contact import sources
from tevoet.contact.grants import opened
from tevoet.contact.models import Grant
from tevoet.contact.services import service
from tevoet.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from tevoet.contact.models import Source


def let_go(source: Source) -> None:
    """Remove what a service gave for a source, and give it back where the service can take it."""
    for grant in Grant.objects.filter(source=source):
        give_back = _giving_back(grant)
        grant.delete()
        if give_back is not None:
            transaction.on_commit(give_back)


def _giving_back(grant: Grant) -> Callable[[], None] | None:
    """Return what gives a permission back; None where there is nothing to give."""
    try:
        tokens, (place, _) = opened(grant).tokens, service(grant.service)
    except Refusal:
        return None
    return partial(sources.withdraw, place, tokens) if tokens.renewal else None
