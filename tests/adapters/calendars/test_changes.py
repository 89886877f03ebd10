"""One-to-ones that were moved or cancelled are remembered, beside the accounting."""

from datetime import UTC, datetime
from pathlib import Path

from tests.adapters.calendars.calendar_files import ANNA, BRAM, WITH_BRAM, calendar, event, read_all
from tevoet.engines.moments.records import CANCELLED, MOVED

HOUR = "DTSTART:202611{day}T100000Z\nDTEND:202611{day}T110000Z"
WEEKLY = HOUR.format(day="02") + "\nRRULE:FREQ=WEEKLY;COUNT=3"
CARLA_TOO = WITH_BRAM + "\nATTENDEE;PARTSTAT=ACCEPTED:mailto:carla@voorbeeld.example"


def changes(folder: Path, *events: str) -> list[tuple[str, str]]:
    found = read_all(folder, calendar(*events)).changes
    assert {change.address for change in found} <= {BRAM}
    assert ANNA not in {change.address for change in found}
    return sorted((f"{datetime.fromtimestamp(c.at, UTC):%m-%d %H:%M}", c.kind) for c in found)


def test_nothing_is_remembered_of_a_meeting_that_stayed(tmp_path: Path) -> None:
    assert changes(tmp_path, event(WEEKLY)) == []


def test_a_cancelled_meeting_is_remembered_at_its_time(tmp_path: Path) -> None:
    cancelled = event(HOUR.format(day="09") + "\nSTATUS:CANCELLED")
    assert changes(tmp_path, cancelled) == [("11-09 10:00", CANCELLED)]


def test_a_moved_instance_is_remembered_at_its_first_time(tmp_path: Path) -> None:
    moved = event("RECURRENCE-ID:20261109T100000Z\n" + HOUR.format(day="11"))
    assert changes(tmp_path, event(WEEKLY), moved) == [("11-09 10:00", MOVED)]


def test_a_cancelled_instance_is_remembered(tmp_path: Path) -> None:
    off = event("RECURRENCE-ID:20261109T100000Z\nSTATUS:CANCELLED\n" + HOUR.format(day="09"))
    assert changes(tmp_path, event(WEEKLY), off) == [("11-09 10:00", CANCELLED)]


def test_a_date_left_out_of_a_series_is_cancelled(tmp_path: Path) -> None:
    assert changes(tmp_path, event(WEEKLY + "\nEXDATE:20261116T100000Z")) == [
        ("11-16 10:00", CANCELLED)
    ]


def test_an_older_version_at_another_time_was_moved(tmp_path: Path) -> None:
    old = event(HOUR.format(day="09") + "\nSEQUENCE:0")
    new = event(HOUR.format(day="12") + "\nSEQUENCE:1")
    assert changes(tmp_path, new, old) == [("11-09 10:00", MOVED)]


def test_a_meeting_of_more_than_two_is_not_remembered(tmp_path: Path) -> None:
    cancelled = event(HOUR.format(day="09") + "\nSTATUS:CANCELLED", people=CARLA_TOO)
    assert changes(tmp_path, cancelled) == []


def test_what_was_declined_is_not_remembered(tmp_path: Path) -> None:
    no = WITH_BRAM.replace("ACCEPTED", "DECLINED")
    moved = event("RECURRENCE-ID:20261109T100000Z\n" + HOUR.format(day="11"), people=no)
    assert changes(tmp_path, event(WEEKLY), moved) == []
