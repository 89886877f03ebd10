"""Keep one more revision of a sealed record, and remove one's own. Nothing here can be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.db import transaction
from django.utils.translation import gettext_noop

from tevoet.people.actions.connections import ConnectionWasEnded
from tevoet.refusal import Refusal
from tevoet.vault.content import check_content
from tevoet.vault.models import Revision, Sealed

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from tevoet.people.models import Connection, Person


class RevisionTaken(Refusal):
    """Of two who saved at once, one was first."""

    slug: ClassVar[str] = "revision-taken"
    message: ClassVar[str] = gettext_noop(
        "Something else was kept here in the meantime. Your words are not lost: look at both."
    )

    def __init__(self, there: Revision) -> None:
        """Keep the newest that is there."""
        self.there = there
        super().__init__()


class RevisionGap(Refusal):
    """Revision n + 1 needs revision n."""

    slug: ClassVar[str] = "revision-gap"
    message: ClassVar[str] = gettext_noop(
        "A version before this one is missing here. Load the page again; your draft stays."
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """One revision as somebody offers it. `connection` is for the first one only."""

    record: UUID
    number: int
    content: bytes
    connection: Connection | None = None


@transaction.atomic
def add_revision(offer: Offer, *, by: Person, now: datetime) -> tuple[Revision, bool]:
    """Keep one more revision, and say whether it is new: asked twice, the same is kept once.

    Of two who save the same number at once, the second is refused with what is there. What is
    not this person's does not exist.
    """
    record = _locked(offer, by, now)
    there = record.revisions.filter(number=offer.number).first()
    if there is not None:
        if there.by_id == by.pk and bytes(there.content) == offer.content:
            return there, False
        raise RevisionTaken(record.revisions.reverse()[0])
    if record.connection is not None and not record.connection.is_open:
        raise ConnectionWasEnded
    if record.revisions.count() != offer.number - 1:
        raise RevisionGap
    check_content(offer.content, readers=1 if record.connection is None else 2)
    kept = record.revisions.create(number=offer.number, content=offer.content, by=by, at=now)
    return kept, True


def _locked(offer: Offer, by: Person, now: datetime) -> Sealed:
    """Return the record, made for its first revision, for us alone until we are done."""
    if offer.number == 1:
        kept = {"connection": offer.connection, "made_by": by, "made_at": now}
        Sealed.objects.get_or_create(pk=offer.record, defaults=kept)
    mine = Sealed.objects.visible_to(by).filter(pk=offer.record).values("pk")
    found = Sealed.objects.select_for_update(of=("self",)).filter(pk__in=mine)
    return found.select_related("connection__first", "connection__second").get()


@transaction.atomic
def remove_record(record: Sealed) -> None:
    """Remove own words with all their revisions, for good; whoever is saving comes after."""
    for locked in Sealed.objects.select_for_update().filter(pk=record.pk):
        locked.delete()
