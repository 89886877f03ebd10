"""Signing in and out, with the form, as everybody does."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser import Met, check_axe
from tests.conftest import PASSWORD, SignIn, prove
from tests.journeys.conftest import Walk
from tests.people.provider import know, provider
from tests.people.test_second_step import code_of, turn_on
from tevoet.people.models import Person


def fill_in(page: Page, address: str, password: str) -> None:
    """Fill in the form and send it."""
    page.locator("input[name=login]").fill(address)
    page.locator("input[name=password]").fill(password)
    page.locator("form:has(input[name=password]) button[type=submit]").click()


def test_anna_signs_in_and_stands_on_today(walk: Walk, anna: Person) -> None:
    page = walk("/accounts/login/")
    fill_in(page, str(anna.email), PASSWORD)
    expect(page.locator("main")).to_be_visible()
    expect(page.locator("input[name=password]")).to_have_count(0)
    assert page.url.rstrip("/").count("/") == 2, page.url


def test_a_wrong_password_is_said_in_words(walk: Walk, anna: Person) -> None:
    page = walk("/accounts/login/")
    fill_in(page, str(anna.email), "niet het goede wachtwoord")
    expect(page.locator("input[name=password]")).to_be_visible()
    expect(page.locator("main .error-summary")).to_be_visible()


def test_signing_in_works_without_javascript(walk: Walk, anna: Person) -> None:
    page = walk("/accounts/login/", java_script_enabled=False, phone=True)
    fill_in(page, str(anna.email), PASSWORD)
    expect(page.locator("input[name=password]")).to_have_count(0)


def test_a_page_of_ones_own_asks_a_visitor_to_sign_in(walk: Walk) -> None:
    page = walk("/me/")
    expect(page.locator("input[name=password]")).to_be_visible()
    assert "next=/me/" in page.url


def test_the_session_cookie_is_out_of_reach_of_scripts(walk: Walk, anna: Person) -> None:
    page = walk("/accounts/login/")
    fill_in(page, str(anna.email), PASSWORD)
    expect(page.locator("input[name=password]")).to_have_count(0)
    assert "session" not in str(page.evaluate("document.cookie"))


@pytest.fixture
def organisation_there(
    settings: Settings, live_server: LiveServer, tmp_path: Path, met: Met
) -> Iterator[str]:
    """The address of a real provider, which this installation uses."""
    with provider(tmp_path / "log") as address:
        settings.ADDRESS = live_server.url
        settings.OIDC = {
            "issuer": address,
            "client_id": "tevoet",
            "secret": "geheim van de proef",
            "name": "Voorbeeld",
            "organisation": "",
            "trusts_addresses": False,
        }
        yield address
    its_own_look = "pico.min.css"  # of the provider's page, which is not ours
    met.troubles = [one for one in met.troubles if not one.endswith(its_own_look)]


@pytest.mark.parametrize("scripts", [True, False])
def test_anna_comes_in_by_way_of_the_organisation(
    organisation_there: str, walk: Walk, anna: Person, scripts: bool
) -> None:
    know(organisation_there, "7", email=anna.email, email_verified=True)
    page = walk("/accounts/login/?next=/me/week/", java_script_enabled=scripts)
    page.get_by_role("link", name="Inloggen met Voorbeeld").click()
    page.get_by_placeholder("sub").fill("7")
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(lambda address: urlsplit(address).path == "/me/week/")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_code_is_asked_after_the_password(
    walk: Walk, anna: Person, sign_in: SignIn, scripts: bool
) -> None:
    secret, codes = turn_on(prove(sign_in(anna)))
    page = walk("/accounts/login/", java_script_enabled=scripts, phone=True)
    fill_in(page, str(anna.email), PASSWORD)
    page.get_by_label("Code").fill("123456")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main .error-summary")).to_contain_text("Deze code klopt niet")
    if scripts:
        check_axe(page)
    page.get_by_label("Code").fill(code_of(secret, 1) if scripts else codes[0])
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(lambda address: urlsplit(address).path == "/")
