"""Keep one more revision of a sealed record, and remove one's own. Nothing here can be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Length
from django.utils.translation import gettext_noop

from tevoet.people.actions.connections import ConnectionWasEnded
from tevoet.refusal import Refusal
from tevoet.vault.content import check_content
from tevoet.vault.models import KeptBack, Keyring, Revision, Sealed

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from tevoet.people.models import Connection, Person

MB: Final = 1024 * 1024


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


class OpenedForBoth(Refusal):
    """What two wrote apart stays as it was when it opened."""

    slug: ClassVar[str] = "opened-for-both"
    message: ClassVar[str] = gettext_noop(
        "This opened for both of you, so it stays as it was. Say what you want to add."
    )


class WordsAreFull(Refusal):
    """There is room for much more than somebody writes, and for no script that fills the disk."""

    slug: ClassVar[str] = "words-are-full"
    message: ClassVar[str] = gettext_noop(
        "All your sealed words together take {most} MB, which is all the room there is, so this"
        " was not kept; your draft stays. Remove words of your own, or ask your keeper for room."
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """One revision as somebody offers it. `connection` and `kept_back` are for the first only."""

    record: UUID
    number: int
    content: bytes
    connection: Connection | None = None
    kept_back: KeptBack | None = None


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
    if record.kept_back is not None and record.kept_back.lifted_at is not None:
        raise OpenedForBoth
    if record.connection is not None and not record.connection.is_open:
        raise ConnectionWasEnded
    if record.revisions.count() != offer.number - 1:
        raise RevisionGap
    check_content(offer.content, readers=1 if record.connection is None else 2)
    _check_room(offer, by)
    kept = record.revisions.create(number=offer.number, content=offer.content, by=by, at=now)
    return kept, True


def _check_room(offer: Offer, by: Person) -> None:
    """Refuse more than one person may keep, of all that they wrote."""
    kept = Revision.objects.filter(by=by).aggregate(bytes=Sum(Length("content")))["bytes"] or 0
    if kept + len(offer.content) > settings.WORDS_LIMIT_BYTES:
        raise WordsAreFull(most=settings.WORDS_LIMIT_BYTES // MB)


def _locked(offer: Offer, by: Person, now: datetime) -> Sealed:
    """Return the record, made for its first revision, for us alone until we are done.

    Under the number of a keyring its owner's pins stand, and nothing of anybody else.
    """
    keyring = Keyring.objects.filter(pk=offer.record).first()
    if keyring and (keyring.person_id != by.pk or offer.connection):
        raise Sealed.DoesNotExist
    if offer.number == 1:
        of_both = {"connection": offer.connection, "kept_back": offer.kept_back}
        kept = {**of_both, "made_by": by, "made_at": now}
        Sealed.objects.get_or_create(pk=offer.record, defaults=kept)
    hold_what_is_kept_back(offer.record)
    mine = Sealed.objects.visible_to(by).filter(pk=offer.record).values("pk")
    found = Sealed.objects.select_for_update(of=("self",)).filter(pk__in=mine)
    return found.select_related("connection__first", "connection__second", "kept_back").get()


def hold_what_is_kept_back(record: UUID) -> None:
    """Let nobody lift what this record is kept back with, until we are done; always first."""
    list(KeptBack.objects.select_for_update().filter(sealed=record))


@transaction.atomic
def remove_record(record: Sealed, *, by: Person) -> None:
    """Remove own words with all their revisions, for good; whoever is saving comes after.

    What opened for both in the meantime stays.
    """
    hold_what_is_kept_back(record.pk)
    may_go = Sealed.objects.removable(by).filter(pk=record.pk).values("pk")
    for locked in Sealed.objects.select_for_update().filter(pk__in=may_go):
        locked.delete()
