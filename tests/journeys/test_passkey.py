"""Passkeys in a real browser, with a device that exists in its memory only."""

import json
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Request, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import check_axe
from tests.conftest import PASSWORD
from tests.journeys.conftest import NewContext
from tevoet.people.actions.invitations import invite
from tevoet.people.actions.persons import NewPerson, add_person
from tevoet.people.models import Organisation, Person, Team
from tevoet.people.passkeys import passkeys_of

DEVICE = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "hasPrf": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
# What the vault will do: ask for something to unlock with, and keep it on the page.
UNLOCK = """
    window.unlocked = [];
    document.addEventListener("passkey-asking", ({ detail }) => {
      const salt = new TextEncoder().encode("zout van deze proef, 32 bytes   ");
      detail.options.extensions = { ...detail.options.extensions, prf: { eval: { first: salt } } };
    });
    document.addEventListener("passkey-given", ({ detail }) => {
      const { prf } = detail.credential.getClientExtensionResults();
      const bytes = prf && prf.results ? new Uint8Array(prf.results.first) : new Uint8Array();
      window.unlocked.push(btoa(String.fromCharCode(...bytes)));
      sessionStorage.setItem("unlocked", window.unlocked.at(-1));
    });
"""
Go = Callable[..., Page]


@pytest.fixture
def posted() -> list[Request]:
    """Everything that was sent."""
    return []


@pytest.fixture
def go(new_context: NewContext, live_server: LiveServer, posted: list[Request]) -> Go:
    """Return a maker of pages on localhost, with a device for passkeys."""

    def to(path: str, *, unlock: bool = False, **options: object) -> Page:
        context = new_context(**options)
        page = context.new_page()
        page.on("request", lambda request: keep(posted, request))
        device = context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        if unlock:
            page.add_init_script(UNLOCK)
        page.goto(path)
        return page

    return to


def keep(posted: list[Request], request: Request) -> None:
    """Keep a request; the driver wants a function of ours."""
    posted.append(request)


def add(page: Page) -> None:
    """Add a passkey on the page for it."""
    page.goto("/me/signing-in/passkeys/")
    page.get_by_role("textbox").fill("Mijn laptop")
    page.locator("form[data-passkey] button[type=submit]").click()
    expect(page.locator("h1")).to_have_text("How I sign in")


def sign_in_again(page: Page) -> None:
    """Sign out, and in with the passkey."""
    page.context.clear_cookies(name="tevoet-session")
    page.goto("/accounts/login/?next=/me/week/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda address: urlsplit(address).path == "/me/week/")


def test_a_passkey_is_made_and_signs_in(go: Go, anna: Person) -> None:
    page = go("/me/", person=anna, language="en-gb")
    add(page)
    expect(page.locator("main")).to_contain_text("Mijn laptop")
    sign_in_again(page)
    page.goto("/me/signing-in/")
    expect(page.locator("main")).to_contain_text("last used on")
    assert len(passkeys_of(anna)[0].credential) > 20


def test_what_unlocks_never_leaves_the_page(go: Go, anna: Person, posted: list[Request]) -> None:
    page = go("/me/", unlock=True, person=anna, language="en-gb")
    add(page)
    sign_in_again(page)
    secret = page.evaluate("sessionStorage.getItem('unlocked')")
    assert len(secret) == 44, "the device did give 32 bytes"
    sent = [one for one in posted if one.post_data_buffer]
    assert len(sent) == 2
    for one in sent:
        body = (one.post_data_buffer or b"").decode()
        fields = parse_qs(body)
        credential = json.loads(fields["credential"][0])
        assert set(credential) == {"id", "rawId", "type", "response", "clientExtensionResults"}
        assert credential["clientExtensionResults"] == {}
        for form in (secret, secret.rstrip("="), secret.replace("+", "-").replace("/", "_")):
            assert form.rstrip("=") not in body
        assert "prf" not in body


def test_the_function_keeps_out_what_a_browser_may_add_one_day(go: Go) -> None:
    page = go("/accounts/login/")
    script = page.locator("script[src*=passkey]").get_attribute("src")
    plain = page.evaluate(
        """async (script) => {
          const { withoutSecrets } = await import(script);
          const bytes = Uint8Array.from([1, 2, 3]).buffer;
          return withoutSecrets({
            id: "AQID", rawId: bytes, type: "public-key", authenticatorAttachment: "platform",
            largeBlob: "geheim", clientExtensionResults: { prf: "geheim" },
            getClientExtensionResults: () => ({ prf: { results: { first: bytes } } }),
            response: { clientDataJSON: bytes, signature: bytes, geheim: bytes },
          });
        }""",
        script,
    )
    assert plain == {
        "id": "AQID",
        "rawId": "AQID",
        "type": "public-key",
        "clientExtensionResults": {},
        "response": {"clientDataJSON": "AQID", "signature": "AQID"},
    }


def test_one_shows_who_one_is_with_a_passkey(go: Go, anna: Person, team: Team) -> None:
    page = go("/accounts/login/", language="en-gb")
    page.locator("input[name=login]").fill(str(anna.email))
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda address: urlsplit(address).path == "/")
    add(page)
    page.goto("/accounts/again/?next=/me/signing-in/password/")
    page.get_by_role("button", name="With my passkey").click()
    page.wait_for_url(lambda address: urlsplit(address).path == "/me/signing-in/password/")


def test_an_invitation_is_accepted_with_a_passkey_alone(
    go: Go, organisation: Organisation, keeper: Person, anna: Person
) -> None:
    eva = add_person(organisation, new=NewPerson(name="Eva", address="eva@voorbeeld.example"))
    path = "/" + invite(eva, by=keeper, now=timezone.now()).split("/", 3)[3]
    page = go(path, language="en-gb", phone=True)
    check_axe(page)
    page.get_by_role("button", name="Make a passkey").click()
    page.wait_for_url(lambda address: urlsplit(address).path == "/")
    sign_in_again(page)


def test_stopping_is_said_and_can_be_done_again(go: Go, anna: Person) -> None:
    page = go("/accounts/login/", language="en-gb")
    button = page.get_by_role("button", name="Sign in with a passkey")
    button.click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was done")
    expect(button).to_be_enabled()


def test_without_scripts_there_is_a_password_and_no_dead_button(
    new_context: NewContext, anna: Person
) -> None:
    page = new_context(java_script_enabled=False, language="en-gb").new_page()
    page.goto("/accounts/login/")
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_have_count(0)
    expect(page.locator("input[name=password]")).to_be_visible()
