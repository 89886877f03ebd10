"""Who can read what is said to everybody, in the program and in the docs, without gaps."""

import pytest
from django.test import Client

from tests.conftest import SignIn
from tevoet.people.models import Person
from tevoet.vault import threats


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "en-gb"])
def test_a_stranger_may_read_it_before_having_an_account(language: str) -> None:
    browser = Client()
    browser.post("/language/", {"language": language})
    page = browser.get("/who-can-read/").content.decode()
    assert page.count("<details>") == len(threats.EVERYBODY)
    assert "tevoet verify" in page


def test_everybody_can_something_and_cannot_something() -> None:
    assert all(one.can and one.cannot for one in threats.EVERYBODY)
    assert len({str(one.who) for one in threats.EVERYBODY}) == len(threats.EVERYBODY) == 8


def test_it_is_found_from_me(sign_in: SignIn, anna: Person) -> None:
    assert 'href="/who-can-read/"' in sign_in(anna).get("/me/").content.decode()
