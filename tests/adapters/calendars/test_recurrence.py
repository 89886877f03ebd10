"""Recurring events are expanded with their exceptions, and never without end."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.adapters.calendars.calendar_files import NOW, calendar, event, read_all, starts

WEEKLY = (
    "DTSTART;TZID=Europe/Amsterdam:20261005T100000\nDTEND;TZID=Europe/Amsterdam:20261005T103000\n"
)
FOUR = f"{WEEKLY}RRULE:FREQ=WEEKLY;COUNT=4"
ON_12 = "RECURRENCE-ID;TZID=Europe/Amsterdam:20261012T100000\n"


def test_a_series_keeps_its_clock_when_summer_time_ends(tmp_path: Path) -> None:
    batch = read_all(tmp_path, calendar(event(FOUR)))
    assert starts(batch.moments) == ["10-05 08:00", "10-12 08:00", "10-19 08:00", "10-26 09:00"]
    assert len({moment.id for moment in batch.moments}) == 4
    assert len({moment.conversation for moment in batch.moments}) == 1


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        ("EXDATE;TZID=Europe/Amsterdam:20261012T100000", ["10-05", "10-19", "10-26"]),
        ("EXDATE:20261012T080000Z", ["10-05", "10-19", "10-26"]),
        ("EXDATE;VALUE=DATE:20261012", ["10-05", "10-19", "10-26"]),
        ("EXDATE:20261012T080000Z,20261019T080000Z", ["10-05", "10-26"]),
        ("RDATE:20261007T080000Z", ["10-05", "10-07", "10-12", "10-19", "10-26"]),
        ("RDATE;VALUE=PERIOD:20261007T080000Z/PT2H", ["10-05", "10-07", "10-12", "10-19", "10-26"]),
        ("EXRULE:FREQ=WEEKLY;INTERVAL=2", ["10-12", "10-26"]),
    ],
)  # fmt: skip
def test_single_dates_are_left_out_and_added(tmp_path: Path, lines: str, left: list[str]) -> None:
    found = starts(read_all(tmp_path, calendar(event(f"{FOUR}\n{lines}"))).moments)
    assert [start[:5] for start in found] == left


@pytest.mark.parametrize(
    ("until", "count"),
    [
        ("20261019T080000Z", 3), ("20261019T075959Z", 2), ("20261019", 3),
        ("20261019T100000", 3), ("20261018", 2), ("20260101", 0),
    ],
)  # fmt: skip
def test_until_is_the_last_moment_that_counts(tmp_path: Path, until: str, count: int) -> None:
    batch = read_all(tmp_path, calendar(event(f"{WEEKLY}RRULE:FREQ=WEEKLY;UNTIL={until}")))
    assert len(batch.moments) == count


def test_one_instance_moves_and_keeps_its_id(tmp_path: Path) -> None:
    plain = read_all(tmp_path, calendar(event(FOUR)))
    moved = event(f"{ON_12}DTSTART:20261013T130000Z\nSEQUENCE:1")
    batch = read_all(tmp_path, calendar(moved, event(FOUR)))
    assert starts(batch.moments)[1] == "10-13 13:00"
    assert {one.id for one in batch.moments} == {one.id for one in plain.moments}


def test_one_instance_is_cancelled(tmp_path: Path) -> None:
    gone = event(f"{ON_12}DTSTART:20261012T080000Z\nSTATUS:CANCELLED")
    batch = read_all(tmp_path, calendar(event(FOUR), gone))
    assert len(batch.moments) == 3
    assert batch.set_aside == {"cancelled": 1}


def test_a_cancelled_series_takes_its_exceptions_along(tmp_path: Path) -> None:
    moved = event(f"{ON_12}DTSTART:20261013T130000Z\nSEQUENCE:1")
    batch = read_all(tmp_path, calendar(event(f"{FOUR}\nSTATUS:CANCELLED\nSEQUENCE:1"), moved))
    assert (batch.moments, batch.set_aside) == ([], {"cancelled": 2})


def test_this_and_all_that_follow_move_together(tmp_path: Path) -> None:
    later = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Amsterdam:20261012T100000\n"
        "DTSTART;TZID=Europe/Amsterdam:20261012T140000\nDURATION:PT1H"
    )
    batch = read_all(tmp_path, calendar(event(FOUR), later))
    plain = read_all(tmp_path, calendar(event(FOUR)))
    assert starts(batch.moments) == ["10-05 08:00", "10-12 12:00", "10-19 12:00", "10-26 13:00"]
    assert {one.id for one in batch.moments} == {one.id for one in plain.moments}


def test_an_exception_without_its_series_is_a_meeting_of_that_series(tmp_path: Path) -> None:
    alone = read_all(tmp_path, calendar(event(f"{ON_12}DTSTART:20261013T130000Z")))
    plain = read_all(tmp_path, calendar(event(FOUR)))
    assert alone.moments[0].id in {one.id for one in plain.moments}
    assert alone.moments[0].conversation == plain.moments[0].conversation


def test_an_endless_series_ends_a_year_from_now(tmp_path: Path) -> None:
    lines = "DTSTART:20000103T100000Z\nDURATION:PT1H\nRRULE:FREQ=MONTHLY"
    batch = read_all(tmp_path, calendar(event(lines)))
    years = sorted({datetime.fromtimestamp(one.at, UTC).year for one in batch.moments})
    assert years == [2021, 2022, 2023, 2024, 2025, 2026, 2027]


def test_an_endless_series_keeps_to_the_period_asked(tmp_path: Path) -> None:
    lines = "DTSTART:20000103T100000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY"
    batch = read_all(tmp_path, calendar(event(lines)), since=NOW - 7 * 86_400, until=NOW)
    assert starts(batch.moments) == [f"11-{day} 10:00" for day in range(17, 24)]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=SECONDLY;COUNT=5;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYHOUR=1,2,3,4,5,6,7,8,9,10,11,12;BYMINUTE=0,5,10,15,20,25,30,35,40,45,50,55",
    ],
)  # fmt: skip
def test_a_rule_that_recurs_too_often_is_refused_at_once(tmp_path: Path, rule: str) -> None:
    lines = f"DTSTART:20150105T100000Z\nRRULE:{rule}"
    batch = read_all(tmp_path, calendar(event(lines), event("DTSTART:20261005T100000Z", "heel")))
    assert [one.reason for one in batch.refused] == ["recurs_too_often"]
    assert starts(batch.moments) == ["10-05 10:00"]


def test_after_twenty_thousand_instances_the_rest_is_refused(tmp_path: Path) -> None:
    lines = "DTSTART:20240101T100000Z\nRRULE:FREQ=HOURLY"
    batch = read_all(tmp_path, calendar(event(lines)))
    assert [one.reason for one in batch.refused] == ["recurs_too_often"]
    assert len(batch.moments) == 20_000


def test_a_start_that_its_rule_does_not_give_is_no_instance(tmp_path: Path) -> None:
    lines = "DTSTART:20261006T100000Z\nRRULE:FREQ=WEEKLY;COUNT=2;BYDAY=MO"
    batch = read_all(tmp_path, calendar(event(lines)))
    assert starts(batch.moments) == ["10-12 10:00", "10-19 10:00"]


@pytest.mark.parametrize(
    ("rule", "is_read"),
    [
        ("RSCALE=GREGORIAN;FREQ=WEEKLY;COUNT=2", True),
        ("RSCALE=HEBREW;FREQ=YEARLY;COUNT=2", False),
        ("FREQ=MONTHLY;SKIP=FORWARD;COUNT=2", False),
        ("freq=weekly; count=2; byday=mo, tu", True),
    ],
)
def test_other_calendars_are_refused_and_never_guessed(
    tmp_path: Path, rule: str, is_read: bool
) -> None:
    batch = read_all(tmp_path, calendar(event(f"{WEEKLY}RRULE:{rule}")))
    assert (len(batch.moments), len(batch.refused)) == ((2, 0) if is_read else (0, 1))


def test_a_series_that_is_no_meeting_counts_once(tmp_path: Path) -> None:
    batch = read_all(tmp_path, calendar(event(FOUR, people="")))
    assert batch.set_aside == {"alone": 1}
