"""Looking back, each apart: it opens for both at once or for neither, and then stays as it was."""

from uuid import uuid4

import pytest

from tests.conftest import SignIn
from tests.talks.conftest import DAY, NOW, TWO, LookBackBy, Side
from tests.vault.files import Desk, sealed_for
from tevoet.people.actions.connections import ConnectionWasEnded, end_connection
from tevoet.people.actions.persons import remove_person
from tevoet.people.export import files_of
from tevoet.people.models import Connection, Person
from tevoet.talks.actions.between import NotBetweenYou
from tevoet.talks.actions.looking_back import (
    LookBackIsOver,
    LookedBackElsewhere,
    NotHeldYet,
    look_back,
)
from tevoet.talks.actions.planning import begin
from tevoet.talks.models import LookBack, Talk
from tevoet.vault.actions.records import Offer, OpenedForBoth, RevisionTaken, add_revision
from tevoet.vault.models import Revision, Sealed


def served(desk: Desk, other: Person, record: object) -> list[bool]:
    """Say on which ways somebody is given a record: in the list, alone, and taken along."""
    rows = desk.browser.get(f"/sealed/?with={other.pk}").json()["records"]
    alone = desk.browser.get(f"/sealed/{record}/").status_code == 200
    return [str(record) in {row["record"] for row in rows}, alone]


def taken_along(person: Person) -> str:
    """Return everything somebody takes along, as one text with the names of the files."""
    return "".join(name + content.decode(errors="replace") for name, content in files_of(person))


def test_the_other_is_given_nothing_before_their_own_is_in(
    side: Side, look_back_by: LookBackBy, sign_in: SignIn
) -> None:
    mine, theirs = Desk(sign_in(side.me)), Desk(sign_in(side.other))
    record = look_back_by(side.me)
    assert served(mine, side.other, record) == [True, True]
    assert served(theirs, side.me, record) == [False, False]
    assert str(record) in taken_along(side.me)
    assert f"words/with-{side.me.name.lower()}" not in taken_along(side.other)
    assert theirs.keep(TWO, 2, record=record).status_code == 404
    assert theirs.keep(TWO, 1, record=record, other=side.me.pk).status_code == 404
    assert theirs.browser.post(f"/sealed/{record}/removal/").status_code == 404
    assert not Revision.objects.visible_to(side.other).exists()


def test_the_second_one_opens_both(
    side: Side, held: Talk, look_back_by: LookBackBy, sign_in: SignIn
) -> None:
    first, second = look_back_by(side.me), look_back_by(side.other, at=NOW + DAY)
    held.refresh_from_db()
    assert held.opened_at == NOW + DAY
    for person, other in ((side.me, side.other), (side.other, side.me)):
        for record in (first, second):
            assert served(Desk(sign_in(person)), other, record) == [True, True]
            assert str(record) in taken_along(person)


def test_nothing_changes_after_it_opened(
    side: Side, look_back_by: LookBackBy, sign_in: SignIn
) -> None:
    first, _ = look_back_by(side.me), look_back_by(side.other)
    desk = Desk(sign_in(side.me))
    answer = desk.keep(TWO, 2, record=first)
    assert (answer.status_code, answer.json()["slug"]) == (422, "opened-for-both")
    assert desk.browser.post(f"/sealed/{first}/removal/").status_code == 404
    assert desk.all_of(first)[0]["closed"] is True
    with pytest.raises(OpenedForBoth):
        add_revision(Offer(first, 2, sealed_for(2)), by=side.other, now=NOW)


def test_while_it_waits_its_writer_may_change_it_and_take_it_back(
    side: Side, held: Talk, look_back_by: LookBackBy, sign_in: SignIn
) -> None:
    record, desk = look_back_by(side.me), Desk(sign_in(side.me))
    assert desk.keep(TWO, 2, record=record).status_code == 201
    assert desk.browser.post(f"/sealed/{record}/removal/").status_code == 204
    assert held.look_backs.of(side.me) is None
    look_back_by(side.other)
    held.refresh_from_db()
    assert held.opened_at is None
    look_back_by(side.me)
    held.refresh_from_db()
    assert held.opened_at == NOW


def test_after_two_weeks_each_keeps_their_own(
    side: Side, held: Talk, look_back_by: LookBackBy, sign_in: SignIn
) -> None:
    record = look_back_by(side.me)
    with pytest.raises(LookBackIsOver):
        look_back_by(side.other, at=NOW + 14 * DAY)
    assert served(Desk(sign_in(side.me)), side.other, record) == [True, True]
    assert served(Desk(sign_in(side.other)), side.me, record) == [False, False]
    waiting = Talk.objects.visible_to(side.other)
    assert list(waiting.waiting_for(side.other, NOW + 13 * DAY)) == [held]
    assert not waiting.waiting_for(side.other, NOW + 14 * DAY).exists()
    assert not waiting.waiting_for(side.me, NOW).exists()


