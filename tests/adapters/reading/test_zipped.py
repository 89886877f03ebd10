"""A zip is read as the folder that it holds, and nothing in it leads elsewhere."""

import os
import re
import stat
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.adapters.mail.mailboxes import OPTIONS, joined, mbox, message, written
from tests.adapters.reading.test_finding import CALENDAR, found_in
from tests.adapters.reading.test_reading import conversation, gather
from tevoet.adapters.reading import unpacking
from tevoet.adapters.reading.kinds import Kind
from tevoet.adapters.reading.reading import read
from tevoet.adapters.tables.scratch import PREFIX
from tevoet.engines.moments.headers import head_end
from tevoet.engines.moments.message import read_message
from tevoet.engines.moments.records import Mail

WRITTEN = mbox(message(1), message(2))


def zip_of(path: Path, files: Mapping[str, str] | Mapping[str, str | bytes]) -> Path:
    """Write a zip with these files."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def refusals(path: Path) -> list[tuple[str, str]]:
    """Read a zip and return what was refused, and where."""
    return [(one.reason, one.where) for one in joined(read([path], OPTIONS)).refused]


def left_behind(folder: Path) -> list[Path]:
    """Return what unpacking left; a temporary folder of a test is private."""
    return list(folder.glob(f"{PREFIX}*"))


def test_one_mailbox_gives_the_same_moments_in_every_zip(tmp_path: Path) -> None:
    messages = [conversation(number) for number in range(40)]
    plain = list(gather(written(tmp_path / "inbox", mbox(*messages))).moments())
    folders: dict[str, Mapping[str, str]] = {
        "mbox": {"Takeout/Mail/Inbox.mbox": mbox(*messages)},
        "maildir": {"mail/cur/x:2,": messages[0], "mail/tmp/y": message(99)}
        | dict(zip(map("mail/new/{}".format, range(40)), messages, strict=True)),
        "files": dict(zip(map("{}.eml".format, range(40)), messages, strict=True)),
    }
    for name, files in folders.items():
        in_zip = gather(zip_of(tmp_path / f"{name}.zip", files))
        assert list(in_zip.moments()) == plain
        assert in_zip.ledger.refused == 0
    assert left_behind(tmp_path) == []


def test_everything_in_a_zip_is_told_apart_and_counted(tmp_path: Path) -> None:
    inner = zip_of(tmp_path / "inner.zip", {"inbox": WRITTEN}).read_bytes()
    files: dict[str, str | bytes] = {"inbox": WRITTEN, "a.ics": CALENDAR, "empty": b""}
    files |= {"photo.png": b"\x89PNG\0", "more.zip": inner, "__MACOSX/._inbox": b"junk"}
    ledger = gather(zip_of(tmp_path / "all.zip", files)).ledger
    assert {reason: one.examples for reason, one in ledger.refusals.items()} == {
        "zip_in_zip": ["all.zip: more.zip"],
        "unknown_kind": ["all.zip: photo.png"],
        "empty_file": ["all.zip: empty"],
        "no_events": ["all.zip: a.ics"],
    }
    assert ledger.read == ledger.kept + ledger.set_aside + ledger.refused


@pytest.mark.parametrize(
    "name", ["../inbox", "/etc/inbox", "a/../../inbox", "..\\inbox", "C:\\inbox", "a//b", "x" * 201]
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    path = zip_of(tmp_path / "in" / "a.zip", {name: WRITTEN, "inbox": WRITTEN})
    whole = joined(read([path], OPTIONS))
    assert [one.reason for one in whole.refused] == ["zip_bad_name"]
    assert len(whole.mails) == 2
    assert sorted(tmp_path.rglob("*")) == [tmp_path / "in", path]


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("inbox")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert refusals(path) == [("zip_bad_name", "a.zip")]


def test_what_is_locked_in_a_zip_is_refused(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", {"inbox": WRITTEN})
    content = bytearray(path.read_bytes())
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        content[content.index(mark) + place] |= 1
    assert refusals(written(path, bytes(content))) == [("zip_encrypted", "a.zip")]


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "ALWAYS", 1024 * 1024)
    path = zip_of(tmp_path / "a.zip", {"inbox": bytes(8 * 1024 * 1024)})
    assert refusals(path) == [("zip_bomb", "a.zip")]
    content = bytearray(path.read_bytes())
    place = content.index(b"PK\1\2") + 24
    content[place : place + 4] = struct.pack("<I", 100)  # it says to be small
    (reason, _), *_ = refusals(written(path, bytes(content)))
    assert reason in {"zip_bomb", "unreadable_content"}
    assert left_behind(tmp_path) == []


def test_without_room_on_the_disk_nothing_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "SPARE", 1 << 62)
    path = zip_of(tmp_path / "a.zip", {"inbox": WRITTEN})
    assert refusals(path) == [("no_room_to_unpack", "a.zip")]


def test_an_empty_zip_and_a_damaged_one_are_counted(tmp_path: Path) -> None:
    assert refusals(zip_of(tmp_path / "a.zip", {})) == [("empty_file", "a.zip")]
    whole = zip_of(tmp_path / "b.zip", {"inbox": mbox(*map(message, range(500)))}).read_bytes()
    assert refusals(written(tmp_path / "b.zip", whole[:-60])) == [("zip_damaged", "b.zip")]
    broken = bytearray(whole)
    broken[200:260] = bytes(60)
    assert refusals(written(tmp_path / "b.zip", bytes(broken))) == [("unreadable_content", "b.zip")]


def test_a_zip_of_an_upload_is_unpacked_in_its_own_private_folder(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    path = zip_of(tmp_path / "0000", {"inbox": WRITTEN})
    batches = read([path], OPTIONS)
    next(batches)
    assert [one for one in tmp_path.iterdir() if one.name.startswith(PREFIX)]
    batches.close()  # type: ignore[attr-defined] # a generator
    assert os.listdir(tmp_path) == ["0000"]  # noqa: PTH208 - names are enough


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(4, 400), new=st.binary(min_size=1, max_size=6))
def test_any_change_in_a_zip_is_read_or_counted(tmp_path: Path, place: int, new: bytes) -> None:
    path = zip_of(tmp_path / "a.zip", {"inbox": WRITTEN, "more/inbox": WRITTEN})
    content = bytearray(path.read_bytes())
    begin = place % len(content)
    content[begin : begin + len(new)] = new
    ledger = gather(written(path, b"PK\3\4" + bytes(content[4:]))).ledger
    assert ledger.read > 0
    assert ledger.read == ledger.kept + ledger.duplicate + ledger.set_aside + ledger.refused


@pytest.mark.corpus
def test_one_real_folder_gives_the_same_moments_in_every_form(
    corpora: Path, tmp_path: Path
) -> None:
    keeping = replace(OPTIONS, keep_lists=True)
    found = (one.path for one in found_in(corpora / "mail") if one.kind is Kind.EML)
    for number, path in enumerate(found):
        text = path.read_bytes().replace(b"\r\n", b"\n")
        if is_whole(text):
            written(tmp_path / "files" / f"{number}.eml", text)
            written(tmp_path / "maildir" / "cur" / f"{number}:2,S", text)
    (tmp_path / "maildir" / "new").mkdir()
    messages = [one.read_bytes() for one in sorted((tmp_path / "files").iterdir())]
    quoted = [re.sub(rb"(?m)^(>*From )", rb">\1", text) for text in messages]
    written(tmp_path / "mbox" / "inbox", b"".join(POSTMARK + text + b"\n\n" for text in quoted))
    for name in ("files", "maildir", "mbox"):
        paths = [path for path in (tmp_path / name).rglob("*") if path.is_file()]
        inside = {str(path.relative_to(tmp_path)): path.read_bytes() for path in paths}
        zip_of(tmp_path / f"{name}.zip", inside)
    readings = [list(gather(path, options=keeping).moments()) for path in tmp_path.iterdir()]
    assert len(readings) == 6
    assert len(readings[0]) > 150
    assert all(moments == readings[0] for moments in readings)


POSTMARK = b"From MAILER-DAEMON Thu Jan  1 00:00:00 2026\n"


def is_whole(text: bytes) -> bool:
    """Say whether a message has its own date and an end of its headers.

    Without a date the postmark of an mbox tells the time, and without an end its headers go on
    into the next message: both only in an mbox.
    """
    return head_end(text) > 0 and isinstance(read_message(text[: head_end(text)]), Mail)
