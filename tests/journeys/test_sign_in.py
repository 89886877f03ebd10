"""Signing in and out, with the form, as everybody does."""

from playwright.sync_api import Page, expect

from tests.conftest import PASSWORD
from tests.journeys.conftest import Walk
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
    expect(page.locator("main .errorlist, main [role=alert]").first).to_be_visible()


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