def test_on_the_last_day_it_still_opens(side: Side, held: Talk, look_back_by: LookBackBy) -> None:
    look_back_by(side.me)
    look_back_by(side.other, at=NOW + 14 * DAY - DAY / 2)
    held.refresh_from_db()
    assert held.opened_at is not None


def test_the_same_bytes_sent_twice_are_kept_once(side: Side, held: Talk) -> None:
    offer = Offer(uuid4(), 1, TWO)
    assert look_back(held, by=side.me, offer=offer, now=NOW)[1] is True
    assert look_back(held, by=side.me, offer=offer, now=NOW + 20 * DAY)[1] is False
    look_back(held, by=side.other, offer=Offer(uuid4(), 1, TWO), now=NOW)
    assert look_back(held, by=side.me, offer=offer, now=NOW)[1] is False
    assert LookBack.objects.count() == Revision.objects.count() == 2


def test_two_devices_do_not_look_back_twice(
    side: Side, held: Talk, look_back_by: LookBackBy
) -> None:
    look_back_by(side.me)
    with pytest.raises(LookedBackElsewhere):
        look_back(held, by=side.me, offer=Offer(uuid4(), 1, TWO), now=NOW)


def test_words_that_lay_open_before_are_no_look_back(side: Side, held: Talk) -> None:
    offer = Offer(uuid4(), 1, TWO, side.connection)
    add_revision(offer, by=side.me, now=NOW)
    with pytest.raises(RevisionTaken):
        look_back(held, by=side.me, offer=offer, now=NOW)
    assert not LookBack.objects.exists()


def test_the_record_of_one_talk_is_no_look_back_on_another(
    side: Side, held: Talk, look_back_by: LookBackBy
) -> None:
    record = look_back_by(side.me)
    other = Talk.objects.create(connection=side.connection, by=side.me, at=NOW, ended_at=NOW)
    other_meeting = held.meeting
    other_meeting.pk, other_meeting.talk = None, other
    other_meeting.save()
    with pytest.raises(RevisionTaken):
        look_back(other, by=side.me, offer=Offer(record, 1, TWO), now=NOW)


def test_what_was_not_held_is_not_looked_back_on(side: Side) -> None:
    talk = begin(side.connection, by=side.me, now=NOW)
    with pytest.raises(NotHeldYet):
        look_back(talk, by=side.me, offer=Offer(uuid4(), 1, TWO), now=NOW)


def test_what_was_ended_opens_no_more(
    side: Side, held: Talk, look_back_by: LookBackBy, sign_in: SignIn
) -> None:
    record = look_back_by(side.me)
    end_connection(held.connection, by=side.me, now=NOW)
    with pytest.raises(ConnectionWasEnded):
        look_back_by(side.other)
    assert served(Desk(sign_in(side.me)), side.other, record) == [True, True]
    assert served(Desk(sign_in(side.other)), side.me, record) == [False, False]


@pytest.mark.usefixtures("connection")
def test_dirk_and_carla_look_back_on_nothing_here(
    held: Talk, carla: Person, dirk: Person, look_back_by: LookBackBy, anna: Person
) -> None:
    look_back_by(anna)
    for stranger in (carla, dirk):
        with pytest.raises(NotBetweenYou):
            look_back(held, by=stranger, offer=Offer(uuid4(), 1, TWO), now=NOW)
        assert not Talk.objects.visible_to(stranger).exists()
        assert not LookBack.objects.visible_to(stranger).exists()
        assert not Sealed.objects.visible_to(stranger).exists()


def test_who_goes_takes_along_what_the_other_never_had(
    connection: Connection, look_back_by: LookBackBy, anna: Person, bram: Person
) -> None:
    look_back_by(anna)
    remove_person(anna)
    assert not Sealed.objects.exists()
    assert not LookBack.objects.exists()


def test_who_goes_leaves_the_other_theirs_and_what_opened(
    held: Talk, look_back_by: LookBackBy, anna: Person, bram: Person
) -> None:
    record = look_back_by(bram)
    remove_person(anna)
    assert [one.pk for one in Sealed.objects.visible_to(bram)] == [record]
    assert Talk.objects.visible_to(bram).get() == held


def test_what_opened_stays_when_one_goes(
    held: Talk, look_back_by: LookBackBy, anna: Person, bram: Person
) -> None:
    records = {look_back_by(bram), look_back_by(anna)}
    remove_person(anna)
    assert {one.pk for one in Sealed.objects.visible_to(bram)} == records
    assert LookBack.objects.count() == 2
