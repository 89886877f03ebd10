"""Journeys walk in a real browser, against a real server, with what is kept really kept."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser import DESK, PHONE, Met, browser_path, sign_in, speak
from tests.find_browser import LAUNCH
from tevoet.people.models import Person

PATIENCE_MS = 10_000
NewContext = Callable[..., BrowserContext]
Walk = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands here; each test starts with empty tables."""
    for one in items:
        if "journeys" in one.path.parts:
            one.add_marker(pytest.mark.journey)
            one.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Start the browser that was found, with no way out."""
    return {"executable_path": browser_path(), "args": list(LAUNCH), "headless": True}


@pytest.fixture
def met() -> Iterator[Met]:
    """Watch the browser; a test fails when it met what must not happen."""
    seen = Met()
    yield seen
    assert seen.troubles == []


@pytest.fixture
def new_context(browser: Browser, live_server: LiveServer, met: Met) -> Iterator[NewContext]:
    """Return a maker of contexts: `new_context(phone=True, language="nl", person=anna, ...)`.

    Further options go to Playwright: `color_scheme="dark"`, `java_script_enabled=False`.
    """
    made: list[BrowserContext] = []

    def make(
        *,
        person: Person | None = None,
        language: str = "nl",
        phone: bool = False,
        **options: Any,  # whatever Playwright's new_context knows
    ) -> BrowserContext:
        size = PHONE if phone else DESK
        context = browser.new_context(viewport=size, base_url=live_server.url, **options)
        context.set_default_timeout(PATIENCE_MS)
        met.watch(context)
        speak(context, language, live_server.url)
        if person is not None:
            sign_in(context, person, live_server.url)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def context(new_context: NewContext) -> BrowserContext:
    """A visitor at a desk, in Dutch."""
    return new_context()


@pytest.fixture
def walk(new_context: NewContext) -> Walk:
    """Return a maker of pages: `walk("/people/", person=anna, phone=True)` goes there."""

    def go(path: str, **options: Any) -> Page:  # the options of new_context above
        page = new_context(**options).new_page()
        page.goto(path)
        return page

    return go
