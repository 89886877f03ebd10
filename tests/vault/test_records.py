"""Sealed records: who may keep, read and remove which. The server reads none of it."""

from base64 import b64decode
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import SignIn
from tests.vault.files import Desk, sealed_for
from tevoet.people.actions.connections import end_connection
from tevoet.people.models import Connection, Person
from tevoet.vault.actions.records import Offer, add_revision
from tevoet.vault.models import Keyring, Revision, Sealed

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
RECORD = UUID("7e40e7a4-0000-4000-8000-000000000001")


@pytest.fixture
def own(anna: Person) -> Sealed:
    """Words of Anna to herself."""
    kept, _ = add_revision(Offer(RECORD, 1, sealed_for(1)), by=anna, now=NOW)
    return kept.sealed


@pytest.fixture
def shared(connection: Connection, anna: Person) -> Sealed:
    """Words of Anna for Bram and her."""
    offer = Offer(RECORD, 1, sealed_for(2), connection)
    kept, _ = add_revision(offer, by=anna, now=NOW)
    return kept.sealed


def test_own_words_are_kept_to_the_byte(sign_in: SignIn, anna: Person) -> None:
    desk, content = Desk(sign_in(anna)), sealed_for(1)
    answer = desk.keep(content, record=RECORD)
    assert answer.status_code == 201
    (row,) = desk.browser.get("/sealed/?own").json()["records"]
    assert (row["record"], row["revision"], row["by"]) == (str(RECORD), 1, anna.pk)
    assert b64decode(row["age"]) == content
    assert Sealed.objects.get().connection is None


def test_words_between_two_are_read_and_changed_by_both(
    connection: Connection, sign_in: SignIn, anna: Person, bram: Person
) -> None:
    mine, theirs = Desk(sign_in(anna)), Desk(sign_in(bram))
    assert mine.keep(sealed_for(2), record=RECORD, other=bram.pk).status_code == 201
    assert theirs.keep(sealed_for(2), 2, record=RECORD, other=anna.pk).status_code == 201
    (row,) = mine.browser.get(f"/sealed/?with={bram.pk}").json()["records"]
    assert (row["revision"], row["by"]) == (2, bram.pk)
    assert [one["revision"] for one in theirs.all_of(RECORD)] == [1, 2]
    assert mine.browser.get("/sealed/?own").json()["records"] == []


def test_the_leader_sees_nothing_of_words_to_oneself(
    connection: Connection, sign_in: SignIn, anna: Person, bram: Person
) -> None:
    Desk(sign_in(bram)).keep(sealed_for(1), record=RECORD)
    leader = Desk(sign_in(anna))
    assert leader.browser.get("/sealed/?own").json()["records"] == []
    assert leader.browser.get(f"/sealed/?with={bram.pk}").json()["records"] == []
    assert leader.browser.get(f"/sealed/{RECORD}/").status_code == 404
    assert leader.keep(sealed_for(1), 2, record=RECORD).status_code == 404
    assert leader.keep(sealed_for(1), 1, record=RECORD).status_code == 404
    assert leader.browser.post(f"/sealed/{RECORD}/removal/").status_code == 404


@pytest.mark.usefixtures("shared")
def test_dirk_finds_nothing_here(sign_in: SignIn, anna: Person, dirk: Person) -> None:
    desk = Desk(sign_in(dirk))
    assert desk.browser.get(f"/sealed/{RECORD}/").status_code == 404
    assert desk.browser.get(f"/sealed/?with={anna.pk}").status_code == 404
    assert desk.browser.get(f"/sealed/?own&after={RECORD}").status_code == 404
    assert desk.keep(sealed_for(2), 1, record=RECORD).status_code == 404
    assert desk.keep(sealed_for(2), 2, record=RECORD).status_code == 404
    assert desk.keep(sealed_for(2), other=anna.pk).status_code == 404
    assert desk.keep(sealed_for(2), 2).status_code == 404
    assert Revision.objects.count() == 1


