"""A leader who tries Tevoet alone is in the mirror within two minutes."""

import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser import check_axe
from tests.cli.test_mine import Served, pytestmark, served
from tests.journeys.conftest import NewContext
from tevoet.adapters.example.people import person
from tevoet.adapters.example.writing import write

__all__ = ["pytestmark", "served"]
READ_WITHIN_MS = 60_000
TWO_MINUTES = 120


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Anna's example mail, calendar and calls as files."""
    now = datetime.now(ZoneInfo("Europe/Amsterdam"))
    return write(tmp_path, leader=person("anna"), now=now, seed=1)["anna"]


def test_from_the_printed_address_to_one_act(
    served: Served, new_context: NewContext, files: list[Path]
) -> None:
    page = new_context().new_page()
    began = time.monotonic()
    page.context.add_cookies([{"name": "tevoet-language", "value": "en-gb", "url": served.address}])
    page.goto(served.link)
    expect(page.locator("main")).to_contain_text("Your keys lie beside what they open")
    check_axe(page)
    page.get_by_label("What are you called?").fill("Anna")
    page.get_by_label("Which mail addresses are yours?").fill("anna@voorbeeld.example")
    page.get_by_role("button", name="Begin, and choose my files").click()
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("button", name="Read these files").click()
    expect(page.locator("main")).to_contain_text(
        "moments of contact came in", timeout=READ_WITHIN_MS
    )
    page.get_by_role("link", name="Who of these do you work with?").click()
    page.locator(".tick input").first.check()
    page.get_by_role("button", name="Keep my answers").click()
    page.goto(f"{served.address}/")
    expect(page.locator("main h1")).to_contain_text("thing for")
    assert time.monotonic() - began < TWO_MINUTES
    check_axe(page)
    page.goto(f"{served.address}/me/keys/")
    expect(page.locator("sealed-lock[open]")).to_have_count(1)
