"""A talk is begun by either of two, planned or not, moved, or declined without a reason."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from tests.talks.conftest import DAY, NOW, Side
from tests.vault.files import sealed_for
from tevoet.people.actions.connections import ConnectionWasEnded, end_connection
from tevoet.people.models import Away, Connection, Person
from tevoet.talks.actions.between import NotBetweenYou, OtherLeft
from tevoet.talks.actions.planning import (
    Appointment,
    DayHasPassed,
    DayTooFar,
    HourDoesNotExist,
    OtherIsAway,
    TalkIsOver,
    begin,
    decline,
    plan,
)
from tevoet.talks.actions.preparing import PreparedElsewhere, finish, prepare
from tevoet.talks.models import Preparation, Talk
from tevoet.vault.actions.records import Offer

TODAY = date(2026, 11, 24)
SPRING = datetime(2027, 3, 1, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))


def planned(side: Side, chosen: Appointment, *, now: datetime = NOW) -> Talk:
    """Plan the talk that is ahead."""
    return plan(begin(side.connection, by=side.me, now=now), by=side.me, chosen=chosen, now=now)


def test_one_talk_is_ahead_of_two(side: Side) -> None:
    talk = begin(side.connection, by=side.me, now=NOW)
    assert begin(side.connection, by=side.other, now=NOW) == talk
    assert talk.by == side.me
    assert not talk.is_held


def test_both_plan_it_and_the_hour_is_of_who_chose(side: Side) -> None:
    talk = planned(side, Appointment(TODAY + DAY, time(14), "walk"))
    assert talk.planned_at == datetime(2026, 11, 25, 14, tzinfo=ZoneInfo("Europe/Amsterdam"))
    moved = plan(talk, by=side.other, chosen=Appointment(TODAY + 2 * DAY), now=NOW)
    assert (moved.planned_at, moved.where, moved.planned_by) == (None, "walk", side.other)
    assert [(one.by, one.from_on) for one in moved.postponements.all()] == [
        (side.other, TODAY + DAY)
    ]


def test_a_talk_may_be_put_off_without_a_day(side: Side) -> None:
    talk = planned(side, Appointment(TODAY))
    assert plan(talk, by=side.other, chosen=Appointment(None), now=NOW).planned_on is None
    assert talk.postponements.count() == 1


@pytest.mark.parametrize(
    ("chosen", "refusal"),
    [
        (Appointment(TODAY - DAY), DayHasPassed),
        (Appointment(TODAY, time(9)), DayHasPassed),
        (Appointment(TODAY + timedelta(days=400)), DayTooFar),
    ],
)
def test_what_has_passed_or_is_far_is_not_planned(
    side: Side, chosen: Appointment, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        planned(side, chosen)


def test_an_hour_that_the_clock_skips_does_not_exist(side: Side) -> None:
    with pytest.raises(HourDoesNotExist):
        planned(side, Appointment(date(2027, 3, 28), time(2, 30)), now=SPRING)


def test_of_an_hour_that_comes_twice_the_first_is_meant(side: Side) -> None:
    talk = planned(side, Appointment(date(2027, 10, 31), time(2, 30)), now=SPRING)
    assert talk.planned_at is not None
    assert talk.planned_at.astimezone(ZoneInfo("UTC")).hour == 0


def test_nobody_is_planned_with_who_is_away(side: Side) -> None:
    Away.objects.create(person=side.other, since=TODAY, until=TODAY + DAY)
    with pytest.raises(OtherIsAway):
        planned(side, Appointment(TODAY + DAY))
    assert planned(side, Appointment(TODAY + 2 * DAY)).planned_on == TODAY + 2 * DAY


def test_either_may_say_not_now_and_begin_anew(side: Side) -> None:
    talk = begin(side.connection, by=side.other, now=NOW)
    declined = decline(talk, by=side.me, now=NOW)
    assert declined.declining_or_none is not None
    assert declined.declining_or_none.by == side.me
    with pytest.raises(TalkIsOver):
        plan(talk, by=side.other, chosen=Appointment(TODAY), now=NOW)
    assert begin(side.connection, by=side.other, now=NOW) != talk


def test_an_ended_connection_and_who_left_are_refused(side: Side) -> None:
    talk = begin(side.connection, by=side.me, now=NOW)
    Person.objects.filter(pk=side.other.pk).update(left_on=TODAY)
    with pytest.raises(OtherLeft):
        plan(talk, by=side.me, chosen=Appointment(TODAY), now=NOW)
    end_connection(side.connection, by=side.me, now=NOW)
    with pytest.raises(ConnectionWasEnded):
        begin(side.connection, by=side.me, now=NOW)
    assert not Talk.objects.open().exists()


def test_nobody_else_sees_begins_or_declines(
    side: Side, carla: Person, dirk: Person, keeper: Person
) -> None:
    talk = begin(side.connection, by=side.me, now=NOW)
    for stranger in (carla, dirk, keeper):
        assert not Talk.objects.visible_to(stranger).exists()
        with pytest.raises(NotBetweenYou):
            begin(side.connection, by=stranger, now=NOW)
        with pytest.raises(NotBetweenYou):
            decline(talk, by=stranger, now=NOW)


def test_each_prepares_for_oneself(side: Side) -> None:
    talk = begin(side.connection, by=side.other, now=NOW)
    first = Offer(uuid4(), 1, sealed_for(1))
    assert prepare(talk, by=side.me, offer=first, now=NOW)[1] is True
    assert prepare(talk, by=side.me, offer=first, now=NOW)[1] is False
    prepare(talk, by=side.me, offer=Offer(first.record, 2, sealed_for(1)), now=NOW)
    with pytest.raises(PreparedElsewhere):
        prepare(talk, by=side.me, offer=Offer(uuid4(), 1, sealed_for(1)), now=NOW)
    assert Preparation.objects.visible_to(side.me).count() == 1
    assert not Preparation.objects.visible_to(side.other).exists()


def test_who_leads_does_the_own_steps_first_and_nobody_waits_for_it(
    connection: Connection, anna: Person, bram: Person
) -> None:
    talk = begin(connection, by=bram, now=NOW)
    assert talk.is_own_side_filled(bram)
    assert not talk.is_own_side_filled(anna)
    prepare(talk, by=anna, offer=Offer(uuid4(), 1, sealed_for(1)), now=NOW)
    assert not talk.is_own_side_filled(anna)
    mine = Preparation.objects.get()
    assert finish(finish(mine, now=NOW), now=NOW + DAY).done_at == NOW
    assert talk.is_own_side_filled(anna)
