"""Look back on a talk, each apart. With the second one, both open in the same moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import transaction
from django.utils.translation import gettext_noop

from tevoet.refusal import Refusal
from tevoet.talks.actions.between import hold
from tevoet.talks.actions.meeting import note_contact
from tevoet.talks.models import LookBack, Talk
from tevoet.vault.actions.records import Offer, RevisionTaken, add_revision, remove_record

if TYPE_CHECKING:
    from datetime import datetime

    from tevoet.people.models import Person
    from tevoet.vault.models import Revision

BOTH = 2


class NotHeldYet(Refusal):
    """One looks back on what was."""

    slug: ClassVar[str] = "not-held-yet"
    message: ClassVar[str] = gettext_noop("This talk was not held yet. Meet first.")


class LookedBackElsewhere(Refusal):
    """Two devices looked back on the same talk."""

    slug: ClassVar[str] = "looked-back-elsewhere"
    message: ClassVar[str] = gettext_noop(
        "You looked back on this talk already, in another tab or on another device."
    )


class LookBackIsOver(Refusal):
    """After two weeks the first look-back waits no more."""

    slug: ClassVar[str] = "look-back-is-over"
    message: ClassVar[str] = gettext_noop(
        "The two weeks are over, so nothing opens any more and each keeps their own. Tell each"
        " other how it was."
    )


@transaction.atomic
def look_back(talk: Talk, *, by: Person, offer: Offer, now: datetime) -> tuple[Revision, bool]:
    """Keep what one side looks back on, and say whether it is new.

    Until the other's is in, the server gives it to its writer alone. The second one opens both, in
    the same transaction that keeps it. Asked twice, it is kept once.
    """
    connection = hold(talk.connection, by=by)
    held = Talk.objects.select_for_update(of=("self",)).with_two().get(pk=talk.pk)
    there = held.look_backs.of(by)
    if there and there.sealed_id != offer.record:
        raise LookedBackElsewhere
    _check_time(held, is_there=there is not None, now=now)
    kept_back = held.note_kept_back()
    whole = Offer(offer.record, offer.number, offer.content, connection, kept_back)
    kept, is_new = add_revision(whole, by=by, now=now)
    if kept.sealed.kept_back_id != kept_back.pk:
        raise RevisionTaken(kept)  # it lay open to the other before; that is not kept apart
    if there is None:
        LookBack.objects.create(talk=held, by=by, sealed=kept.sealed, at=now)
        note_contact(held.meeting, by=by, connection=connection)
    if held.look_backs.count() == BOTH:
        kept_back.lift(at=now)
    return kept, is_new


def take_back(talk: Talk, *, by: Person) -> None:
    """Remove one's own look-back for good; what opened for both in the meantime stays."""
    mine = talk.look_backs.of(by)
    if mine is not None:
        remove_record(mine.sealed, by=by)


def _check_time(talk: Talk, *, is_there: bool, now: datetime) -> None:
    if not talk.is_held:
        raise NotHeldYet
    lapses_at = talk.lapses_at
    if not is_there and lapses_at is not None and now >= lapses_at:
        raise LookBackIsOver
