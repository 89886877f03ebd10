"""Pages on a phone, at 200 % zoom, by keyboard, and with motion turned down."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Walk
from tevoet.people.models import Connection, Person

PATHS = ("/", "/people/", "/me/", "/me/keys/", "/sources/", "/proposals/")
LARGEST_TABS = 60


def overflow(page: Page) -> int:
    """Return by how many pixels a page is wider than the window."""
    wide: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return wide


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("width", [390, 320])
def test_nothing_is_wider_than_the_window(
    walk: Walk, anna: Person, connection: Connection, path: str, width: int
) -> None:
    page = walk(path, person=anna, phone=True)
    page.set_viewport_size({"width": width, "height": 700})
    assert overflow(page) <= 0


def test_everything_is_reached_by_keyboard(
    walk: Walk, anna: Person, bram: Person, connection: Connection
) -> None:
    page = walk(f"/with/{bram.pk}/", person=anna, language="en-gb")
    wanted = page.locator("main a[href]:visible, main button:visible, main summary:visible").count()
    reached = set()
    for _ in range(LARGEST_TABS):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.outerHTML"))
    assert len(reached) >= min(wanted, 8)
    expect(page.locator("a.skip")).to_have_count(1)


def test_the_focus_is_seen(walk: Walk, anna: Person) -> None:
    page = walk("/me/", person=anna)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert style not in {"none", ""}


def test_nothing_moves_for_who_asks_for_stillness(walk: Walk, anna: Person) -> None:
    page = walk("/", person=anna, reduced_motion="reduce")
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(one => {"
        "const style = getComputedStyle(one);"
        "return parseFloat(style.animationDuration) > 0.01"
        " || parseFloat(style.transitionDuration) > 0.01}).length"
    )
    assert moving == 0
