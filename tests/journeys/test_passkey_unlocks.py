"""One touch of a passkey opens words; one that cannot is told apart, and other ways are offered."""

from playwright.sync_api import Page, expect

from tests.browser import check_axe
from tests.journeys.conftest import Walk
from tests.journeys.keysteps import (
    SIX,
    STRETCHING_MS,
    expect_open,
    make_at_once,
    make_keys,
    open_dialog,
    unlock_with,
)
from tests.journeys.passkeys import create_passkey, give_authenticator, identity_of
from tevoet.people.models import Person
from tevoet.vault.models import Wrapping

WRAP = """
async (passkey) => {
  const k = await import("/static/vault/keyring.js");
  return k.wrapForPasskey(await k.make(), passkey).then(() => "wrapped", (error) => error.slug);
}
"""


def with_passkey(walk: Walk, anna: Person) -> Page:
    """Return Anna's page about her keys, which a passkey opens too; locked."""
    page = walk("/me/keys/", person=anna, language="en-gb")
    give_authenticator(page)
    make_at_once(page, identity_of(create_passkey(page)))
    return page


def test_a_passkey_opens_words(walk: Walk, anna: Person) -> None:
    page = with_passkey(walk, anna)
    assert Wrapping.objects.get(way="passkey").name == "Laptop"
    open_dialog(page)
    button = page.locator("sealed-lock [data-part=passkeys] button")
    expect(button).to_contain_text("Laptop")
    check_axe(page)
    button.click()
    expect_open(page)


def test_the_passkey_one_signs_in_with_opens_words_too(walk: Walk, anna: Person) -> None:
    page = walk("/me/signing-in/passkeys/", person=anna, language="en-gb")
    give_authenticator(page)
    page.get_by_role("textbox").fill("My laptop")
    page.locator("form[data-passkey] button[type=submit]").click()
    page.wait_for_url("**/me/signing-in/")
    page.goto("/me/keys/")
    check_axe(page)
    make_keys(page, "[data-passkey]")
    expect(page.locator("main .rows").first).to_contain_text("Passkey: My laptop")
    page.locator("sealed-lock [data-part=lock]").click()
    open_dialog(page)
    page.locator("sealed-lock [data-part=passkeys] button").click()
    expect_open(page)


def test_a_passkey_made_later_is_let_in_with_six_words(walk: Walk, anna: Person) -> None:
    page = walk("/me/keys/", person=anna, language="en-gb")
    make_at_once(page)
    give_authenticator(page)
    page.goto("/me/signing-in/passkeys/")
    page.get_by_role("textbox").fill("My phone")
    page.locator("form[data-passkey] button[type=submit]").click()
    page.wait_for_url("**/me/signing-in/")
    page.goto("/me/keys/")
    page.get_by_role("link", name="Let a passkey open them too").click()
    check_axe(page)
    page.locator("main [data-passkey]").click()
    unlock_with(page, "phrase", " ".join(SIX))
    expect(page.locator(".five li")).to_have_count(5, timeout=STRETCHING_MS)
    expect(page.locator("main .rows").first).to_contain_text("Passkey: My phone")


def test_six_words_still_open_what_a_passkey_opens(walk: Walk, anna: Person) -> None:
    page = with_passkey(walk, anna)
    open_dialog(page)
    unlock_with(page, "phrase", " ".join(SIX))
    expect_open(page)


def test_a_passkey_that_cannot_open_words_says_so(walk: Walk, anna: Person) -> None:
    page = walk("/me/keys/", person=anna)
    give_authenticator(page, opens_words=False)
    assert page.evaluate(WRAP, identity_of(create_passkey(page))) == "passkey-without-prf"


def test_a_passkey_of_another_device_leaves_the_other_ways(walk: Walk, anna: Person) -> None:
    page = with_passkey(walk, anna)
    stranger = walk("/me/keys/", person=anna, language="en-gb")
    give_authenticator(stranger)
    open_dialog(stranger)
    stranger.locator("sealed-lock [data-part=passkeys] button").click()
    said = stranger.locator("sealed-lock [data-part=wrong]")
    expect(said).to_contain_text("The passkey was not used", timeout=60_000)
    unlock_with(stranger, "phrase", " ".join(SIX))
    expect_open(stranger)
    page.close()
