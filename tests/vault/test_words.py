"""The pages around sealed words: who gets them, and what stands in them without a script."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.conftest import SignIn
from tests.keys import give_keys
from tevoet.engines.sealing.refusals import SealRefusal
from tevoet.people.actions.connections import end_connection
from tevoet.people.models import Connection, Person
from tevoet.vault.sentences import sentences

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def page(browser: Client, address: str) -> str:
    """Return a page as text."""
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_reflection_says_beforehand_who_reads(sign_in: SignIn, anna: Person) -> None:
    shown = page(sign_in(anna), "/me/reflection/")
    assert "Alleen jij kunt dit lezen." in shown
    assert "64 kB" in shown
    assert "Maak mijn sleutels" in shown
    give_keys(anna)
    assert 'data-act="unlock"' in page(sign_in(anna), "/me/reflection/")


def test_words_have_no_name_in_a_form(sign_in: SignIn, anna: Person) -> None:
    shown = page(sign_in(anna), "/me/reflection/")
    field = shown[shown.index("<textarea") : shown.index("</textarea>")]
    assert " name=" not in field, "a form around it would send the words"
    assert 'autocomplete="off"' in field
    assert 'spellcheck="false"' in field


@pytest.mark.usefixtures("connection")
def test_both_of_two_have_the_page_and_nobody_else(
    sign_in: SignIn, anna: Person, bram: Person, carla: Person, dirk: Person
) -> None:
    assert "Jij en Bram kunnen dit lezen" in page(sign_in(anna), f"/with/{bram.pk}/remember/")
    assert "Jij en Anna kunnen dit lezen" in page(sign_in(bram), f"/with/{anna.pk}/remember/")
    for stranger in (carla, dirk):
        for other in (anna, bram):
            assert sign_in(stranger).get(f"/with/{other.pk}/remember/").status_code == 404


def test_what_was_ended_has_no_field(
    connection: Connection, sign_in: SignIn, anna: Person, bram: Person
) -> None:
    end_connection(connection, by=bram, now=NOW)
    shown = page(sign_in(anna), f"/with/{bram.pk}/remember/")
    assert "Deze verbinding is gestopt." in shown
    assert "<sealed-field" not in shown


@pytest.mark.parametrize(("phone", "way"), [("+31201234567", "tel:"), ("", "mailto:bram@")])
@pytest.mark.usefixtures("connection")
def test_the_other_is_asked_in_one_step(
    phone: str, way: str, sign_in: SignIn, anna: Person, bram: Person
) -> None:
    if phone:
        bram.phone_numbers.create(number=phone)
    assert f'class="button first" href="{way}' in page(sign_in(anna), f"/with/{bram.pk}/remember/")


def test_somebody_without_an_account_is_invited_first(
    connection: Connection, sign_in: SignIn, anna: Person, bram: Person
) -> None:
    Person.objects.filter(pk=bram.pk).update(email=None)
    shown = page(sign_in(anna), f"/with/{bram.pk}/remember/")
    assert "Bram kan hier nog niet inloggen" in shown
    assert "mailto:" not in shown


def test_the_pages_are_found_from_me_and_from_a_connection(
    connection: Connection, sign_in: SignIn, anna: Person, bram: Person
) -> None:
    assert "/me/reflection/" in page(sign_in(anna), "/me/")
    assert f"/with/{bram.pk}/remember/" in page(sign_in(anna), f"/with/{bram.pk}/")


def test_every_refused_record_has_words_for_the_page() -> None:
    assert {one.slug for one in SealRefusal.__subclasses__()} <= sentences().keys()
