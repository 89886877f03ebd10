"""Begin a talk, choose a day and a place, move it, or say not now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext_noop

from tevoet.refusal import Refusal
from tevoet.talks.actions.between import hold
from tevoet.talks.models import Declining, Talk

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from tevoet.people.models import Connection, Person

FAR: Final = timedelta(days=366)


class DayHasPassed(Refusal):
    """What has passed is not planned."""

    slug: ClassVar[str] = "moment-has-passed"
    message: ClassVar[str] = gettext_noop(
        "That has passed. Choose another moment, or say that you met."
    )


class DayTooFar(Refusal):
    """More than a year ahead is a slip of the finger."""

    slug: ClassVar[str] = "day-too-far"
    message: ClassVar[str] = gettext_noop("That is more than a year away. Choose a day nearby.")


class HourDoesNotExist(Refusal):
    """In the night in which the clock goes forward an hour is missing."""

    slug: ClassVar[str] = "hour-does-not-exist"
    message: ClassVar[str] = gettext_noop(
        "That hour does not exist: the clock goes forward in that night. Choose another."
    )


class OtherIsAway(Refusal):
    """Nobody is asked for who is on leave or ill."""

    slug: ClassVar[str] = "other-is-away"
    message: ClassVar[str] = gettext_noop("{name} is away until {day}. Choose a later day.")


class TalkIsOver(Refusal):
    """What was held or declined is not planned any more."""

    slug: ClassVar[str] = "talk-is-over"
    message: ClassVar[str] = gettext_noop(
        "This talk is not ahead of you any more. Begin a new one."
    )


@dataclass(frozen=True, slots=True)
class Appointment:
    """When and where the two will talk: a day, perhaps an hour, perhaps a place."""

    on: date | None
    hour: time | None = None
    where: str = ""


@transaction.atomic
def begin(connection: Connection, *, by: Person, now: datetime) -> Talk:
    """Begin a talk of two; the one that is ahead of them already is that talk."""
    held = hold(connection, by=by)
    ahead = Talk.objects.open().filter(connection=held).first()
    return ahead or Talk.objects.create(connection=held, by=by, at=now)


@transaction.atomic
def plan(talk: Talk, *, by: Person, chosen: Appointment, now: datetime) -> Talk:
    """Choose when and where, or move it; without a day it is postponed."""
    ahead = hold_talk(talk, by=by)
    at = moment(chosen, by.zone)
    if chosen.on is not None:
        _check_day(chosen.on, at, by=by, now=now)
        _check_away(chosen.on, ahead.connection.other(by))
    if ahead.planned_on and ahead.planned_on != chosen.on:
        ahead.postponements.create(by=by, at=now, from_on=ahead.planned_on)
    ahead.planned_on, ahead.planned_at, ahead.planned_by = chosen.on, at, by
    ahead.where = chosen.where or ahead.where
    ahead.save(update_fields=["planned_on", "planned_at", "planned_by", "where"])
    return ahead


@transaction.atomic
def decline(talk: Talk, *, by: Person, now: datetime) -> Talk:
    """Say not now to a talk. Either of two may, and nobody asks why."""
    ahead = hold_talk(talk, by=by)
    Declining.objects.create(talk=ahead, by=by, at=now)
    ahead.close(at=now)
    return ahead


def hold_talk(talk: Talk, *, by: Person) -> Talk:
    """Return a talk that is ahead, for us alone until we are done."""
    hold(talk.connection, by=by)
    held = Talk.objects.select_for_update(of=("self",)).with_two().get(pk=talk.pk)
    if held.ended_at is not None:
        raise TalkIsOver
    return held


def moment(chosen: Appointment, zone: ZoneInfo) -> datetime | None:
    """Return the chosen hour; of an hour that comes twice in a night, the first one."""
    if chosen.on is None or chosen.hour is None:
        return None
    local = datetime.combine(chosen.on, chosen.hour, zone)
    if local.astimezone(UTC).astimezone(zone).replace(fold=0) != local:
        raise HourDoesNotExist
    return local


def _check_day(on: date, at: datetime | None, *, by: Person, now: datetime) -> None:
    if on < by.today(now) or (at is not None and at < now):
        raise DayHasPassed
    if on > by.today(now) + FAR:
        raise DayTooFar


def _check_away(on: date, other: Person) -> None:
    if other.is_away(on):
        raise OtherIsAway(name=other.name, day=date_format(other.away.until, "j F"))
