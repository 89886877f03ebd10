"""Two people press at the same moment: their look-backs open together, or not at all."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection as database

from tests.vault.files import sealed_for
from tevoet.people.models import Connection, Person
from tevoet.refusal import Refusal
from tevoet.talks.actions.looking_back import look_back
from tevoet.talks.actions.wishing import wish
from tevoet.talks.models import LookBack, Meeting, Talk, Wish
from tevoet.vault.actions.records import Offer, remove_record
from tevoet.vault.models import Sealed

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TRIES = 200
TWO = sealed_for(2)


def talk_held(connection: Connection, by: Person, number: int) -> Talk:
    """Make a talk that was held some minutes ago."""
    at = NOW - timedelta(minutes=number)
    talk = Talk.objects.create(connection=connection, by=by, at=at, ended_at=at)
    Meeting.objects.create(talk=talk, by=by, at=at, channel="phone", made_at=at)
    return talk


def given(person: Person, talk: Talk) -> set[int]:
    """Return whose look-backs on a talk somebody is given, in one question."""
    mine = Sealed.objects.visible_to(person).filter(look_back__talk=talk)
    return set(mine.values_list("made_by", flat=True))


class Side(Thread):
    """One of two, who looks back on every talk as soon as the other does the same."""

    def __init__(self, me: Person, talks: list[Talk], together: Barrier) -> None:
        super().__init__()
        self.me, self.talks, self.together = me, talks, together
        self.seen: list[set[int]] = []
        self.refused: list[BaseException] = []

    def run(self) -> None:
        try:
            for talk in self.talks:
                self.together.wait()
                self.seen.append(given(self.me, talk))
                look_back(talk, by=self.me, offer=Offer(uuid4(), 1, TWO), now=NOW)
                self.seen.append(given(self.me, talk))
        except BaseException as refused:  # noqa: BLE001 - told to the test below
            self.refused.append(refused)
            self.together.abort()
        finally:
            database.close()


@pytest.mark.django_db(transaction=True)
def test_of_two_hundred_pairs_at_once_never_one_opens_without_the_other(
    connection: Connection, anna: Person, bram: Person
) -> None:
    talks = [talk_held(connection, anna, number) for number in range(TRIES)]
    together = Barrier(2)
    sides = [Side(anna, talks, together), Side(bram, talks, together)]
    for side in sides:
        side.start()
    for side in sides:
        side.join()
    assert [side.refused for side in sides] == [[], []]
    both = {anna.pk, bram.pk}
    for side in sides:
        assert len(side.seen) == 2 * TRIES
        assert all(seen in (set(), {side.me.pk}, both) for seen in side.seen)
    assert LookBack.objects.count() == 2 * TRIES
    for talk in Talk.objects.with_two():
        assert talk.opened_at == NOW
        assert given(anna, talk) == given(bram, talk) == both


@pytest.mark.django_db(transaction=True)
def test_who_takes_back_while_the_other_looks_back_never_gets_one_side(
    connection: Connection, anna: Person, bram: Person
) -> None:
    for number in range(20):
        talk, mine = talk_held(connection, anna, number), Offer(uuid4(), 1, TWO)
        kept, _ = look_back(talk, by=anna, offer=mine, now=NOW)
        together = Barrier(2)

        def take_back(sealed: Sealed = kept.sealed, together: Barrier = together) -> None:
            together.wait()
            remove_record(sealed, by=anna)
            database.close()

        taking = Thread(target=take_back)
        taking.start()
        together.wait()
        look_back(talk, by=bram, offer=Offer(uuid4(), 1, TWO), now=NOW)
        taking.join()
        talk = Talk.objects.with_two().get(pk=talk.pk)
        there = set(talk.look_backs.values_list("by", flat=True))
        assert there == ({anna.pk, bram.pk} if talk.opened_at else {bram.pk})
        assert given(anna, talk) == (there if talk.opened_at else set())


@pytest.mark.django_db(transaction=True)
def test_a_finger_that_taps_many_times_wishes_once(connection: Connection, bram: Person) -> None:
    refused: list[Refusal] = []

    def tap() -> None:
        try:
            wish(connection, by=bram, now=NOW)
        except Refusal as refusal:
            refused.append(refusal)
        finally:
            database.close()

    taps = [Thread(target=tap) for _ in range(8)]
    for one in taps:
        one.start()
    for one in taps:
        one.join()
    assert refused == []
    assert Wish.objects.count() == 1
