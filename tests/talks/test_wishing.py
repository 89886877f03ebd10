"""One tap: I want to be heard. No reason, no text, and the same for both sides."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from tests.talks.conftest import DAY, HOUR, NOW, Side
from tevoet.people.actions.connections import ConnectionWasEnded, end_connection, mute
from tevoet.people.models import Away, Connection, Person
from tevoet.talks import telling
from tevoet.talks.actions.between import NotBetweenYou, OtherLeft
from tevoet.talks.actions.meeting import Encounter, just_spoke, meet, take_back
from tevoet.talks.actions.planning import begin
from tevoet.talks.actions.wishing import AnsweredToday, CannotSeeIt, not_now, wish, withdraw
from tevoet.talks.models import Wish

TODAY = date(2026, 11, 24)


def test_a_wish_arrives_and_stands_once(side: Side) -> None:
    made = wish(side.connection, by=side.me, now=NOW)
    assert wish(side.connection, by=side.me, now=NOW + HOUR) == made
    assert list(Wish.objects.open().received_by(side.other)) == [made]
    assert not Wish.objects.received_by(side.me).exists()
    assert made.to == side.other
    with pytest.raises(IntegrityError):
        Wish.objects.create(connection=side.connection, by=side.me, at=NOW)


def test_both_may_wish_at_the_same_time(side: Side) -> None:
    wish(side.connection, by=side.me, now=NOW)
    wish(side.connection, by=side.other, now=NOW)
    assert Wish.objects.open().count() == 2


def test_a_wish_of_who_leads_reads_as_an_invitation(
    connection: Connection, anna: Person, bram: Person
) -> None:
    assert wish(connection, by=anna, now=NOW).is_invitation
    assert not wish(connection, by=bram, now=NOW).is_invitation


def test_the_one_who_wished_may_take_it_back(side: Side) -> None:
    made = wish(side.connection, by=side.me, now=NOW)
    with pytest.raises(NotBetweenYou):
        withdraw(made, by=side.other, now=NOW)
    assert withdraw(made, by=side.me, now=NOW).ending == "withdrawn"
    assert not Wish.objects.open().exists()
    assert wish(side.connection, by=side.me, now=NOW) != made


def test_the_other_may_say_not_now_and_is_left_in_peace_that_day(side: Side) -> None:
    made = wish(side.connection, by=side.me, now=NOW)
    with pytest.raises(NotBetweenYou):
        not_now(made, by=side.me, now=NOW)
    assert not_now(made, by=side.other, now=NOW).ending == "not_now"
    with pytest.raises(AnsweredToday):
        wish(side.connection, by=side.me, now=NOW + HOUR)
    assert wish(side.connection, by=side.me, now=NOW + DAY) != made


def test_what_was_answered_is_not_answered_again(side: Side) -> None:
    made = wish(side.connection, by=side.me, now=NOW)
    not_now(made, by=side.other, now=NOW)
    assert withdraw(made, by=side.me, now=NOW + HOUR).ending == "not_now"


def test_a_real_contact_ends_the_wishes_of_both(side: Side) -> None:
    mine = wish(side.connection, by=side.me, now=NOW)
    theirs = wish(side.connection, by=side.other, now=NOW)
    spoke = Encounter(NOW + HOUR, "phone")
    just_spoke(side.connection, by=side.other, how=spoke, now=NOW + 2 * HOUR)
    for one in (mine, theirs):
        one.refresh_from_db()
        assert (one.ending, one.waited(NOW + DAY)) == ("met", HOUR)


def test_a_contact_before_the_wish_does_not_end_it(side: Side) -> None:
    made = wish(side.connection, by=side.me, now=NOW)
    just_spoke(side.connection, by=side.me, how=Encounter(NOW - HOUR, "phone"), now=NOW)
    assert Wish.objects.open().get() == made
    assert made.waited(NOW + HOUR) == HOUR


def test_a_meeting_taken_back_lets_the_wish_stand_again(side: Side) -> None:
    made = wish(side.connection, by=side.me, now=NOW)
    talk = begin(side.connection, by=side.me, now=NOW)
    met = meet(talk, by=side.me, how=Encounter(NOW, "phone"), now=NOW)
    take_back(met, by=side.me, now=NOW)
    assert Wish.objects.open().get() == made


def test_whoever_is_away_or_asked_for_quiet_is_mailed_later(side: Side) -> None:
    made = wish(side.connection, by=side.me, now=NOW)
    assert list(telling.untold(NOW)) == [made]
    Away.objects.create(person=side.me, since=TODAY, until=TODAY)
    assert list(telling.untold(NOW)) == [made], "that the one who wished is away is no matter"
    Away.objects.create(person=side.other, since=TODAY, until=TODAY)
    assert list(telling.untold(NOW)) == []
    assert list(telling.untold(NOW + DAY)) == [made]
    mute(side.connection, by=side.other, until=TODAY + timedelta(days=2))
    assert list(telling.untold(NOW + DAY)) == []
    assert list(Wish.objects.unmuted(TODAY)) == []
    assert list(Wish.objects.unmuted(TODAY + timedelta(days=2))) == [made]


def test_a_wish_is_mailed_once(side: Side) -> None:
    made = wish(side.connection, by=side.me, now=NOW)
    telling.note_told(made, NOW)
    telling.note_told(made, NOW + HOUR)
    made.refresh_from_db()
    assert made.told_at == NOW
    assert list(telling.untold(NOW)) == []


def test_nothing_is_wished_where_a_connection_ended(side: Side) -> None:
    made = wish(side.connection, by=side.me, now=NOW)
    end_connection(side.connection, by=side.other, now=NOW)
    assert not Wish.objects.open().exists()
    assert withdraw(made, by=side.me, now=NOW).ending == "withdrawn"
    with pytest.raises(ConnectionWasEnded):
        wish(side.connection, by=side.me, now=NOW)


def test_nobody_wishes_of_who_left_or_never_comes_in(side: Side) -> None:
    Person.objects.filter(pk=side.other.pk).update(email=None)
    with pytest.raises(CannotSeeIt):
        wish(side.connection, by=side.me, now=NOW)
    Person.objects.filter(pk=side.other.pk).update(left_on=TODAY)
    with pytest.raises(OtherLeft):
        wish(side.connection, by=side.me, now=NOW)


def test_nobody_else_sees_or_makes_a_wish(
    side: Side, carla: Person, dirk: Person, keeper: Person
) -> None:
    wish(side.connection, by=side.me, now=NOW)
    for stranger in (carla, dirk, keeper):
        assert not Wish.objects.visible_to(stranger).exists()
        with pytest.raises(NotBetweenYou):
            wish(side.connection, by=stranger, now=NOW)
