"""A promise is small and dated; only the one it was made to judges it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.talks.conftest import DAY, NOW, TWO, Side
from tevoet.people.actions.connections import ConnectionWasEnded, end_connection
from tevoet.people.models import Person
from tevoet.talks.actions.between import NotBetweenYou
from tevoet.talks.actions.promising import DueTooEarly, DueTooFar, Promised, judge, promise
from tevoet.talks.models import Promise
from tevoet.vault.actions.records import Offer

TODAY = date(2026, 11, 24)


def promised(side: Side, due_on: date = TODAY) -> Promise:
    """Let this side promise something to the other."""
    what = Promised(Offer(uuid4(), 1, TWO), due_on)
    kept, _ = promise(side.connection, by=side.me, what=what, now=NOW)
    return Promise.objects.get(sealed=kept.sealed)


def test_both_see_it_and_it_is_due_on_its_day(side: Side) -> None:
    made = promised(side, TODAY + DAY)
    for person in (side.me, side.other):
        assert Promise.objects.visible_to(person).get() == made
    assert made.to == side.other
    assert not Promise.objects.due(TODAY).exists()
    assert Promise.objects.due(TODAY + DAY).get() == made


def test_the_same_bytes_sent_twice_are_one_promise(side: Side) -> None:
    what = Promised(Offer(uuid4(), 1, TWO), TODAY)
    assert promise(side.connection, by=side.me, what=what, now=NOW)[1] is True
    assert promise(side.connection, by=side.me, what=what, now=NOW)[1] is False
    assert Promise.objects.count() == 1


@pytest.mark.parametrize(
    ("due_on", "refusal"),
    [(TODAY - DAY, DueTooEarly), (TODAY + timedelta(days=400), DueTooFar)],
)
def test_a_day_that_passed_or_is_far_is_refused(
    side: Side, due_on: date, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        promised(side, due_on)
    assert not Promise.objects.exists()


def test_only_the_receiver_judges_it(side: Side) -> None:
    made = promised(side)
    with pytest.raises(NotBetweenYou):
        judge(made, by=side.me, offer=Offer(uuid4(), 1, TWO), now=NOW)
    kept, _ = judge(made, by=side.other, offer=Offer(uuid4(), 1, TWO), now=NOW)
    made.refresh_from_db()
    assert (made.judged_at, made.judgement) == (NOW, kept.sealed)
    assert not Promise.objects.unjudged().exists()


def test_nobody_else_promises_judges_or_sees(side: Side, dirk: Person, carla: Person) -> None:
    made = promised(side)
    for stranger in (dirk, carla):
        with pytest.raises(NotBetweenYou):
            promised(Side(stranger, side.other, side.connection))
        with pytest.raises(NotBetweenYou):
            judge(made, by=stranger, offer=Offer(uuid4(), 1, TWO), now=NOW)
        assert not Promise.objects.visible_to(stranger).exists()


def test_nothing_is_promised_where_it_ended(side: Side) -> None:
    end_connection(side.connection, by=side.other, now=NOW)
    with pytest.raises(ConnectionWasEnded):
        promised(side)
