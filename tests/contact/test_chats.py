"""A chat is read without its words, asks who its owner is, and proposes the others by name."""

import logging
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from tests.adapters.chats.exports import CANARY, Said, chat
from tests.conftest import SignIn
from tests.contact.letters import ANNA
from tests.contact.test_upload import english, send, work
from tests.keys import opened, overview_of
from tevoet.contact import overview
from tevoet.contact.models import Proposal
from tevoet.people.models import Connection, Person

NOW = datetime.now().replace(second=0, microsecond=0)  # noqa: DTZ005 - the clock of a phone
TALK = [
    Said(NOW - timedelta(days=days), who) for days in (22, 9, 8, 1) for who in ("Anna", "Bram J.")
]


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> Path:
    """Keep uploads of one test apart."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return tmp_path


def given(browser: Client, content: str, name: str = "Chat met Bram.txt") -> int:
    """Upload a chat and read it; return the number of its source."""
    source = send(browser, (name, content.encode()))
    assert source is not None
    work()
    return source.pk


def test_a_chat_asks_who_its_owner_is_and_then_whom_one_works_with(
    connection: Connection, anna: Person, sign_in: SignIn
) -> None:
    browser = english(sign_in(anna))
    number = given(browser, chat(TALK))
    page = browser.get(f"/sources/{number}/").content.decode()
    assert "Which of these names is yours?" in page
    assert "anna (WhatsApp)" in page
    answer = {
        "who-TOTAL_FORMS": "1", "who-INITIAL_FORMS": "1",
        "who-0-address": "whatsapp:anna", "who-0-otherwise": "me",
    }  # fmt: skip
    assert browser.post("/proposals/", answer).status_code == 302
    assert "Which of these names" not in browser.get(f"/sources/{number}/").content.decode()
    overview_of(anna)
    (asked,) = overview.unknown_to(anna, opened(anna))
    assert (asked.key, asked.names) == ("whatsapp:bram j.", ("Bram J.",))
    page = browser.get("/proposals/").content.decode()
    assert "8 chat messages" in page
    answer |= {"who-0-address": asked.key, "who-0-works": "on", "who-0-name": "Bram Jansen"}
    answer["who-0-otherwise"] = ""
    assert browser.post("/proposals/", answer).status_code == 302
    new = Proposal.objects.get(address=asked.key).person
    assert new is not None
    assert (new.name, new.addresses.count(), new.phone_numbers.count()) == ("Bram Jansen", 0, 0)


def test_no_word_of_a_chat_is_stored_or_logged(
    connection: Connection,
    anna: Person,
    sign_in: SignIn,
    own_folder: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    browser = english(sign_in(anna))
    broken = f"31-02-2026 09:30 - Bram: {CANARY}\n01-02-2026 09:30 - {CANARY}\n"
    number = given(browser, chat(TALK) + broken)
    page = browser.get(f"/sources/{number}/").content.decode()
    assert "what the chat program wrote itself" in page
    dump = own_folder / "everything.json"
    call_command("dumpdata", output=str(dump), verbosity=0)
    kept = dump.read_text() + caplog.text + page + repr(opened(anna).moments(anna))
    assert CANARY not in kept
    assert not any(CANARY.encode() in path.read_bytes() for path in own_folder.rglob("0*"))


def test_what_a_chat_does_not_tell_is_asked(
    connection: Connection, anna: Person, sign_in: SignIn
) -> None:
    browser = english(sign_in(anna))
    untold = b"03/04/2026, 09:30 - Anna: x\n03/04/2026, 09:31 - Bram: x\n"
    send(browser, ("chat.txt", untold))
    refused = work()
    assert refused.outcome["refusals"] == [{"reason": "day_or_month", "count": 2}]
    page = browser.get(f"/sources/{refused.source_id}/").content.decode()
    assert "About dates in chats" in page
    files = [SimpleUploadedFile("chat.txt", untold)]
    answer = browser.post("/sources/", {"files": files, "addresses": ANNA, "dates": "month"})
    assert answer.status_code == 302
    assert work().outcome["kept"] == 2
