"""Today and People for a leader with 150,000 moments and 200 people.

Server time from the sealed summary with a key on loan, and of the locked page that comes before it,
in the processes that `tevoet serve` starts, beside a peer that works out the figures at each view;
the number of queries with a tenth of the rows; and the weight of a page as it goes over the line.
"""

import gzip
import os
import re
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import _pages_made as made
from bench._pages_asked import Asker, Took, served

if TYPE_CHECKING:
    from django.test import Client

    from tevoet.vault.mirrorkey import MirrorKey

MOMENTS, PEOPLE, TAPS = 150_000, 200, 2_000
WARM_UP, VIEWS, BASELINE_VIEWS = 20, 200, 3
MOST_MS, MOST_BYTES = 100.0, 60_000
PAGES = {"Today": "/", "People": "/people/"}
Headers = dict[str, str]


@dataclass(frozen=True)
class Leader:
    """Whose pages are asked for, by which browser, and what it sends along while a key is lent."""

    pk: int
    key: "MirrorKey"
    browser: "Client"
    loan: Headers


@dataclass(frozen=True)
class Measured:
    """One page: what its answers took on the server, open and locked; queries; kB compressed."""

    took: list[Took]
    locked: list[Took]
    queries: int
    weight: int


def part(numbers: Iterable[float], of_all: float) -> float:
    """Return the number below which this part of them stays."""
    ordered = sorted(numbers)
    return ordered[int(len(ordered) * of_all)]


def main() -> int:
    """Measure, print, and return 1 when a number was missed."""
    home = made.begin()
    try:
        leader = lending(PEOPLE, MOMENTS, TAPS)
        few = queries_of_smaller()
        peer, missed = at_each_view(leader), 0
        for name, page in measure(leader).items():
            missed += report(name, page, few[name], peer)
        print(loaded())
        return int(missed > 0)
    finally:
        made.end(home)


def lending(people: int, moments: int, taps: int) -> Leader:
    """Make a leader with moments, a sealed summary and taps, who lends the key."""
    from django.test import Client  # noqa: PLC0415 - after Django started

    from tests.keys import give_keys, lend  # noqa: PLC0415
    from tevoet.contact import archive, making  # noqa: PLC0415
    from tevoet.people.models import Person  # noqa: PLC0415

    leader = Person.objects.get(pk=made.make_leader(people))
    key, browser = give_keys(leader), Client(SERVER_NAME="localhost")
    kept = archive.of(leader, key)
    making.replace(leader, kept, lambda mine: mine.add(made.moments(moments, people), "1"))
    made.tap(leader.pk, taps)
    browser.force_login(leader)
    loan = lend(browser, key) | {"HX-Target": "mirror"}
    return Leader(leader.pk, key, browser, loan)


def measure(leader: Leader) -> dict[str, Measured]:
    """Ask a real server for each page many times, one after the other."""
    cookies = leader.browser.cookies.items()
    cookie = "; ".join(f"{name}={one.value}" for name, one in cookies)
    with served() as port:
        asker = Asker(port, {"Cookie": cookie})
        took = {
            name: (asked_often(asker, address, leader.loan), asked_often(asker, address, {}))
            for name, address in PAGES.items()
        }
    return {name: measured(leader, PAGES[name], *answers) for name, answers in took.items()}


def asked_often(asker: Asker, address: str, headers: Headers) -> list[Took]:
    """Return what each answer took, once every process has answered before."""
    return [asker.ask(address, headers) for _ in range(WARM_UP + VIEWS)][WARM_UP:]


def measured(leader: Leader, address: str, took: list[Took], locked: list[Took]) -> Measured:
    """Add what a page asks of the database, and what it weighs."""
    page = leader.browser.get(address, headers=leader.loan)
    assert page.status_code == 200, page.status_code
    assert b"data-lent" in page.content
    return Measured(took, locked, queries(leader, address), weight(page.content))


def loaded() -> str:
    """Say how much else the machine was doing, for a wall clock counts that too."""
    a_minute, five, _ = os.getloadavg()
    return (
        f"Machine: {os.cpu_count()} processors; on average {a_minute:.1f} programs wanted one in "
        f"the last minute, {five:.1f} in the last five. Quiet is about 1: this one."
    )


def queries(leader: Leader, address: str) -> int:
    """Count the queries of one view."""
    from django.db import connection  # noqa: PLC0415 - after Django started
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as asked:
        leader.browser.get(address, headers=leader.loan)
    return len(asked)


def queries_of_smaller() -> dict[str, int]:
    """Count the queries for a leader with a tenth of everything."""
    from tevoet.people.models import Person  # noqa: PLC0415 - after Django started

    Person.objects.filter(email=made.ME).update(email="groot@voorbeeld.example")
    small = lending(PEOPLE // 10, MOMENTS // 10, TAPS // 10)
    return {name: queries(small, address) for name, address in PAGES.items()}


def at_each_view(leader: Leader) -> float:
    """Return the slowest of a few views by the peer, in ms on the wall.

    The peer works out the figures from the moments at each view.
    """
    from tevoet.contact import archive, making, overview  # noqa: PLC0415 - after Django started
    from tevoet.contact.sources import Moments  # noqa: PLC0415
    from tevoet.people.models import Person  # noqa: PLC0415

    owner = Person.objects.get(pk=leader.pk)
    kept = archive.of(owner, leader.key)

    def view() -> None:
        from django.utils import timezone  # noqa: PLC0415

        now = timezone.now()
        with Moments(kept.moments(owner).content) as mine:
            mine.summary(making.mirror_settings(owner, now))
        overview.of(owner, now, kept)

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
        f"{said(page.took)} (at most {MOST_MS:.0f}; at each view: {peer:.0f} ms)": (
            part((one.wall for one in page.took), 0.95) <= MOST_MS
        ),
        f"{said(page.locked)}, locked": part((one.wall for one in page.locked), 0.95) <= MOST_MS,
        f"{page.queries} queries (with a tenth of the rows: {fewer})": page.queries == fewer,
        f"{page.weight / 1000:.1f} kB compressed (at most {MOST_BYTES // 1000})": (
            page.weight <= MOST_BYTES
        ),
    }
    for line, is_met in met.items():
        print(f"{name:7} {'met   ' if is_met else 'MISSED'} {line}")
    return sum(not is_met for is_met in met.values())


def said(took: list[Took]) -> str:
    """Say what answers took: on the wall, and of the processor in the thread that answered."""
    wall, busy = [one.wall for one in took], [one.busy for one in took]
    return (
        f"p95 {part(wall, 0.95):.0f} ms on the wall, of the processor {part(busy, 0.95):.0f}; "
        f"median {part(wall, 0.5):.0f} and {part(busy, 0.5):.0f}"
    )


if __name__ == "__main__":
    sys.exit(main())
