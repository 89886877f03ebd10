"""`make demo`, as somebody new meets it: the address, one click, and a name for today."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page, expect, sync_playwright

from tests.find_browser import LAUNCH, ROOT, find

PATIENCE_SECONDS = 300
ADDRESS = re.compile(r"http://localhost:\d+")


@contextmanager
def example(home: Path) -> Iterator[str]:
    """Run `make demo` in a clean home and give the address it says; stop it afterwards."""
    log = home.with_name("demo.log")
    with log.open("wb") as into:
        demo = subprocess.Popen(  # noqa: S603 - our own command
            ["make", "demo", f"TEVOET_HOME={home}"],  # noqa: S607
            cwd=ROOT,
            stdout=into,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield address_in(log, demo)
    finally:
        os.killpg(demo.pid, signal.SIGINT)
        demo.wait(60)


def address_in(log: Path, demo: subprocess.Popen[bytes]) -> str:
    """Return the address that the log names, once it answers."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and demo.poll() is None:
        said = ADDRESS.search(log.read_text())
        if said and answers(said[0]):
            return said[0]
        time.sleep(0.5)
    raise SystemExit(f"make demo did not answer:\n{log.read_text()}")


def answers(address: str) -> bool:
    """Say whether the sign-in page is there."""
    try:
        with urlopen(f"{address}/accounts/login/", timeout=5) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def walk(page: Page, address: str) -> str:
    """Sign in as Anna with one click and return the sentence that Today begins with."""
    page.goto(address)
    page.get_by_role("button", name="Anna").first.click()
    page.wait_for_url(f"{address}/")
    act = page.locator("main h1, main h2").first
    expect(act).to_be_visible()
    expect(page.locator("main a[href^='/with/'], main a[href^='tel:']").first).to_be_visible()
    return act.inner_text()


def main() -> int:
    """Walk through the example once."""
    started = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="tevoet-smoke-") as folder,
        example(Path(folder) / "home") as address,
        sync_playwright() as driver,
    ):
        print(f"make demo answered after {time.monotonic() - started:.0f} s")  # noqa: T201
        browser = driver.chromium.launch(executable_path=find(), args=list(LAUNCH))
        page = browser.new_page()
        print(f"Today says: {walk(page, address)}")  # noqa: T201
        page.screenshot(path=ROOT / ".venv" / "smoke.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
