"""A service is connected with a browser, read in the background, and says what waits."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.adapters.services.standin.server import stand_in
from tests.browser import check_axe
from tests.journeys.conftest import NewContext
from tests.keys import give_keys
from tests.lent.services import fill, meet, read_waiting, switch_on
from tevoet.contact.models import Source
from tevoet.people.models import Connection, Person

PICTURES = os.environ.get("TEVOET_PICTURES", "")
"""A folder for pictures of these pages, for whoever wants to look."""


def look(page: Page, name: str) -> None:
    """Check a page, and keep a picture where that was asked for."""
    check_axe(page)
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.fixture
def on(
    live_server: LiveServer,
    anna: Person,
    connection: Connection,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[None]:
    """Both services, switched on, with six mails and a meeting; and keys for Anna."""
    give_keys(anna)
    settings.ADDRESS = live_server.url
    with stand_in() as standin:
        switch_on(standin, settings, monkeypatch)
        fill(standin, *range(6))
        meet(standin, 2)
        yield


@pytest.mark.usefixtures("on")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_connecting_reading_and_stopping(
    scheme: str, new_context: NewContext, live_server: LiveServer, anna: Person
) -> None:
    page = new_context(person=anna, color_scheme=scheme, phone=scheme == "dark").new_page()
    page.goto(f"{live_server.url}/sources/")
    page.get_by_role("link", name="Of koppel Microsoft 365").click()
    look(page, f"service-{scheme}")
    page.get_by_role("link", name="Naar Microsoft 365").click()
    expect(page.get_by_text("Gekoppeld.")).to_be_visible()
    look(page, f"connected-{scheme}")
    read_waiting(Source.objects.get())
    page.goto(f"{live_server.url}/sources/{Source.objects.get().pk}/")
    expect(page.get_by_text("Er wacht 1 verzegeld deel op je")).to_be_visible()
    look(page, f"waiting-{scheme}")
    page.get_by_role("button", name="Stop hiermee").click()
    expect(page.get_by_text("Je hebt dit gestopt.")).to_be_visible()
    look(page, f"stopped-{scheme}")
