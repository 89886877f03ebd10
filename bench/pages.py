"""Today and People for a leader with 150,000 moments and 200 people.

Server time from the summary, beside a peer that works out the figures at each view; the number of
queries with half as many rows; and the weight of a page as it goes over the line.
"""

import gzip
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import _pages_made as made

if TYPE_CHECKING:
    from django.test import Client

MOMENTS, PEOPLE, TAPS = 150_000, 200, 2_000
VIEWS, BASELINE_VIEWS = 60, 3
MOST_MS, MOST_BYTES = 100.0, 60_000
PAGES = {"Today": "/", "People": "/people/"}


@dataclass(frozen=True)
class Measured:
    """One page: server time and processor time in ms, queries, and compressed bytes."""

    p95: float
    busy: float
    queries: int
    weight: int


def main() -> int:
    """Measure, print, and return 1 when a number was missed."""
    home = made.begin()
    try:
        leader = made.make_leader(PEOPLE)
        fill(leader)
        browser = signed_in(leader)
        few = queries_of_smaller()
        missed = 0
        for name, address in PAGES.items():
            missed += report(name, measure(browser, address), few[name], at_each_view(leader))
        return int(missed > 0)
    finally:
        made.end(home)


def fill(leader_pk: int, count: int = MOMENTS, people: int = PEOPLE, taps: int = TAPS) -> None:
    """Put moments, a summary and taps in place."""
    from tevoet.contact import making  # noqa: PLC0415 - after Django started
    from tevoet.people.models import Person  # noqa: PLC0415

    leader = Person.objects.get(pk=leader_pk)
    making.replace(leader, lambda kept: kept.add(made.moments(count, people), "1"))
    made.tap(leader_pk, taps)


def signed_in(leader_pk: int) -> "Client":
    """Return a browser without a screen, signed in as the leader."""
    from django.test import Client  # noqa: PLC0415 - after Django started

    from tevoet.people.models import Person  # noqa: PLC0415

    browser = Client(SERVER_NAME="localhost")
    browser.force_login(Person.objects.get(pk=leader_pk))
    return browser


def measure(browser: "Client", address: str) -> Measured:
    """Ask a page many times."""
    page = browser.get(address)
    assert page.status_code == 200, page.status_code
    begin = time.process_time()
    times = sorted(timed(lambda: browser.get(address)) for _ in range(VIEWS))
    busy = (time.process_time() - begin) * 1000 / VIEWS
    return Measured(times[int(VIEWS * 0.95)], busy, queries(browser, address), weight(page.content))


def timed(act: Callable[[], object]) -> float:
    """Return how many milliseconds something takes."""
    begin = time.perf_counter()
    act()
    return (time.perf_counter() - begin) * 1000


def queries(browser: "Client", address: str) -> int:
    """Count the queries of one view."""
    from django.db import connection  # noqa: PLC0415 - after Django started
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as asked:
        browser.get(address)
    return len(asked)


def queries_of_smaller() -> dict[str, int]:
    """Count the queries for a leader with a tenth of everything."""
    from tevoet.people.models import Person  # noqa: PLC0415 - after Django started

    Person.objects.filter(email=made.ME).update(email="groot@voorbeeld.example")
    small = made.make_leader(PEOPLE // 10)
    fill(small, MOMENTS // 10, PEOPLE // 10, TAPS // 10)
    browser = signed_in(small)
    return {name: queries(browser, address) for name, address in PAGES.items()}


def at_each_view(leader_pk: int) -> float:
    """Return the p95 of the peer: the figures worked out from the moments at each view."""
    from tevoet.contact import archive, making, overview  # noqa: PLC0415 - after Django started
    from tevoet.contact.sources import Moments  # noqa: PLC0415
    from tevoet.people.models import Person  # noqa: PLC0415

    leader = Person.objects.get(pk=leader_pk)

    def view() -> None:
        from django.utils import timezone  # noqa: PLC0415

        now = timezone.now()
        with Moments(archive.of(leader).moments(leader).content) as kept:
            kept.summary(making.mirror_settings(leader, now))
        overview.of(leader, now)

    return sorted(timed(view) for _ in range(BASELINE_VIEWS))[-1]


def weight(page: bytes) -> int:
    """Return the compressed bytes of a page with its styles and scripts."""
    from django.contrib.staticfiles import finders  # noqa: PLC0415 - after Django started

    total = len(gzip.compress(page, 6))
    for name in set(re.findall(rb'(?:href|src)="/static/([^"]+\.(?:css|js))"', page)):
        path = finders.find(name.decode())
        assert path, name
        total += len(gzip.compress(Path(str(path)).read_bytes(), 6))
    return total


def report(name: str, page: Measured, fewer: int, peer: float) -> int:
    """Print one page and return how many numbers it missed."""
    met = {
        f"p95 {page.p95:.0f} ms (at most {MOST_MS:.0f}; at each view: {peer:.0f} ms; "
        f"processor time of one view {page.busy:.0f} ms)": (page.p95 <= MOST_MS),
        f"{page.queries} queries (with a tenth of the rows: {fewer})": page.queries == fewer,
        f"{page.weight / 1000:.1f} kB compressed (at most {MOST_BYTES // 1000})": (
            page.weight <= MOST_BYTES
        ),
    }
    for line, is_met in met.items():
        print(f"{name:7} {'met   ' if is_met else 'MISSED'} {line}")
    return sum(not is_met for is_met in met.values())


if __name__ == "__main__":
    sys.exit(main())
