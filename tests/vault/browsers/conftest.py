"""The scripts of sealed words in both browsers, on a page from localhost."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser import browser_path
from tests.files import served
from tests.find_browser import LAUNCH
from tests.firefox import firefox
from tests.tools import needed

Run = Callable[..., Any]  # Any: JSON
PAGE = "/vectors/page.html"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands here."""
    for one in items:
        if "browsers" in one.path.parts:
            one.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Start the browser that was found, with no way out."""
    return {"executable_path": browser_path(), "args": list(LAUNCH), "headless": True}


@contextmanager
def in_chromium(browser: Browser, address: str) -> Iterator[Run]:
    """Give a way to call functions of the page in Chromium."""
    page = browser.new_page()
    page.goto(address + PAGE)
    page.wait_for_function("() => window.vectors")

    def run(function: str, *values: object) -> Any:  # Any: JSON
        return page.evaluate(f"given => ({function})(...given)", list(values))

    yield run
    page.close()


@contextmanager
def in_firefox(path: str, address: str) -> Iterator[Run]:
    """Give a way to call functions of the page in Firefox."""
    with firefox(path) as tab:
        tab.go(address + PAGE)
        tab.wait("window.vectors")
        yield tab.run


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def run(request: pytest.FixtureRequest) -> Iterator[Run]:
    """Return a way to call the functions of `tests/vectors/browser.js` in each browser."""
    with served() as address, _opened(request, address) as way:
        yield way


def _opened(request: pytest.FixtureRequest, address: str) -> AbstractContextManager[Run]:
    if request.param == "firefox":
        return in_firefox(needed("firefox-esr"), address)
    return in_chromium(request.getfixturevalue("browser"), address)
