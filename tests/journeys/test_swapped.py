"""The elements stand on any page, and come alive inside what htmx puts there."""

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Walk
from tests.journeys.sealed import Keys, lock, make_keys
from tevoet.people.models import Person
from tevoet.vault.models import Sealed

SWAP = """(address) => {
  const place = document.createElement("div");
  place.id = "swapped";
  document.querySelector("main").prepend(place);
  return htmx.ajax("GET", address, { target: "#swapped", swap: "innerHTML" });
}"""
FIELD = {"kind": "note", "id": "note", "label": "Een briefje", "button": "Put it away"}


@pytest.fixture
def keys(anna: Person) -> Keys:
    """Anna's keys."""
    return make_keys(anna)


@pytest.fixture
def page(walk: Walk, keys: Keys) -> Page:
    """A page with words of Anna, open."""
    page = walk("/me/reflection/", person=keys.person, language="en-gb")
    keys.unlock(page)
    return page


def swap_in(page: Page, html: str) -> None:
    """Let htmx fetch a part and put it on the page."""
    page.route("**/part/", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.evaluate(SWAP, "/part/")


def test_a_field_and_a_text_come_alive_in_a_swap(page: Page, keys: Keys) -> None:
    swap_in(page, render_to_string("vault/_field.html", {**FIELD, "csrf_token": token(page)}))
    page.get_by_label("Een briefje").fill("Morgen langslopen.")
    page.get_by_role("button", name="Put it away").click()
    expect(page.locator("#swapped .said")).to_have_text("Kept, sealed.")
    page.reload()
    record = Sealed.objects.get().pk
    swap_in(page, f'<sealed-text record="{record}" kind="note"></sealed-text>')
    expect(page.locator("#swapped .words")).to_have_text("Morgen langslopen.")
    lock(page)
    expect(page.locator("#swapped")).to_have_text("Open my words")
    keys.unlock(page)
    expect(page.locator("#swapped .words")).to_have_text("Morgen langslopen.")


def test_a_field_that_is_swapped_out_leaves_a_draft(page: Page) -> None:
    html = render_to_string("vault/_field.html", {**FIELD, "csrf_token": token(page)})
    swap_in(page, html)
    page.get_by_label("Een briefje").fill("Morgen langslopen.")
    page.evaluate("document.querySelector('#swapped').remove()")
    page.wait_for_timeout(500)
    swap_in(page, html)
    expect(page.get_by_label("Een briefje")).to_have_value("Morgen langslopen.")


def test_a_text_of_another_kind_is_not_shown(page: Page, keys: Keys) -> None:
    record = keys.reflect("Ik zei te snel ja.").pk
    swap_in(page, f'<sealed-text record="{record}" kind="note"></sealed-text>')
    expect(page.locator("#swapped")).to_contain_text("something else than the page asks for")


def token(page: Page) -> str:
    """Return the page's token."""
    return page.locator("main [name=csrfmiddlewaretoken]").first.input_value()
