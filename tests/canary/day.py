"""What two people do on a day, each in a browser of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from secrets import token_hex

from playwright.sync_api import Browser, ElementHandle, Page, Response, expect

from tests.conftest import PASSWORD
from tests.journeys.keysteps import expect_open, make_keys, open_dialog, unlock_with

MOST_PAGES = 150
LEAVE_ALONE = ("/accounts/logout/", "/me/copy/", "/static/")
PATIENCE_MS = 60_000
A_MOMENT_MS = 1_500  # to open what came
WRITING = "textarea, input[type=text], input:not([type])"


BIRD = f"kanarie{token_hex(8)}"
"""How every word of today begins; nobody ever wrote it, so one search finds any of them."""
NUMBERS = count()


def canary() -> str:
    """Return a new word."""
    return f"{BIRD}x{next(NUMBERS)}"


@dataclass
class Walker:
    """Somebody in a browser: the pages with sealed fields they found, and the words they wrote."""

    page: Page
    six: list[str] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    answers: list[int] = field(default_factory=list)

    def sign_in(self, address: str) -> None:
        """Sign in with the form."""
        self.page.goto("/accounts/login/")
        self.page.locator("input[name=login]").fill(address)
        self.page.locator("input[name=password]").fill(PASSWORD)
        self.page.locator("input[name=password]").press("Enter")
        self.page.wait_for_url(lambda url: "/accounts/login/" not in url)

    def make_keys(self) -> None:
        """Make keys, step by step as anybody does."""
        self.page.goto("/me/keys/")
        self.six, _ = make_keys(self.page)

    def unlock(self) -> None:
        """Open one's words with the six words."""
        open_dialog(self.page)
        unlock_with(self.page, "phrase", " ".join(self.six))
        expect_open(self.page)

    def sign_out(self) -> None:
        """Sign out with the button on Me."""
        self.page.goto("/me/")
        self.page.locator("form[action='/accounts/logout/'] button").click()
        self.page.wait_for_url("**/accounts/login/")

    def pages(self) -> Iterator[str]:
        """Walk to every page that one can come to by links, and yield those with a sealed field."""
        seen, waiting = {"/"}, ["/"]
        while waiting and len(seen) < MOST_PAGES:
            path = waiting.pop(0)
            self.page.goto(path)
            if self.page.locator("sealed-field").count():
                yield path
            for link in self.page.locator("a[href^='/']").all():
                onward = (link.get_attribute("href") or "").partition("#")[0]
                if onward not in seen and not onward.startswith(LEAVE_ALONE):
                    seen.add(onward)
                    waiting.append(onward)

    def write_everywhere(self) -> None:
        """Write a word of its own into every part of every sealed field, and keep it."""
        for path in list(self.pages()):
            self.page.goto(path)
            for number in range(self.page.locator("sealed-field").count()):
                self.write(path, number)

    def go(self, path: str) -> None:
        """Come to a page with words, and wait until it has what is there already."""
        with self.page.expect_response(lambda answer: "/sealed/?" in answer.url):
            self.page.goto(path)
        self.page.wait_for_timeout(A_MOMENT_MS)

    def write(self, path: str, number: int) -> None:
        """Come to a page, write into one sealed field of it, and keep it."""
        self.go(path)
        self.write_here(path, number)

    def write_here(self, path: str, number: int) -> None:
        """Write into one sealed field of the page that is open, and keep it."""
        sealed = self.page.locator("sealed-field").nth(number)
        change = self.page.locator("[data-act=change]")
        if not sealed.locator("[data-act=keep]").is_visible() and change.first.is_visible():
            change.first.click()  # the other wrote before
        expect(sealed.locator("[data-act=keep]")).to_be_visible(timeout=PATIENCE_MS)
        for place, part in enumerate(writable(sealed.locator(WRITING).element_handles())):
            self.words[f"{path} {number}.{place}"] = word = canary()
            part.fill(word)
        with self.page.expect_response(is_kept, timeout=PATIENCE_MS) as answered:
            sealed.locator("[data-act=keep]").click()
        self.answers.append(answered.value.status)

    def sees(self, word: str) -> None:
        """Expect a word on the page."""
        expect(self.page.locator("main")).to_contain_text(word, timeout=PATIENCE_MS)


def writable(parts: list[ElementHandle]) -> list[ElementHandle]:
    """Return the parts that can be written in."""
    return [one for one in parts if one.is_visible() and one.is_enabled()]


def is_kept(answer: Response) -> bool:
    """Say whether this is the answer to keeping a record."""
    return answer.request.method == "POST" and "/sealed/" in answer.url


def come_in(browser: Browser, base: str) -> Walker:
    """Open a browser of somebody."""
    context = browser.new_context(base_url=base)
    context.set_default_timeout(PATIENCE_MS)
    return Walker(context.new_page())


def give(walker: Walker, path: Path) -> None:
    """Give a file to read, as a source."""
    walker.page.goto("/sources/")
    walker.page.locator("input[type=file]").set_input_files(path)
    walker.page.locator("form:has(input[type=file]) [type=submit]").click()
