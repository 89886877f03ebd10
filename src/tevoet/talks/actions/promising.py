"""Promise something small with a day; whoever it was promised to judges it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from django.db import transaction
from django.utils.translation import gettext_noop

from tevoet.refusal import Refusal
from tevoet.talks.actions.between import NotBetweenYou, hold
from tevoet.talks.models import Promise
from tevoet.vault.actions.records import Offer, add_revision

if TYPE_CHECKING:
    from tevoet.people.models import Connection, Person
    from tevoet.talks.models import Talk
    from tevoet.vault.models import Revision

FAR: Final = timedelta(days=366)


class DueTooEarly(Refusal):
    """A promise is about a day to come."""

    slug: ClassVar[str] = "due-too-early"
    message: ClassVar[str] = gettext_noop("That day has passed. By when will you do it?")


class DueTooFar(Refusal):
    """A promise is small and near."""

    slug: ClassVar[str] = "due-too-far"
    message: ClassVar[str] = gettext_noop(
        "That is more than a year away. Promise something smaller, with a day nearby."
    )


@dataclass(frozen=True, slots=True)
class Promised:
    """What is promised: the sealed words, by which day, and in which talk if any."""

    offer: Offer
    due_on: date
    talk: Talk | None = None


@transaction.atomic
def promise(
    connection: Connection, *, by: Person, what: Promised, now: datetime
) -> tuple[Revision, bool]:
    """Keep a promise of one to the other; asked twice, it is kept once."""
    held = hold(connection, by=by)
    if what.due_on < by.today(now):
        raise DueTooEarly
    if what.due_on > by.today(now) + FAR:
        raise DueTooFar
    whole = Offer(what.offer.record, what.offer.number, what.offer.content, held)
    kept, is_new = add_revision(whole, by=by, now=now)
    made = {"connection": held, "by": by, "talk": what.talk, "at": now, "due_on": what.due_on}
    Promise.objects.get_or_create(sealed=kept.sealed, defaults=made)
    return kept, is_new


@transaction.atomic
def judge(made: Promise, *, by: Person, offer: Offer, now: datetime) -> tuple[Revision, bool]:
    """Keep what the receiver says of a promise. Only the receiver may, and the words are sealed."""
    held = hold(made.connection, by=by)
    standing = Promise.objects.select_for_update(of=("self",)).get(pk=made.pk)
    if standing.by_id == by.pk:
        raise NotBetweenYou
    whole = Offer(offer.record, offer.number, offer.content, held)
    kept, is_new = add_revision(whole, by=by, now=now)
    if standing.judged_at is None:
        standing.judged_at, standing.judgement = now, kept.sealed
        standing.save(update_fields=["judged_at", "judgement"])
    return kept, is_new
