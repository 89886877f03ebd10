"""How a series repeats in Outlook is the same rule as in iCalendar."""

import struct
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from tests.adapters.outlook.building import Plain, _minutes
from tests.adapters.outlook.test_messages import MEETING, TO_BRAM, YES, read_one
from tevoet.adapters.outlook import properties as of
from tevoet.adapters.outlook.msg import read_msg
from tevoet.adapters.outlook.recurrence import (
    Change,
    UnreadableRecurrence,
    read_recurrence,
)

DAILY, WEEKLY, MONTHLY, YEARLY = 0x200A, 0x200B, 0x200C, 0x200D


def clock(month: int, day: int, hour: int = 0) -> datetime:
    """Return a time in 2026 on the clock of a series, which has no zone."""
    return datetime(2026, month, day, hour)  # noqa: DTZ001 - that is what it stands for


MONDAY = clock(3, 16, 9)
NEVER, AFTER, ON = 0x2023, 0x2022, 0x2021


def series(
    frequency: int, pattern: int, period: int, which: Sequence[int] = (), ends: int = NEVER
) -> bytes:
    """Write a series from a Monday on, at nine, with ten instances or until the end of June."""
    head = struct.pack("<5H", 0x3004, 0x3004, frequency, pattern, 0)
    head += struct.pack("<3I", 0, period, 0) + struct.pack(f"<{len(which)}I", *which)
    day, last = (_minutes(one.replace(hour=0)) for one in (MONDAY, clock(6, 30)))
    return head + struct.pack("<7I", ends, 10, 1, 0, 0, day, last)


def behind(changes: Sequence[bytes] = ()) -> bytes:
    """Write what stands behind a pattern: the hours, and the instances that differ."""
    head = struct.pack("<4IH", 0x3006, 0x3009, 540, 570, len(changes))
    return head + b"".join(changes)


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        (series(DAILY, 0, 2 * 1440), "FREQ=DAILY;INTERVAL=2"),
        (series(DAILY, 1, 1, [0b0111110]), "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR;WKST=MO"),
        (series(WEEKLY, 1, 2, [0b0001010]), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=MO"),
        (series(MONTHLY, 2, 1, [16]), "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=16"),
        (series(MONTHLY, 2, 1, [31]), "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=-1"),
        (
            series(MONTHLY, 2, 1, [30]),
            "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=28,29,30;BYSETPOS=-1",
        ),
        (series(MONTHLY, 4, 1, [0]), "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=-1"),
        (series(MONTHLY, 3, 3, [0b0000100, 2]), "FREQ=MONTHLY;INTERVAL=3;BYDAY=TU;BYSETPOS=2"),
        (series(MONTHLY, 3, 1, [0b0100000, 5]), "FREQ=MONTHLY;INTERVAL=1;BYDAY=FR;BYSETPOS=-1"),
        (series(YEARLY, 2, 12, [16]), "FREQ=YEARLY;INTERVAL=1;BYMONTH=3;BYMONTHDAY=16"),
        (
            series(YEARLY, 3, 24, [0b0000010, 3]),
            "FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYDAY=MO;BYSETPOS=3",
        ),
        (series(DAILY, 0, 1440, ends=AFTER), "FREQ=DAILY;INTERVAL=1;COUNT=10"),
    ],
)
def test_every_pattern_has_its_rule(written: bytes, rule: str) -> None:
    found = read_recurrence(written + behind(), "cp1252")
    assert (found.rule, found.until) == (rule, None)


def test_a_series_ends_with_the_instance_of_its_last_day() -> None:
    found = read_recurrence(series(DAILY, 0, 1440, ends=ON) + behind(), "cp1252")
    assert found.until == clock(6, 30, 9)


@pytest.mark.parametrize(
    "written",
    [
        b"",
        series(MONTHLY, 0xA, 1, [1]),
        series(WEEKLY, 1, 1, [0]),
        series(WEEKLY, 0, 1),
        b"\0" * 99,
    ],
)
def test_another_calendar_or_a_broken_series_is_refused(written: bytes) -> None:
    with pytest.raises(UnreadableRecurrence):
        read_recurrence(written + behind() if written else b"", "cp1252")


def moved(day: int, hour: int, place: str = "") -> bytes:
    """Write an instance that was moved to another hour, and perhaps to another place."""
    begin, original = (_minutes(clock(3, day, at)) for at in (hour, 9))
    flags = 0x10 if place else 0
    text = struct.pack("<HH", len(place) + 1, len(place)) + place.encode() if place else b""
    return struct.pack("<3IH", begin, begin + 60, original, flags) + text


def test_an_instance_that_differs_is_read() -> None:
    written = series(DAILY, 0, 1440, ends=AFTER) + behind([moved(17, 14, "Zaal 1"), moved(18, 8)])
    first, second = read_recurrence(written, "cp1252").changes
    assert first == Change(
        clock(3, 17, 9),
        clock(3, 17, 14),
        clock(3, 17, 15),
        "Zaal 1",
    )
    assert (second.start.hour, second.place) == (8, None)


def test_a_moved_instance_is_a_meeting_at_its_new_time(tmp_path: Path) -> None:
    own: Mapping[int, Plain] = {
        **MEETING, of.START: datetime.fromisoformat("2026-03-16T08:00:00+00:00"),
        of.END: datetime.fromisoformat("2026-03-16T08:30:00+00:00"),
        of.ZONE_NAME: "(UTC+01:00) Amsterdam, Berlin, Rome", of.PLACE: "",
        of.RECURRENCE: series(DAILY, 0, 1440, ends=AFTER) + behind([moved(17, 14, "Zaal 1")]),
    }  # fmt: skip
    moments = sorted(read_one(tmp_path, own, [{**TO_BRAM, **YES}]).moments, key=lambda one: one.at)
    assert len(moments) == 10
    assert [one.minutes for one in moments[:3]] == [30, 60, 30]
    second = datetime.fromisoformat("2026-03-17T14:00:00+01:00").timestamp()
    assert (moments[1].at, moments[1].channel) == (second, "in_person")


@pytest.mark.corpus
def test_a_real_series_of_outlook_has_its_rule(corpora: Path) -> None:
    path = corpora / "pst-msg/aspose/Meeting with Recurring Occurrences.msg"
    found = read_msg(path.read_bytes())
    assert found is not None
    rule = read_recurrence(found.own.raw(of.RECURRENCE), "cp1252").rule
    assert rule == "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TH;WKST=SU"
