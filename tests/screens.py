"""`make screens`: pictures of every page of the example, in screens/.

Phone and desk, light and dark, Dutch and English; `make screens ARGS="today people"` takes some.
"""

import sys
import tempfile
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.find_browser import LAUNCH, ROOT, find
from tests.smoke import example

FOLDER = ROOT / "screens"
PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1280, height=900)
SIZES = {"phone": PHONE, "desk": DESK}
SCHEMES = ("light", "dark")
LANGUAGES = ("nl", "en-gb")
# Name and address; what begins with ">" is a link to follow from the page before.
PAGES = {
    "sign-in": "/accounts/login/",
    "today": "/",
    "people": "/people/",
    "connection": ">main a[href^='/with/']",
    "me": "/me/",
    "signing-in": "/me/signing-in/",
    "keys": "/me/keys/",
    "reflection": "/me/reflection/",
    "sources": "/sources/",
    "not-found": "/no-such-page/",
}
PUBLIC = {"sign-in"}


def wanted(words: list[str]) -> dict[str, str]:
    """Return the pages that were asked for, or all."""
    return {name: path for name, path in PAGES.items() if not words or name in words}


def visitor(browser: Browser, address: str, look: tuple[str, str, str]) -> Page:
    """Return a page of somebody with this size, scheme and language."""
    size, scheme, language = look
    context = browser.new_context(
        viewport=SIZES[size],
        color_scheme="dark" if scheme == "dark" else "light",
        base_url=address,
        device_scale_factor=2 if size == "phone" else 1,
    )
    context.add_cookies([{"name": "tevoet-language", "value": language, "url": address}])
    return context.new_page()


def sign_in(page: Page) -> None:
    """Sign in as Anna, with one click."""
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Anna").first.click()
    page.wait_for_url("**/")


def take(page: Page, name: str, path: str, look: tuple[str, str, str]) -> None:
    """Go to a page and take its picture, as long as it is."""
    if path.startswith(">"):
        page.locator(path[1:]).first.click()
        page.wait_for_load_state()
    else:
        page.goto(path)
    page.screenshot(path=FOLDER / f"{'-'.join((name, *look))}.png", full_page=True)


def main(words: list[str]) -> int:
    """Take every picture."""
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="tevoet-screens-") as folder,
        example(Path(folder) / "home") as address,
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=find(), args=list(LAUNCH))
        for look in product(SIZES, SCHEMES, LANGUAGES):
            page = visitor(browser, address, look)
            for is_public in (True, False):
                if not is_public:
                    sign_in(page)
                for name, path in wanted(words).items():
                    if (name in PUBLIC) == is_public:
                        take(page, name, path, look)
            page.context.close()
        browser.close()
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
