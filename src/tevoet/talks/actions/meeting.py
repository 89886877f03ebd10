"""Say that the two met, planned or not, and take it back when it was a slip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_noop

from tevoet.contact.actions import speaking
from tevoet.contact.models import Spoken
from tevoet.refusal import Refusal
from tevoet.talks.actions.between import hold
from tevoet.talks.actions.planning import TalkIsOver
from tevoet.talks.actions.wishing import fulfil, let_wait_again
from tevoet.talks.models import Meeting, Talk

if TYPE_CHECKING:
    from tevoet.people.models import Connection, Person

CLOCKS_APART: Final = timedelta(minutes=5)
LONG_AGO: Final = timedelta(days=60)
SAME_TALK: Final = timedelta(hours=12)
"""What each of two notes within this time is one talk, not two."""


class NotMetYet(Refusal):
    """A meeting in the future has not been held."""

    slug: ClassVar[str] = "not-met-yet"
    message: ClassVar[str] = gettext_noop("That moment is still to come. Say it when you have met.")


class TooLongAgo(Refusal):
    """What was heard two months ago is not remembered well enough."""

    slug: ClassVar[str] = "too-long-ago"
    message: ClassVar[str] = gettext_noop(
        "That is more than two months ago. Meet again, and look back on that."
    )


class AlreadyLookedBack(Refusal):
    """What somebody looked back on did happen."""

    slug: ClassVar[str] = "already-looked-back"
    message: ClassVar[str] = gettext_noop(
        "One of you looked back on this talk already, so it stays."
    )


@dataclass(frozen=True, slots=True)
class Encounter:
    """How two people met: when, in which of the three ways, and about how many minutes."""

    at: datetime
    channel: str
    minutes: int | None = None


@transaction.atomic
def meet(talk: Talk, *, by: Person, how: Encounter, now: datetime) -> Meeting:
    """Note that the two met; when the other noted it already, it is that meeting."""
    connection = hold(talk.connection, by=by)
    held = Talk.objects.select_for_update(of=("self",)).with_two().get(pk=talk.pk)
    if there := held.meeting_or_none:
        return there
    if held.ended_at is not None:
        raise TalkIsOver
    return _note(held, connection, by=by, how=how, now=now)


@transaction.atomic
def just_spoke(connection: Connection, *, by: Person, how: Encounter, now: datetime) -> Talk:
    """Note a talk that came unplanned, to look back on; what the other noted is the same talk."""
    held = hold(connection, by=by)
    if same := _noted_already(held, by, how):
        return same
    ahead = Talk.objects.open().filter(connection=held, planned_on=by.today(how.at)).first()
    talk = ahead or Talk(connection=held, by=by, at=now, ended_at=now)
    _note(talk, held, by=by, how=how, now=now)
    return talk


def _noted_already(connection: Connection, by: Person, how: Encounter) -> Talk | None:
    """Return the talk that one of two noted around that time and this one did not look back on."""
    near = (how.at - SAME_TALK, how.at + SAME_TALK)
    twice = (how.at - speaking.ONE_TALK, how.at + speaking.ONE_TALK)
    theirs = ~Q(meeting__by=by) & Q(meeting__at__range=near)
    mine = Q(meeting__by=by, meeting__at__range=twice, meeting__channel=how.channel)
    found = Talk.objects.with_two().filter(theirs | mine, connection=connection)
    return found.exclude(look_backs__by=by).first()


def _note(
    talk: Talk, connection: Connection, *, by: Person, how: Encounter, now: datetime
) -> Meeting:
    """Note the meeting, close the talk, end the wishes, and count it as contact of who says so."""
    if how.at > now + CLOCKS_APART:
        raise NotMetYet
    if how.at < now - LONG_AGO:
        raise TooLongAgo
    talk.ended_at = now
    talk.save()
    kept = Meeting.objects.create(
        talk=talk, by=by, at=how.at, channel=how.channel, minutes=how.minutes, made_at=now
    )
    fulfil(kept, now=now)
    note_contact(kept, by=by, connection=connection)
    return kept


def note_contact(meeting: Meeting, *, by: Person, connection: Connection) -> None:
    """Let the meeting count in the mirror of who says that it was held."""
    speaking.speak(
        connection, by=by, channel=meeting.channel, at=meeting.at, minutes=meeting.minutes
    )


@transaction.atomic
def take_back(meeting: Meeting, *, by: Person, now: datetime) -> Talk | None:
    """Take back what was noted by mistake; a talk that was planned is ahead again."""
    talk = meeting.talk
    hold(talk.connection, by=by)
    if talk.look_backs.exists():
        raise AlreadyLookedBack
    let_wait_again(meeting)
    taps = Spoken.objects.standing().filter(connection=talk.connection, at=meeting.at)
    for tap in taps.filter(by=by):
        tap.take_back(at=now)
    if talk.came_unplanned or Talk.objects.open().filter(connection=talk.connection).exists():
        talk.delete()
        return None
    meeting.delete()
    Talk.objects.filter(pk=talk.pk).update(ended_at=None)
    return Talk.objects.with_two().get(pk=talk.pk)
