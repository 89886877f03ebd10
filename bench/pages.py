"""Today and People for a leader with 150,000 moments and 200 people.

Server time from the summary, in the processes that `tevoet serve` starts, beside a peer that works
out the figures at each view; the number of queries with a tenth of the rows; and the weight of a
page as it goes over the line.
"""

import gzip
import os
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import _pages_made as made
from bench._pages_asked import Asker, Took, served

if TYPE_CHECKING:
    from django.test import Client

MOMENTS, PEOPLE, TAPS = 150_000, 200, 2_000
WARM_UP, VIEWS, BASELINE_VIEWS = 20, 200, 3
MOST_MS, MOST_BYTES = 100.0, 60_000
PAGES = {"Today": "/", "People": "/people/"}


@dataclass(frozen=True)
class Measured:
    """One page: what its answers took on the server, queries, compressed bytes."""

    took: list[Took]
    queries: int
    weight: int

    def wall(self, part: float) -> float:
        """Return the time on the wall below which this part of the answers stays."""
        return sorted(one.wall for one in self.took)[int(len(self.took) * part)]

    def busy(self, part: float) -> float:
        """Return the same of the processor's time in the thread that answered."""
        return sorted(one.busy for one in self.took)[int(len(self.took) * part)]


def main() -> int:
    """Measure, print, and return 1 when a number was missed."""
    home = made.begin()
    try:
        leader = made.make_leader(PEOPLE)
        fill(leader)
        browser = signed_in(leader)
        few = queries_of_smaller()
        peer, missed = at_each_view(leader), 0
        for name, page in measure(browser).items():
            missed += report(name, page, few[name], peer)
        print(loaded())
        return int(missed > 0)
    finally:
        made.end(home)


def fill(leader_pk: int, count: int = MOMENTS, people: int = PEOPLE, taps: int = TAPS) -> None:
    """Put moments, a summary and taps in place."""
    from tevoet.contact import archive, making  # noqa: PLC0415 - after Django started
    from tevoet.people.models import Person  # noqa: PLC0415

    leader = Person.objects.get(pk=leader_pk)
    making.replace(
        leader, archive.of(leader), lambda kept: kept.add(made.moments(count, people), "1")
    )
    made.tap(leader_pk, taps)


def signed_in(leader_pk: int) -> "Client":
    """Return a browser without a screen, signed in as the leader."""
    from django.test import Client  # noqa: PLC0415 - after Django started

    from tevoet.people.models import Person  # noqa: PLC0415

    browser = Client(SERVER_NAME="localhost")
    browser.force_login(Person.objects.get(pk=leader_pk))
    return browser


def measure(browser: "Client") -> dict[str, Measured]:
    """Ask a real server for each page many times, one after the other."""
    cookie = "; ".join(f"{name}={one.value}" for name, one in browser.cookies.items())
    with served() as port:
        asker = Asker(port, cookie)
        took = {name: asked_often(asker, address) for name, address in PAGES.items()}
    return {name: measured(browser, PAGES[name], answers) for name, answers in took.items()}


def asked_often(asker: Asker, address: str) -> list[Took]:
    """Return what each answer took, once every process has answered before."""
    return [asker.ask(address) for _ in range(WARM_UP + VIEWS)][WARM_UP:]


def measured(browser: "Client", address: str, took: list[Took]) -> Measured:
    """Add what a page asks of the database, and what it weighs."""
    page = browser.get(address)
    assert page.status_code == 200, page.status_code
    return Measured(took, queries(browser, address), weight(page.content))


def loaded() -> str:
    """Say how much else the machine was doing, for a wall clock counts that too."""
    a_minute, five, _ = os.getloadavg()
    return (
        f"Machine: {os.cpu_count()} processors; on average {a_minute:.1f} programs wanted one in "
        f"the last minute, {five:.1f} in the last five. Quiet is about 1: this one."
    )


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
    """Return the slowest of a few views by the peer, in ms on the wall.

    The peer works out the figures from the moments at each view.
    """
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

    return max(timed(view) for _ in range(BASELINE_VIEWS))


def timed(act: Callable[[], object]) -> float:
    """Return how many milliseconds something takes on the wall."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def weight(page: bytes) -> int:
    """Return the compressed bytes of a page with its styles and scripts."""
    from django.conf import settings  # noqa: PLC0415 - after Django started

    total = len(gzip.compress(page, 6))
    for name in set(re.findall(rb'(?:href|src)="/static/([^"]+\.(?:css|js))"', page)):
        content = (Path(settings.STATIC_ROOT) / name.decode()).read_bytes()
        total += len(gzip.compress(content, 6))
    return total


def report(name: str, page: Measured, fewer: int, peer: float) -> int:
    """Print one page and return how many numbers it missed."""
    met = {
        f"p95 {page.wall(0.95):.0f} ms on the wall, median {page.wall(0.5):.0f} (at most "
        f"{MOST_MS:.0f}; at each view: {peer:.0f} ms); of the processor: "
        f"p95 {page.busy(0.95):.0f} ms, median {page.busy(0.5):.0f}": (page.wall(0.95) <= MOST_MS),
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
