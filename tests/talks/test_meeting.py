"""We met: how, when and about how long; also unplanned, and taken back when it was a slip."""

from datetime import date

import pytest

from tests.talks.conftest import DAY, HOUR, NOW, SPOKE, LookBackBy, Side
from tevoet.contact.models import Spoken
from tevoet.people.models import Person
from tevoet.talks.actions.between import NotBetweenYou
from tevoet.talks.actions.meeting import (
    AlreadyLookedBack,
    Encounter,
    NotMetYet,
    TooLongAgo,
    just_spoke,
    meet,
    take_back,
)
from tevoet.talks.actions.planning import Appointment, TalkIsOver, begin, decline, plan
from tevoet.talks.models import Meeting, Talk

TODAY = date(2026, 11, 24)


def test_either_notes_that_they_met_and_the_second_sees_it(side: Side) -> None:
    talk = begin(side.connection, by=side.other, now=NOW - DAY)
    met = meet(talk, by=side.me, how=SPOKE, now=NOW)
    assert meet(talk, by=side.other, how=Encounter(NOW, "video"), now=NOW) == met
    assert (met.channel, met.minutes) == ("in_person", 20)
    talk.refresh_from_db()
    assert talk.is_held
    assert not talk.came_unplanned
    assert not Talk.objects.open().exists()


def test_it_counts_as_contact_of_who_says_so(side: Side, look_back_by: LookBackBy) -> None:
    Spoken.objects.all().delete()
    look_back_by(side.me)
    (tap,) = Spoken.objects.visible_to(side.me)
    assert (tap.at, tap.channel, tap.minutes) == (SPOKE.at, "in_person", 20)
    assert not Spoken.objects.visible_to(side.other).exists()


def test_what_both_note_is_one_talk(side: Side) -> None:
    talk = just_spoke(side.connection, by=side.me, how=SPOKE, now=NOW)
    theirs = Encounter(NOW, "phone", 10)
    assert just_spoke(side.connection, by=side.other, how=theirs, now=NOW) == talk
    assert just_spoke(side.connection, by=side.me, how=SPOKE, now=NOW) == talk, "two taps"
    assert talk.came_unplanned
    later = Encounter(NOW, "phone")
    assert just_spoke(side.connection, by=side.me, how=later, now=NOW) != talk


def test_a_second_talk_that_day_is_another_once_one_looked_back(
    side: Side, held: Talk, look_back_by: LookBackBy
) -> None:
    look_back_by(side.me)
    again = just_spoke(side.connection, by=side.me, how=Encounter(NOW, "phone"), now=NOW)
    assert again != held


def test_what_was_planned_for_that_day_is_the_talk(side: Side) -> None:
    talk = begin(side.connection, by=side.other, now=NOW)
    plan(talk, by=side.other, chosen=Appointment(TODAY), now=NOW)
    assert just_spoke(side.connection, by=side.me, how=SPOKE, now=NOW) == talk
    assert not Talk.objects.open().exists()


def test_what_is_planned_for_another_day_stays_ahead(side: Side) -> None:
    talk = begin(side.connection, by=side.other, now=NOW)
    assert just_spoke(side.connection, by=side.me, how=SPOKE, now=NOW) != talk
    assert Talk.objects.open().get() == talk


@pytest.mark.parametrize(("at", "refusal"), [(NOW + HOUR, NotMetYet), (NOW - 61 * DAY, TooLongAgo)])
def test_what_is_to_come_or_long_ago_is_refused(
    side: Side, at: object, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        just_spoke(side.connection, by=side.me, how=Encounter(at, "phone"), now=NOW)  # type: ignore[arg-type]  # a moment
    assert not Talk.objects.exists()


def test_what_was_declined_was_not_held(side: Side) -> None:
    talk = decline(begin(side.connection, by=side.me, now=NOW), by=side.other, now=NOW)
    with pytest.raises(TalkIsOver):
        meet(talk, by=side.me, how=SPOKE, now=NOW)


def test_a_slip_is_taken_back(side: Side) -> None:
    talk = begin(side.connection, by=side.other, now=NOW - DAY)
    met = meet(talk, by=side.me, how=SPOKE, now=NOW)
    assert take_back(met, by=side.me, now=NOW) == talk
    assert Talk.objects.open().get() == talk
    assert not Meeting.objects.exists()
    assert not Spoken.objects.standing().exists()


def test_an_unplanned_talk_taken_back_is_gone(side: Side) -> None:
    talk = just_spoke(side.connection, by=side.me, how=SPOKE, now=NOW)
    assert take_back(talk.meeting, by=side.other, now=NOW) is None
    assert not Talk.objects.exists()


def test_what_one_looked_back_on_is_not_taken_back(
    side: Side, held: Talk, look_back_by: LookBackBy
) -> None:
    look_back_by(side.me)
    with pytest.raises(AlreadyLookedBack):
        take_back(held.meeting, by=side.other, now=NOW)


def test_nobody_else_notes_or_sees_it(side: Side, held: Talk, dirk: Person, carla: Person) -> None:
    for stranger in (dirk, carla):
        with pytest.raises(NotBetweenYou):
            just_spoke(side.connection, by=stranger, how=SPOKE, now=NOW)
        with pytest.raises(NotBetweenYou):
            take_back(held.meeting, by=stranger, now=NOW)
        assert not Meeting.objects.visible_to(stranger).exists()
