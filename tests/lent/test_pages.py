"""Pages come locked, and open for who has both halves of a loan."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from tests.conftest import SignIn
from tests.contact.letters import EVI
from tests.keys import give_keys, lend
from tevoet.contact.actions.sources import read_now
from tevoet.contact.lent import PART
from tevoet.contact.models import Arrival
from tevoet.people.models import Connection, Person
from tevoet.vault.loans import HEADER
from tevoet.vault.mirrorkey import MirrorKey

AGAIN = {"HX-Request": "true", "HX-Target": PART}
OPENED = {
    "/": "You two mailed back and forth",
    "/people/": "26 weeks",
    "/with/{bram}/": "In 28 days",
    "/sources/": "ziekmelding-bram.mbox",
    "/sources/{source}/": "ziekmelding-bram.mbox",
    "/proposals/": EVI,
}


@pytest.fixture
def source(anna: Person, bram: Person, key: MirrorKey, inbox: Path) -> int:
    """A source of Anna's: read, and not joined yet."""
    return read_now(anna, paths=[inbox]).source_id


@pytest.fixture
def annas(anna: Person, sign_in: SignIn) -> Client:
    """Anna's browser, in English."""
    client = sign_in(anna)
    client.cookies["tevoet-language"] = "en-gb"
    return client


def page(browser: Client, path: str, headers: dict[str, str] | None = None) -> str:
    """Return a page as text."""
    answer = browser.get(path, headers=headers or {})
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.fixture
def loan(annas: Client, key: MirrorKey) -> dict[str, str]:
    """What the page's script sends along while the key is on loan."""
    return AGAIN | {HEADER: lend(annas, key)[HEADER]}


@pytest.fixture(params=OPENED.items(), ids=list(OPENED))
def needing(request: pytest.FixtureRequest, source: int, bram: Person) -> tuple[str, str]:
    """A page that needs the mirror, and what stands there when it is open, and only then."""
    path, word = request.param
    return path.format(bram=bram.pk, source=source), word


def test_a_page_opens_with_a_loan_and_stays_locked_without(
    annas: Client, needing: tuple[str, str], loan: dict[str, str]
) -> None:
    path, word = needing
    opened = page(annas, path, loan)
    assert word in opened
    assert "data-lent" in opened
    assert "Close my mirror" in opened
    assert "data-sealed" not in opened
    locked = page(annas, path)
    assert "data-sealed" in locked
    assert word not in locked
    annas.post("/loan/ending/")
    again = page(annas, path, loan)
    assert "data-sealed" in again
    assert word not in again


def test_a_stolen_cookie_shows_the_locked_form_also_during_a_loan(
    annas: Client, needing: tuple[str, str], loan: dict[str, str], bram: Person, sign_in: SignIn
) -> None:
    path, word = needing
    assert word in page(annas, path, loan)
    thief = Client()
    thief.cookies = annas.cookies
    own = lend(sign_in(bram), give_keys(bram))
    for headers in ({}, AGAIN, AGAIN | own):
        assert word not in page(thief, path, headers)
    assert word in page(annas, path, loan)


def test_the_page_of_a_source_says_that_it_came_in_sealed(
    annas: Client, key: MirrorKey, source: int
) -> None:
    path = f"/sources/{source}/"
    assert "10 moments of contact came in, sealed." in page(annas, path)
    looks_on = annas.get(path, headers={"HX-Request": "true"} | lend(annas, key))
    assert looks_on.headers["HX-Refresh"] == "true"
    assert not Arrival.objects.exists()
    assert "10 moments of contact came in." in page(annas, path)


def test_who_has_no_keys_is_led_to_them(
    anna: Person, connection: Connection, annas: Client
) -> None:
    first = page(annas, "/sources/")
    assert "First make your keys" in first
    assert 'type="file"' not in first


def test_a_form_that_is_not_right_yet_is_not_swept_away(
    annas: Client, key: MirrorKey, source: int
) -> None:
    answer = annas.post("/sources/", {"addresses": "nobody"})
    assert answer.status_code == 422
    assert "data-sealed" not in answer.content.decode()


def test_answers_are_kept_without_a_loan(annas: Client, key: MirrorKey, source: int) -> None:
    told = {"who-TOTAL_FORMS": "1", "who-INITIAL_FORMS": "1", "who-0-address": EVI}
    answer = annas.post("/proposals/", {**told, "who-0-works": "on", "who-0-name": "Evi"})
    assert answer.status_code == 302
    assert Person.objects.filter(name="Evi").exists()
    opened = page(annas, "/people/", AGAIN | {HEADER: lend(annas, key)[HEADER]})
    assert "Evi" in opened
