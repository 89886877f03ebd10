"""A calendar made to keep the reader busy is refused, not read for hours."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.adapters.calendars.calendar_files import calendar, event, read_all
from tevoet.adapters.calendars.zones import find_zone

START = "DTSTART:20260101T090000Z\nDTEND:20260101T093000Z"
WEEK = "MO,TU,WE,TH,FR,SA,SU"
SECONDS = ",".join(map(str, range(60)))


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2,04;BYMONTHDAY=31,-31",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;UNTIL=20260102T000000Z",
        "FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=3",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=HOURLY;INTERVAL=168;BYDAY=MO;UNTIL=20260201T000000Z",
        "FREQ=DAILY;BYWEEKNO=60",
    ],
)
def test_a_rule_that_never_comes_true_is_refused_at_once(tmp_path: Path, rule: str) -> None:
    batch = read_all(tmp_path, calendar(event(f"{START}\nRRULE:{rule}")))
    assert [refused.reason for refused in batch.refused] == ["unreadable_recurrence"]


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        ("FREQ=DAILY;BYMONTH=1;BYMONTHDAY=1,8;UNTIL=20260131T000000Z", 2),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=TH;COUNT=3", 3),
        ("FREQ=MONTHLY;BYDAY=MO,TH;BYSETPOS=1;COUNT=2", 2),
    ],
)
def test_an_unusual_rule_that_comes_true_is_read(tmp_path: Path, rule: str, count: int) -> None:
    assert len(read_all(tmp_path, calendar(event(f"{START}\nRRULE:{rule}"))).moments) == count


def zone(rule: str, times: int = 1) -> str:
    """Write a definition of a time zone with the same rule a number of times."""
    part = (
        "BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0330\r\nTZOFFSETTO:+0330\r\n"
        f"{rule}\r\nEND:STANDARD\r\n"
    )
    return f"BEGIN:VTIMEZONE\r\nTZID:Ons kantoor\r\n{part * times}END:VTIMEZONE\r\n"


@pytest.mark.parametrize(
    "definition",
    [
        zone("RRULE;X=1:FREQ=SECONDLY"),
        zone(f"RRULE:FREQ=YEARLY;BYDAY={WEEK};BYMINUTE={SECONDS};BYSECOND={SECONDS}"),
        zone(f"RRULE:FREQ=YEARLY;BYDAY={WEEK}", times=1000),
    ],
)
def test_a_time_zone_that_takes_hours_to_count_out_is_none(definition: str) -> None:
    assert find_zone("Ons kantoor", {"Ons kantoor": definition}, UTC) is UTC


def test_a_time_zone_that_changes_by_the_year_is_read() -> None:
    definition = zone("RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU")
    found = find_zone("Ons kantoor", {"Ons kantoor": definition}, UTC)
    offset = datetime(2026, 1, 5, tzinfo=found).utcoffset()
    assert offset is not None
    assert offset.total_seconds() == 3.5 * 3600


def test_a_time_zone_with_a_name_of_a_megabyte_is_the_owners_own() -> None:
    assert find_zone("a/" * 500_000, {}, UTC) is UTC


def test_a_hundred_thousand_things_in_one_another_are_read(tmp_path: Path) -> None:
    nested = "BEGIN:X\n" * 100_000 + "END:Y\n" * 100_000
    batch = read_all(tmp_path, f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{nested}")
    assert [refused.reason for refused in batch.refused] == ["no_start"]
