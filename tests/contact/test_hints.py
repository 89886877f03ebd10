"""After a hint: one tap says whether one called and whether it helped, sealed for its owner."""

import json
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from tests.conftest import SignIn
from tests.contact.letters import BRAM, mailbox, ping_pong
from tests.keys import opened, overview_of, read_now
from tevoet.contact.actions import hinting
from tevoet.contact.export import files_of
from tevoet.contact.hintnotes import book_of
from tevoet.contact.models import HintNote
from tevoet.contact.records import Hint
from tevoet.engines.mirror.hintbook import Book, Key, Settings
from tevoet.people.actions.persons import remove_person
from tevoet.people.models import Connection, Person


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Mail that went to and fro six times with Bram."""
    return mailbox(tmp_path / "inbox", ping_pong(BRAM, 6))


@pytest.fixture
def read(connection: Connection, anna: Person, inbox: Path) -> None:
    """Anna has read it, on her own machine."""
    read_now(anna, paths=[inbox])


def hint_of(anna: Person) -> Hint | None:
    """Return the hint about Bram."""
    (bram,) = overview_of(anna).contacts
    return bram.call


def book(anna: Person) -> Book:
    """Open the book."""
    return book_of(anna, opened(anna))


def tapped(browser: Client, connection: Connection, hint: Hint, answer: str) -> None:
    """Tap an answer on a page."""
    told = {"connection": connection.pk, "exchange": hint.exchange, "answer": answer}
    assert browser.post("/hints/answers/", {**told, "next": "/"}).headers["Location"] == "/"


@pytest.mark.usefixtures("read")
def test_a_hint_that_was_shown_is_answered_with_one_tap_and_does_not_come_back(
    anna: Person, bram: Person, connection: Connection, sign_in: SignIn
) -> None:
    browser, hint = sign_in(anna), hint_of(anna)
    assert hint is not None
    page = browser.get(f"/with/{bram.pk}/").content.decode()
    assert "Waarom deze wenk?" in page
    assert "Ja, het hielp" in page
    tapped(browser, connection, hint, "helped")
    assert book(anna).counts() == {"helped": 1, "did_not_help": 0, "not_called": 0, "": 0}
    assert hint_of(anna) is None
    page = browser.get("/hints/").content.decode()
    assert "Beantwoord: 1. Gepraat: 1. Geholpen: 1." in page


@pytest.mark.usefixtures("read")
def test_a_hint_is_noted_once_a_day_and_all_rows_become_one(
    anna: Person, bram: Person, sign_in: SignIn
) -> None:
    browser = sign_in(anna)
    for _ in range(3):
        browser.get(f"/with/{bram.pk}/")
        browser.get("/")
    assert HintNote.objects.count() == 1
    hinting.set_hints(anna, on=True, soft=5, firm=6)
    assert HintNote.objects.count() == 2
    browser.get("/hints/")
    assert HintNote.objects.count() == 1
    assert (book(anna).settings.soft, len(book(anna).shown)) == (5, 1)


@pytest.mark.usefixtures("read")
def test_settings_decide_which_hints_there_are(anna: Person, connection: Connection) -> None:
    for soft, firm, is_there in ((4, 6, True), (6, 7, True), (7, 8, False)):
        hinting.set_hints(anna, on=True, soft=soft, firm=firm)
        assert (hint_of(anna) is not None) == is_there
    hinting.set_hints(anna, on=False, soft=4, firm=6)
    assert hint_of(anna) is None
    hinting.set_hints(anna, on=True, soft=4, firm=6)
    hinting.mute_hints(connection, owner=anna, muted=True)
    assert hint_of(anna) is None
    hinting.mute_hints(connection, owner=anna, muted=False)
    assert hint_of(anna) is not None


@pytest.mark.usefixtures("read")
@pytest.mark.parametrize("numbers", [("3", "6"), ("4", "13"), ("8", "5"), ("", "6")])
def test_settings_out_of_bounds_are_refused(
    anna: Person, sign_in: SignIn, numbers: tuple[str, str]
) -> None:
    told = {"on": "on", "soft": numbers[0], "firm": numbers[1]}
    answer = sign_in(anna).post("/hints/settings/", told)
    assert answer.status_code == 422
    assert book(anna).settings == Settings()


@pytest.mark.usefixtures("read")
def test_one_hint_or_all_are_removed(
    anna: Person, bram: Person, connection: Connection, sign_in: SignIn
) -> None:
    browser = sign_in(anna)
    for told in ({"connection": connection.pk, "exchange": ""}, {"all": "yes"}):
        browser.get(f"/with/{bram.pk}/")
        (shown,) = book(anna).shown.values()
        if "exchange" in told:
            told["exchange"] = shown.key.exchange
        assert browser.post("/hints/removal/", told).status_code == 302
        browser.get("/hints/")
        assert book(anna).shown == {}


@pytest.mark.usefixtures("read")
def test_what_was_said_of_hints_comes_along_and_goes_at_removal(
    anna: Person, bram: Person, sign_in: SignIn
) -> None:
    sign_in(anna).get(f"/with/{bram.pk}/")
    entries = json.loads(dict(files_of(anna))["hints.json"])
    assert [one["what"] for one in entries] == ["settings", "shown"]
    remove_person(anna)
    assert not HintNote.objects.exists()


@pytest.mark.usefixtures("read")
def test_bram_and_dirk_see_and_change_nothing_of_it(
    anna: Person, bram: Person, dirk: Person, connection: Connection, sign_in: SignIn
) -> None:
    sign_in(anna).get(f"/with/{bram.pk}/")
    (shown,) = book(anna).shown.values()
    assert sign_in(dirk).post("/hints/mutes/", {"connection": connection.pk}).status_code == 404
    for other in (bram, dirk):
        browser = sign_in(other)
        tapped(browser, connection, hint_with(shown.key), "helped")
        assert browser.get("/hints/").context["page"].rows == []
    assert book(anna).counts()["helped"] == 0


def hint_with(key: Key) -> Hint:
    """Return a hint of which only the exchange matters."""
    now = timezone.now()
    return Hint("better_as_a_call", "firm", 6, now, now, "turns", {}, "", key.exchange)


def test_key_is_a_hash_and_a_time(anna: Person, sign_in: SignIn) -> None:
    told = {"connection": "1", "exchange": "<b>", "answer": "helped"}
    assert sign_in(anna).post("/hints/answers/", told).status_code == 302
    assert not HintNote.objects.exists()