@pytest.mark.usefixtures("shared")
def test_a_colleague_of_both_finds_nothing_either(
    sign_in: SignIn, carla: Person, keeper: Person
) -> None:
    for person in (carla, keeper):
        assert sign_in(person).get(f"/sealed/{RECORD}/").status_code == 404


def test_a_stranger_is_asked_to_sign_in(db: None) -> None:
    for address in ("/sealed/?own", f"/sealed/{RECORD}/"):
        assert Client().get(address).status_code == 302
    assert Desk(Client()).keep(sealed_for(1)).status_code == 302
    assert not Sealed.objects.exists()


def test_nobody_shares_with_oneself(connection: Connection, sign_in: SignIn, anna: Person) -> None:
    desk = Desk(sign_in(anna))
    assert desk.browser.get(f"/sealed/?with={anna.pk}").status_code == 404
    assert desk.keep(sealed_for(2), other=anna.pk).status_code == 404


def test_what_was_ended_is_read_and_not_written(
    shared: Sealed, connection: Connection, sign_in: SignIn, anna: Person, bram: Person
) -> None:
    end_connection(connection, by=bram, now=NOW)
    desk = Desk(sign_in(anna))
    assert len(desk.all_of(RECORD)) == 1
    answer = desk.keep(sealed_for(2), 2, record=RECORD)
    assert (answer.status_code, answer.json()["slug"]) == (422, "connection-was-ended")
    assert desk.keep(sealed_for(2), other=bram.pk).status_code == 422
    assert Sealed.objects.count() == 1


def test_own_words_can_be_removed_for_good(own: Sealed, sign_in: SignIn, anna: Person) -> None:
    assert sign_in(anna).post(f"/sealed/{RECORD}/removal/").status_code == 204
    assert not Revision.objects.exists()
    assert not Sealed.objects.exists()


def test_words_between_two_are_not_one_persons_to_remove(
    shared: Sealed, sign_in: SignIn, anna: Person
) -> None:
    assert sign_in(anna).post(f"/sealed/{RECORD}/removal/").status_code == 404
    assert Sealed.objects.exists()


def test_the_pins_stay_with_their_keyring(own: Sealed, sign_in: SignIn, anna: Person) -> None:
    Keyring.objects.create(id=RECORD, person=anna, public="{}", fingerprint="0" * 64, made_at=NOW)
    assert sign_in(anna).post(f"/sealed/{RECORD}/removal/").status_code == 404


def test_a_refused_record_is_counted_by_its_name_alone(
    sign_in: SignIn, anna: Person, caplog: pytest.LogCaptureFixture
) -> None:
    browser = sign_in(anna)
    address = reverse("vault:refusals")
    assert browser.post(address, {"slug": "forged"}).status_code == 204
    assert caplog.messages == ["A browser refused a sealed record: forged"]
    assert browser.post(address, {"slug": "iets geheims"}).status_code == 422
    assert len([line for line in caplog.messages if "geheims" in line]) == 0


@pytest.mark.parametrize("asked", ["?with=zes", "?after=niets", f"?own&after={RECORD}"])
def test_a_question_that_means_nothing_is_said_to(
    asked: str, sign_in: SignIn, anna: Person
) -> None:
    assert sign_in(anna).get(f"/sealed/{asked}").status_code in {404, 422}


def test_some_are_asked_for_by_their_numbers(
    sign_in: SignIn, connection: Connection, anna: Person, bram: Person
) -> None:
    desk, records = Desk(sign_in(anna)), [uuid4(), uuid4(), uuid4()]
    for record in records:
        desk.keep(sealed_for(2), record=record, other=bram.pk)
    asked = f"/sealed/?with={bram.pk}&number={records[0]}&number={records[2]}&number={uuid4()}"
    rows = desk.browser.get(asked).json()["records"]
    assert {row["record"] for row in rows} == {str(records[0]), str(records[2])}
    assert desk.browser.get("/sealed/?own&number=iets").status_code == 422
