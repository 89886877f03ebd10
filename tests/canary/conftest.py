"""What the canary needs: a browser, and an installation that lives for the whole day."""

import os
from collections.abc import Iterator

import pytest

from tests.browser import browser_path
from tests.canary.server import Installation, installation, is_readable
from tests.find_browser import LAUNCH


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands here."""
    for one in items:
        if "canary" in one.path.parts:
            one.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Start the browser that was found, with no way out."""
    return {"executable_path": browser_path(), "args": list(LAUNCH), "headless": True}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A real installation with Anna and Bram, on a SQLite of its own."""
    if os.environ.get("TEVOET_DATABASE_URL", "").startswith("postgres"):
        pytest.skip("it keeps a SQLite of its own, and ran with the other database")
    with installation(tmp_path_factory.mktemp("canary")) as made:
        if not is_readable(made.pid):
            pytest.skip("this machine does not show the memory of programs under /proc")
        yield made
