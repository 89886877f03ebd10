"""Every calendar file by others is read without an error, and its totals add up."""

from collections import Counter
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from tests.adapters.calendars.calendar_files import NOW
from tevoet.adapters.calendars.components import Component, cut_components
from tevoet.adapters.calendars.events import Event, read_event
from tevoet.adapters.calendars.ics import read
from tevoet.adapters.calendars.series import Bounds, expand_series
from tevoet.adapters.calendars.zones import find_zone
from tevoet.engines.moments.options import ReadOptions

pytestmark = pytest.mark.corpus
BOUNDS = Bounds(None, datetime(2027, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))


@pytest.fixture(scope="module")
def counted(corpora: Path) -> Counter[str]:
    """Read every file once, within two years so that endless series stay short."""
    counted: Counter[str] = Counter()
    options = ReadOptions(me=frozenset(), now=NOW, since=NOW - 2 * 366 * 86_400, until=NOW)
    for path in sorted((corpora / "ics").rglob("*")):
        if path.is_file():
            counted += read_one(path, options)
    return counted


def read_one(path: Path, options: ReadOptions) -> Counter[str]:
    counted: Counter[str] = Counter(files=1)
    components = list(cut_components(path.read_bytes()))
    counted["components"] = len(components)
    counted["events"] = sum(one.kind == "VEVENT" for one in components)
    for batch in read(path, options):
        counted["moments"] += len(batch.moments)
        counted["read_bytes"] += batch.read_bytes
        counted["set_aside"] += sum(batch.set_aside.values())
        counted["size"] += path.stat().st_size if batch.read_bytes else 0
        counted.update(one.reason for one in batch.refused)
        assert all(one.where.startswith(path.name) for one in batch.refused)
    return counted


def test_every_file_is_read(counted: Counter[str]) -> None:
    assert counted["files"] > 2000
    assert counted["events"] > 8000
    assert counted["read_bytes"] == counted["size"] > 0


def test_no_reason_is_left_unexplained(counted: Counter[str]) -> None:
    assert counted["unreadable"] == 0


def test_broken_events_are_few_besides_templates(counted: Counter[str]) -> None:
    """The CalDAV tester's files hold variables where the start should be: 2,485 components."""
    assert counted["unreadable_start"] == 2485
    others = ("no_start", "unreadable_end", "unreadable_duration", "unreadable_recurrence")
    assert sum(counted[reason] for reason in others) < 150


def expected(component: Component) -> int:
    (line,) = [line for line in component.lines if line.startswith("X-EXPECT-NUMEVENTS")]
    return int(line.partition(":")[2])


def event_of(component: Component) -> Event:
    """Read an event with floating times as UTC, because UNTIL is in UTC in three of them."""
    return read_event(component, partial(find_zone, definitions={}, local=UTC))


def test_libicals_recurrences_give_its_own_counts(corpora: Path) -> None:
    content = (corpora / "ics" / "libical" / "recur.txt").read_bytes()
    components = list(cut_components(content))
    wanted = [expected(one) for one in components]
    found = [len(expand_series(event_of(one), [], BOUNDS).instances) for one in components]
    assert found == wanted
    assert (len(wanted), sum(wanted)) == (57, 738)
    # The 58th, which makes the sum 838, is commented out in the file: month 0 does not exist.
    assert content.count(b"X-EXPECT-NUMEVENTS") == 58
    assert b";X-EXPECT-NUMEVENTS: 100" in content
