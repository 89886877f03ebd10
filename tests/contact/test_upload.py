"""Uploading files, and what their page shows until they were read."""

import errno
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.conftest import SignIn
from tests.contact.letters import ANNA, BRAM, ping_pong
from tests.keys import opened, overview_of
from tevoet.contact import details, uploads
from tevoet.contact.actions.reading import read_in_background
from tevoet.contact.actions.sources import forget_uploads, upload
from tevoet.contact.models import Reading, Source
from tevoet.people.models import Connection, Person

SOURCES = "/sources/"


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> Path:
    """Keep uploads of one test apart."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return tmp_path / "uploads"


def send(client: Client, *files: tuple[str, bytes], addresses: str = ANNA) -> Source | None:
    """Upload files and return their source, or None when they were refused."""
    named = [SimpleUploadedFile(name, content) for name, content in files]
    answer = client.post(SOURCES, {"files": named, "addresses": addresses})
    assert answer.status_code in {302, 422}
    return Source.objects.get() if answer.status_code == 302 else None


def work() -> Reading:
    """Do what the worker does."""
    reading = Reading.objects.latest("pk")
    read_in_background.func(reading.pk)
    reading.refresh_from_db()
    return reading


def english(client: Client) -> Client:
    """Speak English with a browser."""
    client.cookies["tevoet-language"] = "en-gb"
    return client


def test_an_uploaded_mailbox_is_read_and_gone(
    connection: Connection, anna: Person, sign_in: SignIn, own_folder: Path
) -> None:
    browser = english(sign_in(anna))
    source = send(browser, ("inbox.mbox", ping_pong(BRAM, 6).encode()))
    assert source is not None
    assert details.names(opened(anna), source.names).name == "inbox.mbox"
    assert len(list(own_folder.rglob("*"))) == 2
    assert "waits for its turn" in browser.get(f"/sources/{source.pk}/").content.decode()
    assert work().state == Reading.State.ARRIVED
    page = browser.get(f"/sources/{source.pk}/").content.decode()
    assert "7 moments of contact came in" in page
    assert "every 1s" not in page
    assert list(own_folder.iterdir()) == []
    assert overview_of(anna).contacts[0].hints[0].kind == "better_as_a_call"


def test_the_page_looks_again_until_all_was_read(anna: Person, sign_in: SignIn) -> None:
    browser, asking = sign_in(anna), {"HX-Request": "true"}
    source = send(browser, ("inbox.mbox", ping_pong(BRAM, 6).encode()))
    assert source is not None
    part = browser.get(f"/sources/{source.pk}/", headers=asking)
    assert "every 1s" in part.content.decode()
    assert "<html" not in part.content.decode()
    work()
    assert browser.get(f"/sources/{source.pk}/", headers=asking).headers["HX-Refresh"] == "true"


def test_files_lie_in_private_places(anna: Person, sign_in: SignIn, own_folder: Path) -> None:
    send(sign_in(anna), ("inbox.mbox", b"From x"))
    (folder,) = own_folder.iterdir()
    (file,) = folder.iterdir()
    assert len(folder.name) == 32
    assert file.name == "0000"
    assert folder.stat().st_mode & 0o077 == 0


def test_the_name_of_a_saved_message_is_not_kept(anna: Person, sign_in: SignIn) -> None:
    source = send(sign_in(anna), ("Geheim ontslag.eml", b"From: a@b.example\n\n"))
    assert source is not None
    assert "ontslag" not in str(details.names(opened(anna), source.names))


def test_more_than_the_limit_is_refused(
    anna: Person, sign_in: SignIn, settings: Settings, own_folder: Path
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1000
    assert send(sign_in(anna), ("inbox.mbox", b"x" * 2000)) is None
    assert list(own_folder.glob("*")) == []


def test_files_of_one_person_that_wait_are_bounded(
    anna: Person, sign_in: SignIn, settings: Settings, own_folder: Path
) -> None:
    settings.WAITING_LIMIT_BYTES = 3 * uploads.MB
    browser = english(sign_in(anna))
    assert send(browser, ("inbox.mbox", b"From " + bytes(2 * uploads.MB))) is not None
    file = SimpleUploadedFile("sent.mbox", b"From " + bytes(2 * uploads.MB))
    answer = browser.post(SOURCES, {"files": [file], "addresses": ANNA})
    assert answer.status_code == 422
    assert "more than 3 MB of yours would wait" in answer.content.decode()
    assert len(list(own_folder.iterdir())) == 1
    work()
    file = SimpleUploadedFile("sent.mbox", b"From " + bytes(2 * uploads.MB))
    again = browser.post(SOURCES, {"files": [file], "addresses": ANNA})
    assert again.status_code == 302


def test_the_bound_counts_also_when_a_browser_did_not_say_how_much(
    anna: Person, settings: Settings
) -> None:
    settings.WAITING_LIMIT_BYTES = 10
    received = uploads.Received(uploads.new_folder(), [{"name": "a", "bytes": 11}])
    with pytest.raises(uploads.TooMuchWaits):
        upload(anna, received=received)
    assert not Source.objects.exists()


def test_a_full_disk_is_said_and_leaves_nothing(
    anna: Person, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, own_folder: Path
) -> None:
    def full(handler: uploads.PrivateUploadHandler, raw_data: bytes, start: int) -> None:
        handler._give_up(uploads.disk_refusal(OSError(errno.ENOSPC, "full")))

    monkeypatch.setattr(uploads.PrivateUploadHandler, "receive_data_chunk", full)
    browser = english(sign_in(anna))
    file = SimpleUploadedFile("inbox.mbox", b"From x")
    answer = browser.post(SOURCES, {"files": [file], "addresses": ANNA})
    assert answer.status_code == 422
    assert "disk of this installation is full" in answer.content.decode()
    assert list(own_folder.glob("*")) == []


def test_too_little_room_is_said_beforehand(
    anna: Person, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "free_bytes", lambda: 10)
    assert send(sign_in(anna), ("inbox.mbox", b"From x")) is None


@pytest.mark.parametrize("addresses", ["", "no address", "a@b"])
def test_without_an_own_address_nothing_is_kept(
    anna: Person, sign_in: SignIn, addresses: str, own_folder: Path
) -> None:
    assert send(sign_in(anna), ("inbox.mbox", b"From x"), addresses=addresses) is None
    assert list(own_folder.glob("*")) == []


def test_without_files_one_is_asked_for_them(anna: Person, sign_in: SignIn) -> None:
    assert send(sign_in(anna)) is None


def test_the_address_of_a_colleague_is_not_mine(
    anna: Person, bram: Person, sign_in: SignIn, own_folder: Path
) -> None:
    assert send(sign_in(anna), ("inbox.mbox", b"From x"), addresses=f"{ANNA}\n{BRAM}") is None
    assert list(own_folder.glob("*")) == []
    assert anna.addresses.count() == 1


def test_too_many_files_are_refused(anna: Person, sign_in: SignIn, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 3
    assert send(sign_in(anna), *[(f"{n}.eml", b"x") for n in range(4)]) is None


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty"),
        (bytes(range(256)) * 8, "no mailbox, calendar, call log or chat"),
        (b"PK\x03\x04\x14\x00\x01\x00\x63\x00" + bytes(200), "This zip is damaged"),
        (b"!BDN" + bytes(600), "Outlook data file"),
    ],
)
def test_a_wrong_file_is_explained(
    anna: Person, sign_in: SignIn, content: bytes, says: str
) -> None:
    browser = english(sign_in(anna))
    source = send(browser, ("file", content))
    assert source is not None
    assert work().state == Reading.State.REFUSED
    page = browser.get(f"/sources/{source.pk}/").content.decode()
    assert says in page
    assert "There was no mail, meeting or call in these files" in page


def test_an_upload_from_elsewhere_is_refused(anna: Person, own_folder: Path) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(anna)
    browser.cookies["tevoet-csrf"] = "a" * 32
    file = SimpleUploadedFile("inbox.mbox", b"From x")
    assert browser.post(SOURCES, {"files": [file], "addresses": ANNA}).status_code == 403
    assert list(own_folder.glob("*")) == []


def test_a_stranger_cannot_upload(own_folder: Path, db: None) -> None:
    file = SimpleUploadedFile("inbox.mbox", b"From x")
    answer = Client().post(SOURCES, {"files": [file], "addresses": ANNA})
    assert answer.status_code == 302
    assert not own_folder.exists()


def test_files_nobody_waits_for_are_forgotten_after_a_day(
    anna: Person, sign_in: SignIn, own_folder: Path
) -> None:
    source = send(sign_in(anna), ("inbox.mbox", b"From x"))
    assert source is not None
    Reading.objects.update(ended_at=datetime.now(UTC))
    assert forget_uploads(datetime.now(UTC)) == 0
    assert forget_uploads(datetime.now(UTC) + timedelta(hours=25)) == 1
    assert list(own_folder.iterdir()) == []
    source.refresh_from_db()
    assert not source.may_be_read_again


@pytest.mark.parametrize("name", ["source", "interruption", "resumption", "removal"])
def test_bram_and_dirk_find_no_source_of_anna(
    anna: Person, bram: Person, dirk: Person, sign_in: SignIn, name: str
) -> None:
    source = send(sign_in(anna), ("inbox.mbox", b"From x"))
    assert source is not None
    address = reverse(f"contact:{name}", args=[source.pk])
    for other in (bram, dirk):
        browser = sign_in(other)
        ask = browser.get if name == "source" else browser.post
        assert ask(address).status_code == 404
        assert f"/sources/{source.pk}/" not in browser.get(SOURCES).content.decode()


def test_files_of_somebody_else_are_said_to_be_so(anna: Person, sign_in: SignIn) -> None:
    browser, own = english(sign_in(anna)), "anna@thuis.example"
    source = send(browser, ("inbox.mbox", ping_pong(BRAM, 6).replace(ANNA, own).encode()))
    assert source is not None
    work()
    page = browser.get(f"/sources/{source.pk}/").content.decode()
    said = page.index("None of your addresses is in these files")
    assert said < page.index("moments of contact came in")
    assert page.index(own) > said
    told = {"who-TOTAL_FORMS": "1", "who-INITIAL_FORMS": "1"}
    mine = {"who-0-address": own, "who-0-otherwise": "me"}
    assert browser.post("/proposals/", told | mine).status_code == 302
    assert own in {one.address for one in anna.addresses.all()}
    assert "None of your" not in browser.get(f"/sources/{source.pk}/").content.decode()


def test_why_nothing_could_be_read_stands_on_top(anna: Person, sign_in: SignIn) -> None:
    browser = english(sign_in(anna))
    source = send(browser, ("foto.png", b"\x89PNG" + bytes(99)), ("all.zip", b"PK\x03\x04mail"))
    assert source is not None
    work()
    page = browser.get(f"/sources/{source.pk}/").content.decode()
    assert "<p>foto.png: This is no mailbox, calendar, call log or chat" in page
    assert "<p>all.zip: This zip is damaged. Pack the files anew, and give that zip.</p>" in page
    assert "<table>" not in page
