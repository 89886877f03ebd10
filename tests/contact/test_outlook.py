"""Outlook's files and zips on the page where files are given."""

import io
import zipfile
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.conftest import SignIn
from tests.contact.letters import ANNA, BRAM, ping_pong
from tests.contact.test_upload import english, send, work
from tevoet.adapters.outlook import store
from tevoet.contact.models import Reading
from tevoet.people.models import Connection, Person

STORE = b"!BDN mail bad mail"  # a text that the worker of the tests reads


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> Path:
    """Keep uploads of one test apart."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return tmp_path / "uploads"


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read stores by the worker of the tests."""
    monkeypatch.setattr(store, "WORKER", "tests.adapters.outlook.broken_worker")


@pytest.mark.usefixtures("worker")
def test_a_password_and_what_was_not_readable_are_said(anna: Person, sign_in: SignIn) -> None:
    browser = english(sign_in(anna))
    source = send(browser, ("archive.pst", STORE), addresses="anna@example.org")
    assert source is not None
    assert work().state == Reading.State.ARRIVED
    page = browser.get(f"/sources/{source.pk}/").content.decode()
    assert "2 moments of contact came in" in page
    assert "does not lock the file with it" in page
    assert "The headers of the message are broken." in page


def test_without_the_library_the_page_says_what_the_keeper_types(
    anna: Person, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "LIBRARY", "there_is_no_such_library")
    browser = english(sign_in(anna))
    source = send(browser, ("archive.pst", STORE))
    assert source is not None
    assert work().state == Reading.State.REFUSED
    assert "types: make outlook" in browser.get(f"/sources/{source.pk}/").content.decode()


def test_a_zip_is_read_and_nothing_of_it_stays(
    connection: Connection, anna: Person, sign_in: SignIn, own_folder: Path
) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("Takeout/Mail/All mail.mbox", ping_pong(BRAM, 6))
        archive.writestr("Takeout/browse.html", "<html>")
    browser = english(sign_in(anna))
    source = send(browser, ("takeout.zip", whole.getvalue()), addresses=ANNA)
    assert source is not None
    reading = work()
    assert (reading.state, reading.outcome["kept"]) == (Reading.State.ARRIVED, 7)
    assert reading.outcome["refusals"] == [{"reason": "unknown_kind", "count": 1}]
    assert list(own_folder.iterdir()) == []


@pytest.mark.usefixtures("worker")
def test_a_store_in_a_zip_is_read_as_well(anna: Person, sign_in: SignIn) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("archive.pst", STORE)
    send(english(sign_in(anna)), ("a.zip", whole.getvalue()), addresses="anna@example.org")
    outcome = work().outcome
    assert (outcome["kept"], outcome["remarks"]) == (2, ["store_has_password"])
