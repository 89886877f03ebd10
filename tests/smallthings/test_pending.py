"""What stands open is found for each of the two, and only while it stands."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.vault.files import sealed_for
from tevoet.people.models import Connection, Person
from tevoet.smallthings import pending
from tevoet.smallthings.pending import Matter, Pending
from tevoet.talks.actions.looking_back import look_back
from tevoet.talks.actions.meeting import Encounter, just_spoke
from tevoet.talks.actions.planning import Appointment, begin, plan
from tevoet.talks.actions.promising import Promised, promise
from tevoet.talks.actions.wishing import not_now, wish
from tevoet.vault.actions.records import Offer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def offer() -> Offer:
    """Something sealed for two."""
    return Offer(uuid4(), 1, sealed_for(2))


def test_a_wish_stands_for_who_received_it_until_it_is_answered(
    connection: Connection, anna: Person, bram: Person
) -> None:
    made = wish(connection, by=bram, now=NOW)
    assert pending.of(anna, NOW).wishes == {connection.pk: Matter(made.pk, NOW)}
    assert pending.of(bram, NOW) == Pending()
    not_now(made, by=anna, now=NOW)
    assert pending.of(anna, NOW) == Pending()


def test_a_leader_s_wish_is_an_invitation(
    connection: Connection, anna: Person, bram: Person
) -> None:
    wish(connection, by=anna, now=NOW)
    assert pending.of(bram, NOW).wishes[connection.pk].is_invitation


def test_a_talk_stands_on_its_day_and_after_for_both(
    connection: Connection, anna: Person, bram: Person
) -> None:
    talk = begin(connection, by=anna, now=NOW)
    plan(talk, by=anna, chosen=Appointment(NOW.date() + DAY), now=NOW)
    assert pending.of(bram, NOW).talks == {}
    for one in (anna, bram):
        opened = pending.of(one, NOW + DAY).talks[connection.pk]
        assert opened == Matter(talk.pk, NOW.date() + DAY)


def test_looking_back_stands_for_each_until_done(
    connection: Connection, anna: Person, bram: Person
) -> None:
    talk = just_spoke(connection, by=anna, how=Encounter(NOW - DAY, "in_person", 20), now=NOW)
    assert pending.of(anna, NOW).look_backs[connection.pk].pk == talk.pk
    look_back(talk, by=anna, offer=offer(), now=NOW)
    assert pending.of(anna, NOW).look_backs == {}
    assert pending.of(bram, NOW).look_backs[connection.pk].pk == talk.pk


def test_a_promise_stands_for_who_made_it_from_its_day(
    connection: Connection, anna: Person, bram: Person
) -> None:
    what = Promised(offer(), NOW.date() + DAY, None)
    promise(connection, by=anna, what=what, now=NOW)
    assert pending.of(anna, NOW).promises == {}
    assert pending.of(anna, NOW + DAY).promises[connection.pk].at == NOW.date() + DAY
    assert pending.of(bram, NOW + DAY).promises == {}


def test_the_questions_do_not_grow_with_the_wishes(
    connection: Connection,
    anna: Person,
    bram: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(4):
        pending.of(anna, NOW)
    wish(connection, by=bram, now=NOW)
    with django_assert_num_queries(4):
        pending.of(anna, NOW)
