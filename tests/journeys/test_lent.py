"""The mirror opens with a key on loan, for one session and one page, and closes in one tap."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser import check_axe
from tests.contact.letters import BRAM, EVI, mailbox, ping_pong
from tests.journeys.conftest import NewContext
from tests.keys import give_keyring
from tevoet.contact.actions.sources import read_now
from tevoet.engines.sealing.keys import SecretKeys
from tevoet.people.models import Connection, Person
from tevoet.vault.models import Keyring, Loan

JOINING_MS = 60_000  # the first loan joins what came in, slower beside other tests
MAILED = "mailed back and forth"
UNLOCK = """
async ([secret, fingerprint, keyring]) => {
  const k = await import("/static/vault/keyring.js");
  await k.unlock(secret, {fingerprint, keyring});
}
"""
PAGES = ("/", "/people/", "/with/{bram}/", "/sources/", "/proposals/")


@pytest.fixture
def secret(anna: Person, connection: Connection, tmp_path: Path) -> SecretKeys:
    """Anna's keys, for which her mailbox was sealed."""
    keys = give_keyring(anna)
    text = ping_pong(BRAM, 6) + ping_pong(EVI, 2, first=50)
    read_now(anna, paths=[mailbox(tmp_path / "inbox.mbox", text)])
    return keys


@pytest.fixture
def context(new_context: NewContext, anna: Person, secret: SecretKeys) -> BrowserContext:
    """Anna's browser."""
    return new_context(person=anna, language="en-gb")


def unlock(page: Page, secret: SecretKeys) -> None:
    """Unlock as somebody who typed six words."""
    keyring = Keyring.objects.get()
    page.evaluate(UNLOCK, [secret.canonical().decode(), keyring.fingerprint, str(keyring.pk)])


def opened(page: Page) -> None:
    """See that the mirror is open, and that the page says so."""
    expect(page.locator("#mirror[data-lent]")).to_be_visible(timeout=JOINING_MS)
    expect(page.get_by_role("button", name="Close my mirror")).to_be_visible()


def locked(page: Page) -> None:
    """See that the mirror is locked, with the way to open it."""
    expect(page.locator("#mirror[data-sealed]")).to_be_visible()
    expect(page.get_by_role("button", name="Open my mirror")).to_be_visible()


def test_today_opens_when_it_is_unlocked(context: BrowserContext, secret: SecretKeys) -> None:
    page = context.new_page()
    page.goto("/")
    locked(page)
    expect(page.locator("main")).not_to_contain_text(MAILED)
    check_axe(page)
    unlock(page, secret)
    opened(page)
    expect(page.locator("main")).to_contain_text(MAILED)
    check_axe(page)


@pytest.mark.parametrize("path", PAGES)
def test_an_unlocked_page_never_shows_what_is_locked_first(
    context: BrowserContext, secret: SecretKeys, bram: Person, path: str
) -> None:
    page = context.new_page()
    page.goto("/")
    unlock(page, secret)
    opened(page)
    waiting: list[Route] = []
    address = path.format(bram=bram.pk)
    page.route(
        re.compile(re.escape(address) + "$"),
        lambda route: (
            waiting.append(route) if "tevoet-loan" in route.request.headers else route.continue_()
        ),
    )
    page.goto(address)
    expect(page.locator(".opening-line")).to_be_visible()
    expect(page.locator("main h1")).to_be_hidden()
    page.wait_for_function("() => true")
    while not waiting:
        page.wait_for_timeout(50)
    waiting[0].continue_()
    opened(page)
    expect(page.locator("main h1")).to_be_visible()


def test_a_stolen_cookie_gets_the_locked_form_also_during_a_loan(
    context: BrowserContext, new_context: NewContext, secret: SecretKeys, bram: Person
) -> None:
    page = context.new_page()
    page.goto("/")
    unlock(page, secret)
    opened(page)
    thief = new_context(language="en-gb")
    for one in context.cookies():
        thief.add_cookies([{"name": one["name"], "value": one["value"], "url": page.url}])
    for path in PAGES:
        stolen = thief.new_page()
        stolen.goto(path.format(bram=bram.pk))
        expect(stolen.locator("#mirror[data-sealed]")).to_be_visible()
        for word in (MAILED, EVI, "inbox.mbox", "26 weeks", "In 28 days"):
            expect(stolen.locator("main")).not_to_contain_text(word)
    page.reload()
    opened(page)
    expect(page.locator("main")).to_contain_text(MAILED)


def test_a_loan_is_taken_back_in_one_tap_and_given_again_in_one(
    context: BrowserContext, secret: SecretKeys
) -> None:
    page = context.new_page()
    page.goto("/")
    unlock(page, secret)
    page.get_by_role("button", name="Close my mirror").click()
    locked(page)
    assert not Loan.objects.exists()
    page.goto("/people/")
    locked(page)
    page.get_by_role("button", name="Open my mirror").click()
    opened(page)


def test_locking_ends_the_loan_and_closes_the_page(
    context: BrowserContext, secret: SecretKeys
) -> None:
    page = context.new_page()
    page.goto("/")
    unlock(page, secret)
    opened(page)
    page.locator("sealed-lock [data-part=lock]").click()
    locked(page)
    expect(page.locator("main")).not_to_contain_text(MAILED)
    assert not Loan.objects.exists()
    assert page.evaluate("localStorage.getItem('tevoet-loan')") is None


def test_a_loan_that_ended_is_given_again_by_itself(
    context: BrowserContext, secret: SecretKeys
) -> None:
    page = context.new_page()
    page.goto("/")
    unlock(page, secret)
    opened(page)
    Loan.objects.all().delete()
    page.goto("/people/")
    opened(page)
    other = context.new_page()
    other.goto("/")
    opened(other)
    assert Loan.objects.count() == 1


def test_a_tap_in_an_open_list_keeps_it_open(context: BrowserContext, secret: SecretKeys) -> None:
    page = context.new_page()
    page.goto("/people/")
    unlock(page, secret)
    opened(page)
    page.get_by_role("button", name="Spoke by phone: Bram").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    expect(page.locator("main svg.strip")).to_be_visible()


def test_without_a_script_the_locked_page_is_true(
    new_context: NewContext, anna: Person, secret: SecretKeys
) -> None:
    page = new_context(person=anna, language="en-gb", java_script_enabled=False).new_page()
    page.goto("/")
    expect(page.locator("main")).to_contain_text("This page only uses what you tapped yourself")
    expect(page.locator(".opening-line")).to_be_hidden()
