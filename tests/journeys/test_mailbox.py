"""Upload a mailbox, say who one works with, and see one act for today."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from playwright.sync_api import expect
from pytest_django import Settings

from tests.journeys.conftest import Walk
from tevoet.adapters.example.people import person
from tevoet.adapters.example.writing import write
from tevoet.contact.models import Reading
from tevoet.people.models import Connection, Person
from tevoet.vault import held

READ_WITHIN_MS = 60_000


@pytest.fixture
def own_machine(settings: Settings, anna: Person) -> None:
    """Anna's keyring is held, as on her own machine."""
    settings.EXAMPLE = True
    held.hold(anna)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Return Anna's example mail, calendar and calls as files."""
    now = datetime.now(ZoneInfo("Europe/Amsterdam"))
    return write(tmp_path, leader=person("anna"), now=now, seed=1)["anna"]


@pytest.mark.usefixtures("own_machine")
def test_a_mailbox_becomes_one_act(
    walk: Walk, anna: Person, bram: Person, connection: Connection, files: list[Path]
) -> None:
    bram.phone_numbers.create(number=person("bram").phone)  # on some days of the week they phoned
    page = walk("/sources/", person=anna, language="en-gb")
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("button", name="Read these files").click()
    expect(page.locator("main")).to_contain_text("mail.mbox")
    call_command("db_worker", "--batch", "--no-startup-delay", queue_name="*", verbosity=0)
    page.reload()
    expect(page.locator("main")).to_contain_text("moments of contact came in")
    reading = Reading.objects.get()
    outcome = reading.outcome
    parts = ("kept", "duplicate", "automatic", "refused")
    assert outcome["read"] == sum(outcome[part] for part in parts)
    page.goto("/")
    expect(page.get_by_role("heading", name="Give Bram a call")).to_be_visible()
    expect(page.locator("main")).to_contain_text("24 days ago")


@pytest.mark.usefixtures("own_machine")
def test_what_cannot_be_read_is_said(walk: Walk, anna: Person, tmp_path: Path) -> None:
    picture = tmp_path / "foto.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\0")
    page = walk("/sources/", person=anna, language="en-gb", phone=True)
    page.locator("input[type=file]").set_input_files(picture)
    page.get_by_role("button", name="Read these files").click()
    expect(page.locator("main")).to_contain_text("foto.png")
    call_command("db_worker", "--batch", "--no-startup-delay", queue_name="*", verbosity=0)
    page.reload()
    expect(page.locator("main")).to_contain_text("no mail, meeting or call")
