"""What is taken along is read as Tevoet writes it, and in no other way."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.adapters.along.made import ADDRESS, AT, SOURCE, files, parquet, written, zipped
from tevoet.adapters.along import moments, zips
from tevoet.adapters.along.taking import taken
from tevoet.adapters.reading.kinds import Kind, kind_of
from tevoet.adapters.tables.packing import unpack
from tevoet.engines.along.marks import Unfit, mark_of

ENTRIES = """SELECT 0::BIGINT AS entry, 1::BIGINT AS id, TIMESTAMP '2026-01-01' AS "at",
    'mail' AS channel, 'a@b.example' AS sender, NULL::DOUBLE AS minutes, true AS confirmed,
    0::BIGINT AS conversation, '3' AS source"""
SEATS = """SELECT 0::BIGINT AS entry, 'a@b.example' AS address, '' AS name, 'sender' AS role"""


def reason(path: Path) -> str:
    """Return why a zip is refused, or nothing."""
    try:
        with taken(path) as along:
            for source in along.sources:
                along.pack(source)
    except Unfit as unfit:
        return unfit.reason
    return ""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a zip is written."""
    return tmp_path / "tevoet.zip"


def test_what_tevoet_wrote_is_taken(path: Path) -> None:
    with taken(written(path)) as along:
        (source,) = along.sources
        assert (source.name, along.count(source)) == ("inbox.mbox", 2)
        assert along.told.whole(7) == {"anna@voorbeeld.example"}
        assert along.pack(source)


def test_what_was_moved_or_cancelled_goes_along(path: Path, tmp_path: Path) -> None:
    with taken(written(path)) as along:
        packed = along.pack(along.sources[0])
        name = along.sources[0].origin
    table = tmp_path / "changes.parquet"
    table.write_bytes(unpack(packed)["changes"])
    rows = duckdb.read_parquet(str(table)).project("id, kind, address, source").fetchall()
    assert rows == [(9, "moved", "bram@voorbeeld.example", name)]


def test_what_was_written_before_there_were_changes_is_taken(path: Path) -> None:
    known = files()
    del known["moments/changes.parquet"]
    path.write_bytes(zipped(known))
    assert reason(path) == ""


def test_it_is_known_by_how_it_begins(path: Path) -> None:
    assert kind_of(written(path).read_bytes()[:8192]) == (Kind.ALONG, "")
    others = zipped({"a.json": b"", **files()})
    assert kind_of(others[:8192]) == (Kind.ZIP, "")


@pytest.mark.parametrize(
    "name",
    [
        *("../people.json", "/etc/passwd", "C:/people.json", "tables\\x.csv", "tables/../x.csv"),
        *("program.exe", "moments/other.parquet", "words/", "Tevoet.json", "people.json\n"),
        *("words/with-x-1/..", "__MACOSX/people.json", "tables/x.csv/y"),
    ],
)
def test_a_file_that_tevoet_does_not_put_there_is_refused(path: Path, name: str) -> None:
    assert reason(written(path, **{name: b"x"})) == "along_foreign"


def test_the_same_file_twice_is_refused(path: Path) -> None:
    written(path)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("people.json", b"{}")
    assert reason(path) == "along_foreign"


@pytest.mark.parametrize(
    ("mark", "why"),
    [
        (b'{"format":"tevoet-along","version":2,"person":7}', "along_other_version"),
        (b'{"format":"other","version":1,"person":7}', "along_damaged"),
        (b'{"format":"tevoet-along","version":1,"person":"7"}', "along_damaged"),
        (b"[]", "along_damaged"),
        (b"\xff", "along_damaged"),
        (b" " * 5000 + mark_of(7), "along_too_large"),
    ],
)
def test_another_mark_is_refused(path: Path, mark: bytes, why: str) -> None:
    assert reason(written(path, **{"tevoet.json": mark})) == why


