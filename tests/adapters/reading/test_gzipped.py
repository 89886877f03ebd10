"""A .tgz is read as the folder in it and a .gz as its one file, and nothing leads elsewhere."""

import gzip
import io
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.adapters.mail.mailboxes import OPTIONS, joined, mbox, message, written
from tests.adapters.reading.test_finding import CALENDAR
from tests.adapters.reading.test_reading import conversation, gather
from tests.adapters.reading.test_zipped import WRITTEN, left_behind, refusals, zip_of
from tevoet.adapters.reading import unpacking
from tevoet.adapters.reading.reading import read

MANY = mbox(*(conversation(number) for number in range(40)))


def tar_of(files: Mapping[str, str | bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    """Return a packed tar with these files."""
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode="w:gz", format=form) as archive:
        for name, text in files.items():
            content = text.encode() if isinstance(text, str) else text
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return into.getvalue()


def member_of(kind: bytes, name: str = "inbox", **more: object) -> bytes:
    """Return a packed tar with one member of a kind, and a mailbox behind it."""
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode="w:gz") as archive:
        member = tarfile.TarInfo(name)
        member.type, member.linkname = kind, "/etc/passwd"
        archive.addfile(member)
        mail = tarfile.TarInfo("mail")
        mail.size = len(WRITTEN)
        archive.addfile(mail, io.BytesIO(WRITTEN.encode()))
    return into.getvalue()


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_one_mailbox_gives_the_same_moments_in_every_form(tmp_path: Path, form: int) -> None:
    plain = list(gather(written(tmp_path / "inbox", MANY)).moments())
    long = f"./Takeout/Mail/{'x' * 90}/{'ë' * 60}/All mail.mbox"
    for name, content in {
        "takeout.tgz": tar_of({"Takeout/Mail/Inbox.mbox": MANY}, form),
        "long.tgz": tar_of({long: MANY}, form) if form != tarfile.USTAR_FORMAT else b"",
        "inbox.mbox.gz": gzip.compress(MANY.encode()),
    }.items():
        if content:
            packed = gather(written(tmp_path / name, content))
            assert list(packed.moments()) == plain
            assert packed.ledger.refused == 0
    assert left_behind(tmp_path) == []


def test_everything_in_it_is_told_apart_and_counted(tmp_path: Path) -> None:
    inner = zip_of(tmp_path / "inner.zip", {"inbox": WRITTEN}).read_bytes()
    files: dict[str, str | bytes] = {"inbox": WRITTEN, "a.ics": CALENDAR, "empty": b""}
    files |= {"more.zip": inner, "more.tgz": tar_of({"a": "b"}), "__MACOSX/._inbox": b"junk"}
    ledger = gather(written(tmp_path / "all.tgz", tar_of(files))).ledger
    assert {reason: one.examples for reason, one in ledger.refusals.items()} == {
        "zip_in_zip": ["all.tgz: more.tgz", "all.tgz: more.zip"],
        "empty_file": ["all.tgz: empty"],
        "no_events": ["all.tgz: a.ics"],
    }
    assert ledger.read == ledger.kept + ledger.set_aside + ledger.refused


@pytest.mark.parametrize(
    "name", ["../inbox", "/etc/inbox", "a/../../inbox", "C:\\inbox", "x" * 201]
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / "in" / "a.tgz", tar_of({name: WRITTEN, "inbox": WRITTEN}))
    whole = joined(read([path], OPTIONS))
    assert ([one.reason for one in whole.refused], len(whole.mails)) == (["zip_bad_name"], 2)
    assert sorted(tmp_path.rglob("*")) == [tmp_path / "in", path]


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE]
)
def test_links_and_devices_are_refused_and_the_rest_is_read(tmp_path: Path, kind: bytes) -> None:
    whole = joined(read([written(tmp_path / "a.tgz", member_of(kind))], OPTIONS))
    assert ([one.reason for one in whole.refused], len(whole.mails)) == (["zip_bad_name"], 2)


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "ALWAYS", 1024 * 1024)
    zeros = bytes(8 * 1024 * 1024)
    for content in (tar_of({"inbox": zeros}), gzip.compress(zeros), long_name(zeros)):
        assert refusals(written(tmp_path / "a.tgz", content)) == [("zip_bomb", "a.tgz")]
    assert left_behind(tmp_path) == []


def long_name(content: bytes) -> bytes:
    """Return a packed tar whose first member has a name of so many bytes."""
    member = tarfile.TarInfo("././@LongLink")
    member.type, member.size = tarfile.GNUTYPE_LONGNAME, len(content)
    return gzip.compress(member.tobuf(tarfile.GNU_FORMAT) + content)


def test_without_room_on_the_disk_nothing_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "SPARE", 1 << 62)
    path = written(tmp_path / "a.tgz", tar_of({"inbox": WRITTEN}))
    assert refusals(path) == [("no_room_to_unpack", "a.tgz")]


def test_of_one_that_breaks_off_what_came_before_is_read(tmp_path: Path) -> None:
    files = {"a.mbox": mbox(*map(message, range(500))), "b.mbox": mbox(*map(message, range(3000)))}
    whole = tar_of(files)
    ledger = gather(written(tmp_path / "a.tgz", whole[: len(whole) * 2 // 3])).ledger
    assert list(ledger.refusals) == ["zip_damaged"]
    assert ledger.kept > 500
    assert refusals(written(tmp_path / "b.tgz", whole[:-8] + bytes(8))) == [
        ("zip_damaged", "b.tgz")
    ]
    assert refusals(written(tmp_path / "c.tgz", tar_of({}))) == [("empty_file", "c.tgz")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(3, 400), new=st.binary(min_size=1, max_size=6), packs=st.booleans())
def test_any_change_is_read_or_counted(tmp_path: Path, place: int, new: bytes, packs: bool) -> None:
    whole = tar_of({"inbox": WRITTEN, "more/inbox": WRITTEN})
    content = bytearray(gzip.decompress(whole) if packs else whole)
    begin = place % len(content)
    content[begin : begin + len(new)] = new
    changed = gzip.compress(bytes(content)) if packs else b"\x1f\x8b\x08" + bytes(content[3:])
    ledger = gather(written(tmp_path / "a.tgz", changed)).ledger
    assert ledger.read > 0
    assert ledger.read == ledger.kept + ledger.duplicate + ledger.set_aside + ledger.refused
