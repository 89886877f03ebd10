"""The pages with words, open and locked, are for everybody: axe finds nothing, in any look."""

from itertools import product

import pytest
from playwright.sync_api import Page, expect

from tests.browser import LANGUAGES, SCHEMES, check_axe
from tests.journeys.conftest import Walk
from tests.journeys.sealed import Keys, make_keys
from tevoet.people.models import Connection, Person

LOOKS = tuple(product(LANGUAGES, SCHEMES))


@pytest.fixture
def keys(anna: Person) -> Keys:
    """Anna's keys, with seven reflections."""
    keys = make_keys(anna)
    for number in range(7):
        keys.reflect("Ik zei te snel ja.", ago=number)
    return keys


def seen(walk: Walk, path: str, keys: Keys, look: tuple[str, str]) -> Page:
    """Look at a page, locked and then open."""
    language, scheme = look
    options = {"language": language, "color_scheme": scheme, "phone": scheme == "dark"}
    page = walk(path, person=keys.person, **options)
    check_axe(page)
    keys.unlock(page)
    expect(page.locator("sealed-field[open]")).to_be_attached()
    return page


@pytest.mark.parametrize("look", LOOKS, ids="-".join)
def test_reflection_has_no_violations(look: tuple[str, str], walk: Walk, keys: Keys) -> None:
    page = seen(walk, "/me/reflection/", keys, look)
    expect(page.locator(".entry")).to_have_count(7)
    check_axe(page)
    page.locator(".entry button").nth(1).click()
    expect(page.locator("sealed-reflections dialog")).to_be_visible()
    check_axe(page)


@pytest.mark.parametrize("look", LOOKS, ids="-".join)
def test_remember_has_no_violations(
    look: tuple[str, str], walk: Walk, keys: Keys, bram: Person, connection: Connection
) -> None:
    make_keys(bram)
    page = seen(walk, f"/with/{bram.pk}/remember/", keys, look)
    check_axe(page)
    page.locator("sealed-field textarea").fill("Op dinsdag lopen we een rondje.")
    page.locator("[data-act=keep]").click()
    expect(page.locator("sealed-page .words")).to_be_visible()
    check_axe(page)


@pytest.mark.parametrize("look", LOOKS, ids="-".join)
def test_choosing_has_no_violations(look: tuple[str, str], walk: Walk, keys: Keys) -> None:
    page = seen(walk, "/me/reflection/", keys, look)
    second = page.context.new_page()
    second.goto("/me/reflection/")
    for number, tab in enumerate((page, second)):
        tab.locator(".entry button").first.click()
        expect(tab.locator("sealed-field textarea")).not_to_have_value("")
        tab.locator("sealed-field textarea").fill(f"Versie {number}.")
    for tab in (page, second):
        tab.locator("[data-act=keep]").click()
        tab.wait_for_timeout(300)
    expect(second.locator(".versions")).to_be_visible()
    check_axe(second)
