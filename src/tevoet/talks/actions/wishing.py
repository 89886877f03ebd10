"""Wish to be heard, with one tap; take it back, or answer it with not now."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import transaction
from django.utils.translation import gettext_noop

from tevoet.refusal import Refusal
from tevoet.talks.actions.between import NotBetweenYou, hold
from tevoet.talks.models import Wish

if TYPE_CHECKING:
    from datetime import datetime

    from tevoet.people.models import Connection, Person
    from tevoet.talks.models import Meeting


class AnsweredToday(Refusal):
    """Whoever said not now is left in peace for the day."""

    slug: ClassVar[str] = "answered-today"
    message: ClassVar[str] = gettext_noop(
        "{name} answered today: not now. Ask again tomorrow, or walk over when it suits."
    )


class CannotSeeIt(Refusal):
    """Whoever does not come in here would never see it."""

    slug: ClassVar[str] = "cannot-see-it"
    message: ClassVar[str] = gettext_noop(
        "{name} does not come in here yet and would not see it. Call, or walk over."
    )


@transaction.atomic
def wish(connection: Connection, *, by: Person, now: datetime) -> Wish:
    """Let the other know that one wants to be heard; tapped again, it is the same wish."""
    held = hold(connection, by=by)
    other = held.other(by)
    if standing := Wish.objects.open().filter(connection=held, by=by).first():
        return standing
    if not other.has_account:
        raise CannotSeeIt(name=other.name)
    _leave_in_peace(held, by, now)
    return Wish.objects.create(connection=held, by=by, at=now)


def _leave_in_peace(connection: Connection, by: Person, now: datetime) -> None:
    last = connection.wishes.filter(by=by, ending=Wish.Ending.NOT_NOW).first()
    if last and last.ended_at and by.today(last.ended_at) == by.today(now):
        raise AnsweredToday(name=connection.other(by).name)


@transaction.atomic
def withdraw(made: Wish, *, by: Person, now: datetime) -> Wish:
    """Take one's own wish back."""
    return _end(made, Wish.Ending.WITHDRAWN, is_theirs=made.by_id == by.pk, now=now)


@transaction.atomic
def not_now(received: Wish, *, by: Person, now: datetime) -> Wish:
    """Answer the wish of the other, without a reason."""
    return _end(received, Wish.Ending.NOT_NOW, is_theirs=received.to.pk == by.pk, now=now)


def _end(one: Wish, ending: Wish.Ending, *, is_theirs: bool, now: datetime) -> Wish:
    if not is_theirs:
        raise NotBetweenYou
    standing = Wish.objects.select_for_update().get(pk=one.pk)
    standing.end(ending, at=now)
    return standing


def fulfil(meeting: Meeting, *, now: datetime) -> None:
    """End the wishes of both, made before the two met."""
    waiting = Wish.objects.filter(connection=meeting.talk.connection, ended_at__isnull=True)
    for one in waiting.filter(at__lte=meeting.at):
        one.end(Wish.Ending.MET, at=now, meeting=meeting)


def let_wait_again(meeting: Meeting) -> None:
    """Let the wishes stand again that a meeting noted by mistake had ended."""
    for one in meeting.wishes.all():
        newer = Wish.objects.filter(connection=one.connection, by=one.by, ended_at__isnull=True)
        if not newer.exists():
            Wish.objects.filter(pk=one.pk).update(ended_at=None, ending="", meeting=None)
