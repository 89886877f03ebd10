"""The browser's part of bench/sealing.py, in Chromium without a screen."""

import os
import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from playwright.sync_api import Page, sync_playwright

from bench._processes import below, on_a_quarter, worked
from bench._sealing_notes import SOUGHT
from tests.files import served
from tests.find_browser import LAUNCH, find

PASSKEY = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "hasPrf": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Took(NamedTuple):
    """Seconds on the clock, and of the processors; `said` is what the page answered."""

    clock: float
    busy: float
    said: Any  # JSON


class Measured(NamedTuple):
    """Everything that was measured in the browser."""

    saved: Took
    saved_p95: float
    searched: Took
    first: float
    first_busy: float
    unlocked: list[Took]
    slowly: list[float]
    passkey: list[float]


@contextmanager
def opened() -> Iterator[Page]:
    """Open the page in a new browser."""
    with served() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find(), args=list(LAUNCH))
        page = browser.new_page()
        page.set_default_timeout(300_000)
        page.goto(f"{address}/bench/_sealing.html")
        page.wait_for_function("() => window.bench")
        yield page
        browser.close()


def measure(texts: list[str], runs: int) -> Measured:
    """Measure saving, searching and unlocking."""
    with opened() as page:
        took = _clock(page)
        saved = took("texts => bench.save(texts)", texts)
        searched = took("word => bench.search(word)", SOUGHT)
        assert searched.said["found"] == sum(SOUGHT in one for one in texts)
        took("texts => bench.save(texts)", texts[:50])
        few = took("word => bench.search(word)", SOUGHT)
        page.evaluate("() => bench.lock()")
        unlocked = [took("() => bench.unlock()", None) for _ in range(runs)]
        with on_a_quarter(below(os.getpid(), "chrom")):
            slowly = [page.evaluate("() => bench.unlock()")["took"] / 1000 for _ in range(runs)]
        cdp = page.context.new_cdp_session(page)
        cdp.send("WebAuthn.enable")
        cdp.send("WebAuthn.addVirtualAuthenticator", {"options": PASSKEY})
        passkey = page.evaluate("times => bench.unlockWithPasskey(times)", runs)
    return Measured(
        saved=saved,
        saved_p95=p95([one / 1000 for one in saved.said]),
        searched=searched,
        first=searched.said["first"] / 1000,
        first_busy=few.busy,
        unlocked=unlocked,
        slowly=slowly,
        passkey=[one / 1000 for one in passkey],
    )


def _clock(page: Page) -> Callable[[str, object], Took]:
    """Return a way to call the page that tells what it took."""

    def call(function: str, value: object) -> Took:
        processes = below(os.getpid(), "chrom")
        before = worked(processes)
        said = page.evaluate(
            "async ([f, given]) => { const started = performance.now();"
            " const said = await eval(f)(given); return [said, performance.now() - started]; }",
            [function, value],
        )
        return Took(said[1] / 1000, worked(processes) - before, said[0])

    return call


def p95(seconds: list[float]) -> float:
    """Return the time that nineteen in twenty stay under."""
    return statistics.quantiles(seconds, n=20, method="inclusive")[-1]
