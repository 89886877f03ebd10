"""Prepare a talk, each for oneself: keep the sealed words, and say that the steps are done."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import transaction
from django.utils.translation import gettext_noop

from tevoet.refusal import Refusal
from tevoet.talks.actions.planning import hold_talk
from tevoet.talks.models import Preparation
from tevoet.vault.actions.records import Offer, add_revision

if TYPE_CHECKING:
    from datetime import datetime

    from tevoet.people.models import Person
    from tevoet.talks.models import Talk
    from tevoet.vault.models import Revision


class PreparedElsewhere(Refusal):
    """Two devices began the same preparation."""

    slug: ClassVar[str] = "prepared-elsewhere"
    message: ClassVar[str] = gettext_noop(
        "You began this on another device. Load the page again and go on there; your draft stays."
    )


@transaction.atomic
def prepare(talk: Talk, *, by: Person, offer: Offer, now: datetime) -> tuple[Revision, bool]:
    """Keep one more revision of one's own preparation, and say whether it is new."""
    ahead = hold_talk(talk, by=by)
    there = ahead.preparations.of(by)
    if there and there.sealed_id != offer.record:
        raise PreparedElsewhere
    kept, is_new = add_revision(offer, by=by, now=now)
    if there is None:
        Preparation.objects.create(talk=ahead, by=by, sealed=kept.sealed, at=now)
    return kept, is_new


@transaction.atomic
def finish(preparation: Preparation, *, now: datetime) -> Preparation:
    """Say that one's own steps are done."""
    if preparation.done_at is None:
        preparation.done_at = now
        preparation.save(update_fields=["done_at"])
    return preparation
