"""Somebody who began alone brings everything along to the Tevoet of the team."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, Request, expect

from tests.browser import check_axe
from tests.cli.test_mine import Served, pytestmark, served
from tests.journeys.conftest import NewContext, Walk
from tests.journeys.keysteps import (
    SIX,
    STRETCHING_MS,
    answer_two,
    make_at_once,
    unlock_with,
)
from tests.journeys.test_reflection import write as reflect
from tevoet.adapters.example.people import person
from tevoet.adapters.example.writing import write
from tevoet.contact.models import Proposal, Source
from tevoet.people.models import Connection, Person
from tevoet.vault.models import Revision, Sealed

__all__ = ["pytestmark", "served"]
READ_WITHIN_MS = 60_000
ALONG = "/me/keys/along/"
TEXTS = ("Ik luisterde te kort.", "Ik vroeg het aan Bram.")


def begin(page: Page, served: Served, folder: Path) -> None:
    """Begin alone, and let three files be read."""
    now = datetime.now(ZoneInfo("Europe/Amsterdam"))
    files = write(folder, leader=person("anna"), now=now, seed=1)["anna"]
    page.context.add_cookies([{"name": "tevoet-language", "value": "en-gb", "url": served.address}])
    page.goto(served.link)
    page.get_by_label("What are you called?").fill("Anna")
    page.get_by_label("Which mail addresses are yours?").fill("anna@voorbeeld.example")
    page.get_by_role("button", name="Begin, and choose my files").click()
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("button", name="Read these files").click()
    came = page.locator("main")
    expect(came).to_contain_text("moments of contact came in", timeout=READ_WITHIN_MS)
    page.get_by_role("link", name="Who of these do you work with?").click()
    for row in page.locator(".tick").all():
        row.locator("input").check()
    page.get_by_role("button", name="Keep my answers").click()
    expect(page.locator("main")).to_contain_text("Is that one person?")
    page.get_by_role("button", name="Keep my answers").first.click()


def make_six_words(page: Page, served: Served) -> list[str]:
    """Make six words that open the keys elsewhere too."""
    page.goto(f"{served.address}/me/keys/phrase/")
    page.locator("[data-part=next]").click()
    shown = page.locator(".six li")
    expect(shown).to_have_count(6)
    six = shown.all_inner_texts()
    page.locator("[data-part=written]").click()
    answer_two(page, six)
    expect(page).to_have_url(f"{served.address}/me/keys/", timeout=STRETCHING_MS)
    return six


def take_along(page: Page, served: Served, path: Path) -> Path:
    """Take everything along under Me."""
    page.goto(f"{served.address}/me/known/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Take it with me").click()
    waiting.value.save_as(path)
    return path


@dataclass(frozen=True)
class Taken:
    """What somebody took along, and the six words that open what she wrote to herself."""

    path: Path
    six: list[str]


@pytest.fixture
def taken(served: Served, new_context: NewContext, tmp_path: Path) -> Taken:
    """What Anna took along from her own machine, as she did it there."""
    alone = new_context().new_page()
    begin(alone, served, tmp_path)
    alone.goto(f"{served.address}/me/reflection/")
    for text in TEXTS:
        reflect(alone, text)
    six = make_six_words(alone, served)
    return Taken(take_along(alone, served, tmp_path / "tevoet.zip"), six)


def test_from_an_own_machine_to_the_team(
    taken: Taken, walk: Walk, anna: Person, bram: Person, connection: Connection
) -> None:
    page = walk("/me/keys/", person=anna, language="en-gb", phone=True)
    make_at_once(page)
    give(page, taken.path)
    assert Source.objects.filter(owner=anna, kind=Source.Kind.ALONG).count() == 1
    assert Proposal.objects.filter(owner=anna, person=bram).exists()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(posted(request)))
    page.get_by_role("link", name="Bring my words along").click()
    bring_words(page, taken, "Sealed anew: 2. Here already: 0. Not opened: 0.")
    check_axe(page)
    assert [one for one in sent if "/sealed/" in one]
    secrets = (*TEXTS, *taken.six, "AGE-SECRET")
    assert not [one for one in sent if any(text in one for text in secrets)]
    page.get_by_role("link", name="Read them under Reflection").click()
    expect(page.locator(".entry")).to_have_count(2)
    expect(page.locator(".entry").first).to_contain_text(TEXTS[1])
    page.goto(ALONG)
    bring_words(page, taken, "Sealed anew: 0. Here already: 2. Not opened: 0.")
    assert Revision.objects.filter(by=anna).count() == Sealed.objects.count() == 2


def give(page: Page, path: Path) -> None:
    """Give the zip like any other file, and look at what came along."""
    page.goto("/sources/")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Read these files").click()
    expect(page.locator("main")).to_contain_text("waits for its turn")
    call_command("db_worker", "--batch", "--no-startup-delay", queue_name="*", verbosity=0)
    page.reload()
    expect(page.locator("main")).to_contain_text("came along from your own machine")
    check_axe(page)


def posted(request: Request) -> str:
    """Return what a browser sent, as far as it can be read as text."""
    return f"{request.url} {(request.post_data_buffer or b'').decode('utf-8', 'ignore')}"


def bring_words(page: Page, taken: Taken, said: str) -> None:
    """Choose the zip in the browser; open one's own keys and those from there when asked."""
    page.locator("[data-part=file]").set_input_files(taken.path)
    page.get_by_role("button", name="Open it here").click()
    if "already: 0" in said:
        unlock_with(page, "phrase", " ".join(SIX))
        elsewhere = page.locator("sealed-lock [data-part=elsewhere]")
        expect(elsewhere).to_be_visible(timeout=STRETCHING_MS)
        unlock_with(page, "phrase", " ".join(taken.six))
    expect(page.locator("[data-along] [data-part=done]")).to_have_text(said, timeout=STRETCHING_MS)


def test_a_zip_that_holds_no_words_is_said(walk: Walk, anna: Person, tmp_path: Path) -> None:
    page = walk("/me/keys/", person=anna)
    make_at_once(page)
    page.goto(ALONG)
    path = tmp_path / "foto.zip"
    for content in (b"", b"PK\x03\x04" + b"x" * 50, b"PK\x05\x06" + b"\0" * 18):
        path.write_bytes(content)
        page.locator("[data-part=file]").set_input_files(path)
        page.locator("[data-part=begin]").click()
        wrong = page.locator("[data-along] [data-part=wrong]")
        expect(wrong).to_contain_text("geen hele zip van Tevoet")
    check_axe(page)