def test_the_zip_of_a_server_is_sealed(path: Path) -> None:
    assert reason(written(path, **{"mirror/moments.age": b"age"})) == "along_sealed"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("people.json", []),
        ("people.json", b"{"),
        ("people.json", b"[" * 100_000),
        ("people.json", {"personaddress": [{"person_number": 7}]}),
        ("people.json", {"personaddress": [{**ADDRESS, "address": "a\0b"}]}),
        ("people.json", {"personaddress": [{**ADDRESS, "address": "\ud800"}]}),
        ("people.json", {"personaddress": [{**ADDRESS, "address": "a" * 321}]}),
        ("people.json", {"personaddress": {"0": 1}}),
        ("contact.json", {"spoken": 7}),
        ("contact.json", {"limit": [{"connection_number": 1, "voice_days": 0}]}),
        ("contact.json", {"proposal": [{"address": "a", "person_number": True}]}),
        ("moments/sources.json", {}),
        ("moments/sources.json", [{**SOURCE, "uploaded_at": AT[:-1]}]),
        ("moments/sources.json", [{**SOURCE, "count": -1}]),
        ("moments/sources.json", [{**SOURCE, "outcome": []}]),
    ],
)
def test_what_is_told_otherwise_is_refused(path: Path, name: str, content: object) -> None:
    assert reason(written(path, **{name: content})) == "along_damaged"


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("entries", ENTRIES.replace("'mail'", "'pigeon'")),
        ("entries", ENTRIES.replace("1::BIGINT AS id", "-1::BIGINT AS id")),
        ("entries", ENTRIES.replace("'a@b.example'", "NULL::VARCHAR")),
        ("entries", ENTRIES.replace("NULL::DOUBLE", "'nan'::DOUBLE")),
        ("entries", ENTRIES.replace("2026-01-01", "1066-10-14")),
        ("entries", ENTRIES.replace("0::BIGINT AS entry", "0::INTEGER AS entry")),
        ("entries", f"{ENTRIES} UNION ALL {ENTRIES}"),
        ("entries", "SELECT 1 AS entry"),
        ("seats", SEATS.replace("'sender'", "'boss'")),
        ("seats", SEATS.replace("0::BIGINT", "9::BIGINT")),
        ("seats", SEATS.replace("'a@b.example'", "repeat('a', 2000)")),
    ],
)
def test_moments_that_are_none_are_refused(
    path: Path, tmp_path: Path, name: str, query: str
) -> None:
    made = {"entries": ENTRIES, "seats": SEATS, name: query}
    written_as = {f"moments/{one}.parquet": parquet(tmp_path, made[one]) for one in made}
    assert reason(written(path, **written_as)) == "along_damaged"


def test_one_table_without_the_other_is_refused(path: Path) -> None:
    contents = files()
    del contents["moments/seats.parquet"]
    path.write_bytes(zipped(contents))
    assert reason(path) == "along_damaged"


def test_what_is_larger_unpacked_than_it_may_be_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zips, "LARGEST_JSON", 1000)
    assert reason(written(path, **{"people.json": b" " * 10_000_000})) == "along_too_large"
    monkeypatch.setattr(zips, "LARGEST_TABLE", 100)
    assert reason(written(path)) == "along_too_large"


def test_more_rows_than_anybody_has_are_refused(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = parquet(tmp_path, SEATS + " FROM range(100000)")
    monkeypatch.setitem(moments._MOST, "seats", 99_999)
    assert reason(written(path, **{"moments/seats.parquet": plain})) == "along_too_large"


def test_a_list_of_files_that_is_too_long_is_not_even_read(path: Path) -> None:
    contents = written(path).read_bytes()
    for place, number in ((10, struct.pack("<H", zips.MOST_FILES + 1)), (12, b"\0\0\0\x7f")):
        end = bytearray(contents[-22:])
        end[place : place + len(number)] = number
        path.write_bytes(contents[:-22] + end)
        assert reason(path) == "along_too_large"
    longer = b"PK\x06\x07" + bytes(16)
    path.write_bytes(contents[:-22] + longer + contents[-22:])
    assert reason(path) == "along_too_large"


def test_a_password_is_refused(path: Path) -> None:
    contents = bytearray(written(path).read_bytes())
    listed = contents.index(b"PK\x01\x02")
    contents[listed + 8] |= 1
    path.write_bytes(contents)
    assert reason(path) == "along_damaged"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cut=st.integers(0, 4000), at=st.integers(0, 4000), byte=st.integers(0, 255))
def test_a_zip_that_was_changed_is_taken_or_refused_with_a_reason(
    path: Path, cut: int, at: int, byte: int
) -> None:
    contents = bytearray(_whole())
    contents[at % len(contents)] = byte
    path.write_bytes(contents[: len(contents) - cut % 50 if cut % 3 == 0 else None])
    assert reason(path) in {"", *_REASONS}


_REASONS = {"along_damaged", "along_foreign", "along_other_version", "along_too_large"}
_MADE: list[bytes] = []


def _whole() -> bytes:
    """Return a good zip, made once."""
    if not _MADE:
        _MADE.append(zipped(files()))
    return _MADE[0]
