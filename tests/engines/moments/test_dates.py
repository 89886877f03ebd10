"""Dates are read as mail programs write them, and nothing they write raises."""

import json
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime, mktime_tz, parsedate_tz
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tevoet.engines.moments.dates import (
    LATEST,
    read_date,
    read_postmark_date,
    read_received_date,
    read_usual_date,
)

# A month written as a number may be a day: such a date is not guessed at.
MONTH_AS_NUMBER = ["20 11", "4 8 1"]


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Tue, 1 Jul 2003 10:52:37 +0200", "2003-07-01T08:52:37"),
        ("1 Jul 2003 10:52 GMT", "2003-07-01T10:52:00"),
        ("Tue, 1 Jul 03 10:52:37 EST", "2003-07-01T15:52:37"),
        ("Tue, 1 Jul 97 10:52:37 Z", "1997-07-01T10:52:37"),
        ("Thu, 13 Feb 1969 23:32 -0330 (Newfoundland Time)", None),
        ("Fri, 21 Nov 1997 09(comment):   55  :  06 -0600", "1997-11-21T15:55:06"),
        ("Tuesday, 01-Jul-03 10:52:37 +0000", "2003-07-01T10:52:37"),
        ("Mon Jun  3 12:50:27 1996", "1996-06-03T12:50:27"),
        ("Mon Jun 3 12:50:27 CEST 1996", "1996-06-03T10:50:27"),
        ("Tue, 1 Jul 2003 10:52:37 +9959", "2003-07-01T10:52:37"),
        ("Tue, 1 Jul 2003 10:52:37 XYZ", "2003-07-01T10:52:37"),
        ("Tue, 1 Jul 2003 10:52:60 +0000", "2003-07-01T10:52:59"),
        ("Tue, 1 July 2003 10:52:37 +0000", "2003-07-01T10:52:37"),
        ("Tue, 31 Feb 2003 10:52:37 +0000", None),
        ("Tue, 1 Jul 2003 25:52:37 +0000", None),
        ("Tue, 1 Jul 9999 10:52:37 +0000", None),
        ("Tue, 1 Foo 2003 10:52:37 +0000", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_are_read_in_utc(value: str, expected: str | None) -> None:
    assert read_date(value.encode()) == (utc(expected) if expected else None)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("From anna@example.org Mon Jun 01 10:00:00 2009", "2009-06-01T10:00:00"),
        ("From anna@example.org  Fri Feb 22 17:06:23 2008 +0200", "2008-02-22T15:06:23"),
        ("From 123@xxx Thu Jan 01 00:00:00 +0000 2015", "2015-01-01T00:00:00"),
        ("From - Mon Jun  3 12:50:27 1996", "1996-06-03T12:50:27"),
        ("From -", None),
    ],
)
def test_postmarks_give_a_date(line: str, expected: str | None) -> None:
    assert read_postmark_date(line.encode()) == (utc(expected) if expected else None)


def test_a_received_header_gives_the_date_behind_its_last_semicolon() -> None:
    value = b"from a (x; y) by b; Tue, 1 Jul 2003 10:52:37 +0200"
    assert read_received_date(value) == utc("2003-07-01T08:52:37")


@given(st.integers(86_400, LATEST - 86_400), st.integers(-12 * 60, 14 * 60))
def test_what_python_writes_is_read_as_python_reads_it(second: int, offset: int) -> None:
    zone = timezone(timedelta(minutes=offset))
    value = format_datetime(datetime.fromtimestamp(second, zone))
    parsed = parsedate_tz(value)
    assert parsed is not None
    assert read_date(value.encode()) == mktime_tz(parsed) == second
    assert read_usual_date(value.encode()) == read_usual_date(f" {value}".encode()) == second


dates = st.builds(
    "{}{}{:02}:{:02}:{:02}{}".format,
    st.sampled_from(["", " ", "Mon, ", " Mon, ", "\tMon,", " Mon, 1 Jun 2026 10:00:00 +0200 "]),
    st.sampled_from(["1 Jun 2026 ", "31 Feb 2026 ", "1 Foo 2026 ", "1 Jan 1970 ", "31 Dec 2099 "]),
    st.integers(0, 25),
    st.integers(0, 61),
    st.integers(0, 61),
    st.sampled_from([" +0000", " -1400", " +0200", " +2000", " (CET)", " +02:00", "\n +0200"]),
)


@given(dates)
def test_a_usual_date_is_read_as_every_date(value: str) -> None:
    at = read_usual_date(value.encode())
    assert at is None or at == read_date(value.encode())


@given(st.binary(max_size=80))
def test_no_bytes_at_all_raise(value: bytes) -> None:
    at = read_date(value)
    assert at is None or 0 <= at < LATEST
    assert read_postmark_date(value) in (None, read_postmark_date(value))


@pytest.mark.corpus
def test_the_expected_dates_beside_the_files_are_read(corpora: Path) -> None:
    cases = json.loads((corpora / "mail/stalwart/resources/date.json").read_text())
    missed = [
        case["header"]
        for case in cases
        if (wanted := expected_second(case["expected"])) is not None
        and wanted not in either_date(case["header"].replace("\n", " ").encode())
    ]
    assert [header.strip()[:5] for header in missed] == MONTH_AS_NUMBER


def either_date(value: bytes) -> tuple[int | None, int | None]:
    """Read a value as a Date and as a Received header: both stand among the cases."""
    return read_date(value), read_received_date(value)


def expected_second(expected: dict[str, int] | None) -> int | None:
    """Return an expected date as seconds, or None when it has none or lies before 1970."""
    if not expected or not 1970 <= expected["year"] < 2100:
        return None
    day = datetime(expected["year"], expected["month"], expected["day"], tzinfo=UTC)
    offset = expected["tz_hour"] * 3600 + expected["tz_minute"] * 60
    clock = expected["hour"] * 3600 + expected["minute"] * 60 + expected["second"]
    return int(day.timestamp()) + clock - (-offset if expected["tz_before_gmt"] else offset)
