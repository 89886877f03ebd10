"""What a colleague, and a thief of a cookie, tried on sealed words with the code open."""

from datetime import UTC, datetime

import pytest
from pytest_django import Settings

from tests.conftest import SignIn, prove
from tests.keys import give_keys
from tests.vault.files import Desk, sealed_for
from tests.vault.waysmade import new_keys
from tevoet.people.models import Connection, Person
from tevoet.vault.models import Keyring, Revision, Sealed

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize("between", [True, False])
def test_a_colleague_cannot_take_the_number_that_pins_stand_under(
    between: bool, connection: Connection, sign_in: SignIn, anna: Person, bram: Person
) -> None:
    give_keys(anna)
    number = Keyring.objects.get(person=anna).pk
    theirs, mine = Desk(sign_in(bram)), Desk(sign_in(anna))
    other = anna.pk if between else None
    answer = theirs.keep(sealed_for(2 if between else 1), record=number, other=other)
    assert answer.status_code == 404
    assert mine.keep(sealed_for(1), record=number).status_code == 201
    assert Sealed.objects.get().made_by == anna


def test_pins_are_never_between_two(
    connection: Connection, sign_in: SignIn, anna: Person, bram: Person
) -> None:
    give_keys(anna)
    number = Keyring.objects.get(person=anna).pk
    answer = Desk(sign_in(anna)).keep(sealed_for(2), record=number, other=bram.pk)
    assert answer.status_code == 404
    assert not Sealed.objects.exists()


def test_the_number_of_a_keyring_is_told_to_its_owner_alone(
    connection: Connection, sign_in: SignIn, anna: Person, bram: Person
) -> None:
    give_keys(anna)
    told = sign_in(bram).get(f"/keyrings/{anna.pk}/").json()
    assert set(told) == {"public", "fingerprint"}
    assert str(Keyring.objects.get(person=anna).pk) not in str(told)


def test_all_words_of_one_person_have_a_bound(
    settings: Settings, sign_in: SignIn, anna: Person, bram: Person
) -> None:
    one = sealed_for(1)
    settings.WORDS_LIMIT_BYTES = 2 * len(one)
    desk = Desk(sign_in(anna))
    kept = [desk.keep(one) for _ in range(3)]
    assert [answer.status_code for answer in kept] == [201, 201, 422]
    assert kept[-1].json()["slug"] == "words-are-full"
    assert Revision.objects.count() == Sealed.objects.count() == 2
    assert Desk(sign_in(bram)).keep(one).status_code == 201
    desk.browser.post(f"/sealed/{kept[0].json()['record']}/removal/")
    assert desk.keep(one).status_code == 201


def test_words_of_the_other_do_not_count_as_mine(
    settings: Settings, connection: Connection, sign_in: SignIn, anna: Person, bram: Person
) -> None:
    one = sealed_for(2)
    settings.WORDS_LIMIT_BYTES = 3 * len(one)
    theirs, mine = Desk(sign_in(bram)), Desk(sign_in(anna))
    record = theirs.keep(one, other=anna.pk).json()["record"]
    for number in (2, 3):
        assert theirs.keep(one, number, record=record).status_code == 201
    assert theirs.keep(one, 4, record=record).status_code == 422
    assert mine.keep(one, 4, record=record).status_code == 201


def test_a_stolen_session_makes_no_first_keys(sign_in: SignIn, anna: Person) -> None:
    stolen = sign_in(anna)
    assert stolen.get("/me/keys/").headers["Location"].startswith("/accounts/again/")
    answer = stolen.post("/me/keys/", new_keys().posted())
    assert (answer.status_code, answer.json()["slug"]) == (422, "not-proved-lately")
    assert not Keyring.objects.exists()
    assert prove(stolen).get("/me/keys/").status_code == 200
    assert stolen.post("/me/keys/", new_keys().posted()).status_code == 201
