"""A call log becomes moments by phone, and every row is counted once."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tevoet.adapters.calls.cells import read_number, read_seconds, read_way, read_when
from tevoet.adapters.calls.csv import looks_like_calls, read
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch, Channel, Moment, Role

ANNA = "anna@voorbeeld.example"
BRAM = "+447700900002"
NOW = int(datetime(2026, 11, 23, 12, tzinfo=UTC).timestamp())
DUTCH = (
    "Datum;Tijd;Naam;Nummer;Richting;Duur\n05-01-2026;09:30;Bram;+44 7700 900002;Uitgaand;0:05:12\n"
)
ENGLISH = "at,number,name,direction,seconds\n2026-01-05T09:30:00,+447700900002,Bram,out,312\n"


def read_all(folder: Path, content: str | bytes, **options: object) -> Batch:
    path = folder / "telefoon.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    settings = {"me": frozenset({ANNA}), "now": NOW, **options}
    joined = Batch()
    for batch in read(path, ReadOptions(**settings)):  # type: ignore[arg-type] # as the test says
        joined.moments += batch.moments
        joined.refused += batch.refused
        joined.read_bytes += batch.read_bytes
        for reason, count in batch.set_aside.items():
            joined.set_aside[reason] = joined.set_aside.get(reason, 0) + count
    return joined


def one_call(moments: list[Moment]) -> None:
    (moment,) = moments
    assert datetime.fromtimestamp(moment.at, UTC) == datetime(2026, 1, 5, 8, 30, tzinfo=UTC)
    assert (moment.channel, moment.minutes, moment.confirmed) == (Channel.PHONE, 5.2, True)
    assert [tuple(person) for person in moment.people] == [
        (ANNA, "", Role.SENDER), (BRAM, "Bram", Role.GUEST),
    ]  # fmt: skip
    assert (moment.sender, moment.conversation, moment.source) == (ANNA, 0, "calls")


@pytest.mark.parametrize(
    "content",
    [
        DUTCH.encode(),
        ENGLISH.encode(),
        DUTCH.encode("utf-16"),
        DUTCH.encode("utf-8-sig"),
        DUTCH.encode("latin-1"),
        DUTCH.replace(";", "\t").encode(),
        DUTCH.replace("\n", "\r\n").encode(),
        f"sep=;\r\n{DUTCH}".encode(),
        ENGLISH.replace("seconds", "Duration (seconds)").encode(),
        ENGLISH.replace("seconds", "minutes").replace("312", "5.2").encode(),
        ENGLISH.replace("out", '"Outgoing"').encode(),
        b"\n" + ENGLISH.encode() + b"\n,,,,\n\n",
    ],
)
def test_a_call_is_read_however_it_is_written(tmp_path: Path, content: bytes) -> None:
    batch = read_all(tmp_path, content)
    one_call(batch.moments)
    assert (batch.refused, batch.set_aside) == ([], {})
    assert batch.read_bytes == len(content)
    assert looks_like_calls(content[:4096])


def test_who_called_is_the_sender(tmp_path: Path) -> None:
    (moment,) = read_all(tmp_path, ENGLISH.replace("out", "in")).moments
    assert moment.sender == BRAM
    assert [person.role for person in moment.people] == [Role.SENDER, Role.GUEST]


def test_without_a_direction_nobody_is_the_sender(tmp_path: Path) -> None:
    (moment,) = read_all(tmp_path, ENGLISH.replace("out", "")).moments
    assert moment.sender == ""
    assert {person.role for person in moment.people} == {Role.GUEST}


def test_an_address_stands_before_a_number(tmp_path: Path) -> None:
    content = "date,time,number,email,duration\n2026-01-05,09:30,085,BRAM@Voorbeeld.example,60\n"
    (moment,) = read_all(tmp_path, content).moments
    assert "bram@voorbeeld.example" in {person.address for person in moment.people}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2026-01-05T09:30,+447700900002,,missed,10", "missed"),
        ("2026-01-05T09:30,+447700900002,,Gemist,", "missed"),
        ("2026-01-05T09:30,+447700900002,,rejected,10", "rejected"),
        ("2026-01-05T09:30,+447700900002,,voicemail,10", "voicemail"),
        ("2026-01-05T09:30,+447700900002,,in,0", "zero_seconds"),
        ("2026-01-05T09:30,ANNA@voorbeeld.example,,in,10", "alone"),
        ("2026-01-05T09:30,,Onbekend,in,10", "anonymous"),
        ("2026-01-05T09:30,Privé,,in,10", "anonymous"),
    ],
)
def test_what_is_no_talk_is_set_aside(tmp_path: Path, row: str, reason: str) -> None:
    batch = read_all(tmp_path, f"{ENGLISH}{row}\n")
    one_call(batch.moments)
    assert batch.set_aside == {reason: 1}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("gisteren,+447700900002,,in,10", "unreadable_time"),
        ("2026-02-30T09:30,+447700900002,,in,10", "unreadable_time"),
        ("2026-01-05,+447700900002,,in,10", "unreadable_time"),
        ("2026-01-05T09:30,12,,in,10", "unreadable_number"),
        ("2026-01-05T09:30,+447700900002,,in,lang", "unreadable_length"),
        ("2026-01-05T09:30,+447700900002,,in,-5", "unreadable_length"),
        ("2026-01-05T09:30,+447700900002", "unreadable_length"),
        ("2026-01-05T09:30," + "1" * 140_000, "unreadable_row"),
    ],
)
def test_a_bad_row_is_refused_and_the_others_stay(tmp_path: Path, row: str, reason: str) -> None:
    header, good = ENGLISH.splitlines()
    batch = read_all(tmp_path, f"{header}\n{row}\n{good}\n")
    one_call(batch.moments)
    assert [tuple(one) for one in batch.refused] == [(reason, "telefoon.csv row 2")]


@pytest.mark.parametrize(
    "content", ["a;b;c\n1;2;3\n", "", "\n\n", "name,direction\nBram,in\n", "\0\0"]
)
def test_unknown_columns_are_one_refusal(tmp_path: Path, content: str) -> None:
    batch = read_all(tmp_path, content)
    assert [tuple(one) for one in batch.refused] == [("unknown_columns", "telefoon.csv")]
    assert not looks_like_calls(content.encode())


def test_the_same_call_has_the_same_id_in_every_file(tmp_path: Path) -> None:
    assert read_all(tmp_path, DUTCH).moments[0].id == read_all(tmp_path, ENGLISH).moments[0].id


def test_the_period_is_kept_to(tmp_path: Path) -> None:
    assert read_all(tmp_path, DUTCH, since=NOW).set_aside == {"outside_period": 1}


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-05T09:30", "2026-01-05 09:30:00", "2026-01-05T08:30:00Z", "2026-01-05T10:30+02:00",
        "05-01-2026 09:30", "5/1/2026 9:30", "05.01.2026 09:30:00", "05-01-26 9:30",
        "1767601800000", "2026-01-05 09:30:00 +01:00",
    ],
)  # fmt: skip
def test_times_are_read(text: str) -> None:
    assert read_when(text, ZoneInfo("Europe/Amsterdam")) == 1767601800


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("312", 312), ("0:05:12", 312), ("05:12", 312), ("1:05:12", 3912), ("5 min 12 s", 312),
        ("5m12s", 312), ("2 uur 1 min", 7260), ("12 sec", 12), ("90:00", 5400), ("0", 0),
    ],
)  # fmt: skip
def test_lengths_are_read(text: str, seconds: int) -> None:
    assert read_seconds(text) == seconds


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("In", "in"), ("INCOMING", "in"), ("Inkomend gesprek", "in"), ("Gebeld", "out"),
        ("uitgaande oproep", "out"), ("Missed call", "missed"), ("niet opgenomen", "missed"),
        ("?", ""),
    ],
)  # fmt: skip
def test_directions_are_read(text: str, way: str) -> None:
    assert read_way(text) == way


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("07700 900002", "+447700900002"), ("0044 7700 900 002", "+447700900002"),
        ("tel:+44-7700-900002", "+447700900002"), ("anoniem", ""),
    ],
)  # fmt: skip
def test_numbers_are_written_in_one_way(text: str, number: str) -> None:
    country = "GB" if text.startswith("07") else "NL"
    assert read_number(text, country) == number


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_looked_at_without_an_error(content: bytes) -> None:
    assert looks_like_calls(content) in {True, False}


@settings(deadline=None)
@given(rows=st.lists(st.text(max_size=60), max_size=6))
def test_any_rows_are_read_and_add_up(
    tmp_path_factory: pytest.TempPathFactory, rows: list[str]
) -> None:
    content = "\n".join([ENGLISH.rstrip("\n"), *rows])
    batch = read_all(tmp_path_factory.mktemp("calls"), content.encode("utf-8", "replace"))
    found = len(batch.moments) + len(batch.refused) + sum(batch.set_aside.values())
    assert 1 <= found <= len(content.splitlines())
