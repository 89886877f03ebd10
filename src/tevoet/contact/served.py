"""How a mailbox at a service stands, for its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from django.conf import settings

from tevoet.contact.services import NAMES
from tevoet.contact.waiting import Waiting, waiting

if TYPE_CHECKING:
    from tevoet.contact.models import Source


@dataclass(frozen=True)
class Served:
    """A service by name, when it answered last, and what stands in the way."""

    source: Source
    slug: str
    name: str
    checked_at: datetime | None
    is_stopped: bool
    is_ended: bool
    is_on: bool

    @cached_property
    def waiting(self) -> Waiting:
        """Return what waits of it; only the page of one source asks that."""
        return waiting(self.source)


def served_by(source: Source) -> Served | None:
    """Return how a mailbox at a service stands; None for any other source."""
    grant = getattr(source, "grant", None)
    if grant is None:
        return None
    return Served(
        source=source,
        slug=grant.service,
        name=str(NAMES[grant.service]),
        checked_at=grant.checked_at,
        is_stopped=grant.stopped_at is not None,
        is_ended=grant.ended_at is not None,
        is_on=grant.service in settings.SERVICES,
    )
