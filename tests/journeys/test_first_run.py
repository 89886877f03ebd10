"""From an empty installation to a colleague who signed in."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Walk
from tevoet.people.actions.invitations import first_run_link
from tevoet.people.models import Organisation

PASSWORD = "wandelen langs de rivier"


def send(page: Page) -> None:
    """Press the one button of the form."""
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()


def test_a_keeper_begins_and_invites_a_leader(walk: Walk) -> None:
    page = walk(path_of(first_run_link()), language="en-gb")
    page.locator("input[name=organisation]").fill("Voorbeeld")
    page.locator("input[name=name]").fill("Koen")
    page.locator("input[name=address]").fill("koen@voorbeeld.example")
    page.locator("input[name=password]").fill(PASSWORD)
    send(page)
    expect(page.locator("h1")).to_contain_text("Voorbeeld")
    page.goto("/organisation/people/")
    page.locator("input[name=name]").fill("Anna")
    page.locator("input[name=address]").fill("anna@voorbeeld.example")
    send(page)
    page.goto("/organisation/")
    page.get_by_role("link", name="Anna").click()
    page.get_by_role("button", name="Make an invitation").click()
    accept(walk, path_of(page.locator("#link").input_value()))


def accept(walk: Walk, path: str) -> None:
    """Accept an invitation, and see that the link works once."""
    invited = walk(path, language="en-gb", phone=True)
    invited.locator("input[name=password]").fill(PASSWORD)
    send(invited)
    assert invited.url.rstrip("/").count("/") == 2, invited.url
    again = walk(path, language="en-gb")
    expect(again.locator("main")).to_contain_text("works once")
    expect(again.locator("input[name=password]")).to_have_count(0)


def test_the_first_run_ends_when_there_is_an_organisation(
    walk: Walk, organisation: Organisation
) -> None:
    page = walk("/first-run/some-guess/")
    expect(page.locator("form input[name=organisation]")).to_have_count(0)


def path_of(link: str) -> str:
    """Return the path of a link, for the server of this test has another address."""
    return "/" + link.split("/", 3)[3] if "://" in link else link
