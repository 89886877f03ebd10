"""Every parser of what others made, as a function of bytes that may say no, in words only."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.fuzz import imap, outlook, sealing
from tests.fuzz.sound import check_batches, check_mail, check_values
from tevoet.adapters.along.taking import taken
from tevoet.adapters.calendars import ics
from tevoet.adapters.calls import android, csv
from tevoet.adapters.calls import iphone as phone
from tevoet.adapters.chats import signal, whatsapp
from tevoet.adapters.mail import eml, letters, maildir, mbox
from tevoet.adapters.reading import gzipped, zipped
from tevoet.adapters.reading.finding import Heap, look, walk
from tevoet.adapters.reading.kinds import BEGINNING, Kind, kind_of
from tevoet.adapters.served import page
from tevoet.engines.along.marks import Unfit
from tevoet.engines.moments.headers import (
    HEAD_CAP,
    head_end,
    head_values,
    named,
    plain,
    split_headers,
)
from tevoet.engines.moments.message import read_message
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch
from tevoet.people.upload import read_upload

OPTIONS: Final = ReadOptions(
    me=frozenset({"anna@example.org", "anna@voorbeeld.example", "+31850000001", "ext:101"}),
    now=1_800_000_000,
)
Reader = Callable[[Path, ReadOptions], Iterable[Batch]]


@dataclass(frozen=True, slots=True)
class Target:
    """A parser: how it is run on bytes, and the errors that are its way of saying no."""

    run: Callable[[bytes], None]
    refusals: tuple[type[Exception], ...] = ()


def a_file(read: Reader) -> Target:
    """Make a target of a reader of files; whatever the file holds, it says no in its batches."""
    return Target(lambda content: _with_file(content, lambda path: _read(read, path)))


def _read(read: Reader, path: Path) -> None:
    check_batches(read(path, OPTIONS), OPTIONS)


def _with_file(content: bytes, run: Callable[[Path], None]) -> None:
    path = _folder() / "a"
    path.write_bytes(content)
    run(path)


_folders: list[tempfile.TemporaryDirectory[str]] = []


def _folder() -> Path:
    """Return a folder of this process, made once: making one takes longer than reading."""
    if not _folders:
        _folders.append(tempfile.TemporaryDirectory(prefix="tevoet-fuzz-"))
    return Path(_folders[0].name)


def _headers(content: bytes) -> None:
    """Read a header block; the quick way to cut it may say nothing else than the slow one."""
    slow = {name: plain(value) for name, value in split_headers(content).items()}
    assert named(head_values(content)) == slow, "the two ways to cut headers differ"
    mail = read_message(content, keep_lists=True)
    if not isinstance(mail, str):
        check_mail(mail)
    kind_of(content[:BEGINNING])


def _mbox(path: Path, options: ReadOptions) -> Iterable[Batch]:
    return mbox.read(path, options, processes=1)


def _maildir(path: Path, options: ReadOptions) -> Iterable[Batch]:
    """Read the file as the only one of a Maildir; the quick way may say nothing else."""
    cur = path.parent / "maildir" / "cur"
    cur.mkdir(parents=True, exist_ok=True)
    moved = path.rename(cur / "1:2,S")
    quick = letters.read_sure(str(moved), keep_lists=options.keep_lists)
    if quick != letters.NOT_SURE:
        head = moved.read_bytes()[:HEAD_CAP]
        end = head_end(head)
        assert kind_of(head[:BEGINNING])[0] is Kind.EML, "only the quick way calls it a message"
        slow = read_message(head[:end] if end > 0 else head, keep_lists=options.keep_lists)
        assert quick == slow, "the two ways to read a message differ"
    return eml.read(maildir.files(cur.parent), options, processes=1)


def _zip(path: Path, options: ReadOptions) -> Iterable[Batch]:
    return zipped.read(path, _found)


def _gzip(path: Path, options: ReadOptions) -> Iterable[Batch]:
    return gzipped.read(path, _found)


def _found(folder: Path) -> Iterator[Batch]:
    for one in walk([folder]):
        if isinstance(one, Heap):
            list(map(look, one.files.paths, one.files.sizes))
    yield Batch()


def _read_gzip(path: Path) -> None:
    _read(_gzip, path)


def _along(path: Path) -> None:
    with taken(path) as found:
        for source in found.sources:
            if found.moments:
                found.pack(source)


def _people(content: bytes) -> None:
    found = read_upload(content, country="NL")
    for row in found.rows:
        check_values(row.name, row.address, row.phone, row.team, row.role)


def _page(content: bytes) -> None:
    page.read(content.decode("utf-8", "replace"), "/")


TARGETS: Final[dict[str, Target]] = {
    "headers": Target(_headers),
    "mbox": a_file(_mbox),
    "maildir": a_file(_maildir),
    "ics": a_file(ics.read),
    "calls_csv": a_file(csv.read),
    "calls_android": a_file(android.read),
    "calls_iphone": a_file(phone.read),
    "chat_whatsapp": a_file(whatsapp.read),
    "chat_signal": a_file(signal.read),
    "outlook_msg": Target(outlook.read_item, outlook.REFUSALS),
    "outlook_tnef": Target(outlook.read_tnef_item),
    "outlook_series": Target(outlook.read_series, outlook.REFUSALS),
    "outlook_store": Target(lambda content: _with_file(content, outlook.read_store)),
    "zip": a_file(_zip),
    "tgz": Target(lambda content: _with_file(gzip.compress(content, 1), _read_gzip)),
    "gzip": a_file(_gzip),
    "along": Target(lambda content: _with_file(content, _along), (Unfit,)),
    "imap": Target(imap.read_answers, imap.REFUSALS),
    "people": Target(_people),
    "sealed_body": Target(sealing.read_plain, sealing.REFUSALS),
    "sealed_file": Target(sealing.read_outside, sealing.REFUSALS),
    "served_page": Target(_page),
}
