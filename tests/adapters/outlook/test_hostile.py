"""Whatever bytes a message holds, it is read or counted, quickly."""

import struct
import time
from datetime import datetime
from pathlib import Path

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.adapters.mail.mailboxes import OPTIONS, joined, written
from tests.adapters.outlook.building import msg, tnef, weekly
from tests.adapters.outlook.test_messages import LETTER, MEETING, TO_BRAM
from tevoet.adapters.outlook import properties as of
from tevoet.adapters.outlook.compound import CompoundFile, Node
from tevoet.adapters.outlook.items import Items
from tevoet.adapters.outlook.recurrence import UnreadableRecurrence, read_recurrence
from tevoet.adapters.outlook.single import _entry
from tevoet.adapters.reading.reading import read

SERIES = weekly(datetime(2026, 3, 16, 9, 0), 0b10, 4)  # noqa: DTZ001 - on its own clock
WHOLE = (
    msg({**LETTER, of.TRANSPORT_HEADERS: "X: y\n" * 1200}, [TO_BRAM] * 3),
    msg({**MEETING, of.RECURRENCE: SERIES}, [TO_BRAM]),
    tnef({**MEETING, of.RECURRENCE: SERIES}, {0x00008000: b"\4\0\0\0\5\0\6\0Anna\0SMTP:a"}),
)
PLACES = st.integers(0, 9_000)
CHANGES = st.lists(st.tuples(PLACES, st.binary(min_size=1, max_size=8)), min_size=1, max_size=12)
SECONDS = 2.0


def changed(content: bytes, changes: list[tuple[int, bytes]]) -> bytes:
    """Write other bytes at places behind the first ones, which say what kind of file it is."""
    broken = bytearray(content)
    for place, new in changes:
        begin = 8 + place % len(content)
        broken[begin : begin + len(new)] = new
    return bytes(broken[: len(content)])


def read_all(content: bytes) -> int:
    """Read a message and count what came of it."""
    items = Items("a", OPTIONS)
    found = _entry(content)
    if isinstance(found, str):
        items.refuse(found)
    else:
        items.take(0, found)
    whole = joined(items.hand_over(is_last=True))
    return len(whole.mails) + len(whole.moments) + len(whole.refused) + len(whole.set_aside)


@given(which=st.sampled_from(WHOLE), changes=CHANGES, length=st.integers(8, 20_000))
def test_changed_bytes_are_read_or_counted(
    which: bytes, changes: list[tuple[int, bytes]], length: int
) -> None:
    begun = time.process_time()
    assert read_all(changed(which, changes)[:length]) > 0
    assert time.process_time() - begun < SECONDS


@given(start=st.sampled_from((b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x78\x9f\x3e\x22\1\0\1")),
       rest=st.binary(max_size=3_000))  # fmt: skip
def test_any_bytes_behind_the_first_ones_are_read_or_counted(start: bytes, rest: bytes) -> None:
    assert read_all(start + rest) > 0


@given(st.binary(max_size=300), st.integers(0, 140))
def test_any_series_is_read_or_refused(rest: bytes, kept: int) -> None:
    try:
        read_recurrence(SERIES[:kept] + rest, "cp1252")
    except UnreadableRecurrence:
        return


def test_a_table_of_sectors_in_a_circle_ends() -> None:
    content = bytearray(WHOLE[0])
    fat = struct.unpack_from("<I", content, 76)[0]
    begin = (fat + 1) * 512
    for place in range(128):
        struct.pack_into("<I", content, begin + place * 4, (place + 1) % 128)
    assert read_all(bytes(content)) == 1


def test_a_message_to_very_many_is_capped(tmp_path: Path) -> None:
    many = [{**TO_BRAM, 0x3003: f"p{number}@example.org"} for number in range(3_000)]
    begun = time.process_time()
    (mail,) = joined(read([written(tmp_path / "a", msg(LETTER, many))], OPTIONS)).mails
    assert len(mail.people) <= 501
    assert time.process_time() - begun < 2 * SECONDS


def streams(file: CompoundFile, node: Node, path: str = "") -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for name, child in node.children.items():
        if child.kind == 1:
            found |= streams(file, child, f"{path}{name}/")
        else:
            found[path + name] = file.stream(child, 1 << 30)
    return found


@pytest.mark.corpus
def test_every_real_message_has_the_streams_that_olefile_finds(corpora: Path) -> None:
    paths = sorted((corpora / "pst-msg").rglob("*.msg"))
    assert len(paths) > 40
    for path in paths:
        with olefile.OleFileIO(path) as other:
            theirs = {
                "/".join(names).lower(): other.openstream(names).read() for names in other.listdir()
            }
        file = CompoundFile(path.read_bytes())
        assert streams(file, file.root) == theirs


@pytest.mark.corpus
def test_every_real_message_is_read_and_the_totals_add_up(corpora: Path) -> None:
    paths = sorted((corpora / "pst-msg").rglob("*.msg"))
    for path in paths:
        begun = time.process_time()
        whole = joined(read([path], OPTIONS))
        assert not whole.refused
        assert len(whole.mails) + len(whole.moments) + sum(whole.set_aside.values()) > 0
        assert time.process_time() - begun < SECONDS
