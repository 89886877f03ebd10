"""Files are told apart by content, and nothing in a folder stops the walk."""

import os
from pathlib import Path

import pytest

from tests.adapters.mail.mailboxes import mbox, message, written
from tevoet.adapters.reading.finding import Found, look, walk
from tevoet.adapters.reading.kinds import Kind, kind_of

CALENDAR = "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n"
CALLS = "Datum;Nummer;Duur\n1-6-2026 10:00;+31201234567;60\n2-6-2026 10:00;+31201234567;30\n"


def found_in(*paths: Path) -> list[Found]:
    """Walk paths, and look into every file but those of a Maildir."""
    found: list[Found] = []
    for one in walk(paths):
        if isinstance(one, Found):
            found.append(one)
        elif one.kind is Kind.MAILDIR:
            found.append(Found(Path(one.files.paths[0]).parents[1], one.kind, "", one.size))
        else:
            found += map(look, one.files.paths, one.files.sizes)
    return found


@pytest.mark.parametrize(
    ("content", "kind", "reason"),
    [
        (mbox(message(1)).encode(), Kind.MBOX, ""),
        (b"\xef\xbb\xbf" + mbox(message(1)).encode(), Kind.MBOX, ""),
        (message(1).encode(), Kind.EML, ""),
        (message(1).replace("\n", "\r\n").encode(), Kind.EML, ""),
        (CALENDAR.encode(), Kind.ICS, ""),
        (b"\xef\xbb\xbf\r\n" + CALENDAR.lower().encode(), Kind.ICS, ""),
        (b"BEGIN:VEVENT\r\nSUMMARY:walk\r\nEND:VEVENT\r\n", Kind.ICS, ""),
        (b"saved from a page\n\n" + CALENDAR.encode(), Kind.ICS, ""),
        (message(1, body=CALENDAR).encode(), Kind.EML, ""),
        (CALLS.encode(), Kind.CSV, ""),
        (CALLS.encode("utf-16"), Kind.CSV, ""),
        (b'when,"who, with whom",minutes\n1,"a, b",3\n', Kind.CSV, ""),
        (b"", Kind.REFUSED, "empty_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", Kind.OUTLOOK_ITEM, ""),
        (b"!BDNrest", Kind.OUTLOOK_STORE, ""),
        (b"\x78\x9f\x3e\x22rest", Kind.OUTLOOK_ITEM, ""),
        (b"\x89PNG\r\n\x1a\n\0\0", Kind.REFUSED, "unknown_kind"),
        (b"PK\x03\x04" + bytes(26) + b"inbox.mbox", Kind.ZIP, ""),
        (b"PK\x03\x04" + bytes(26) + b"_rels/.rels", Kind.REFUSED, "unknown_kind"),
        (b"just a text, with a comma\nand a line: with a colon\n", Kind.REFUSED, "unknown_kind"),
        (b"From Russia with love\n\nto you\n", Kind.REFUSED, "unknown_kind"),
        (b'{"from": 1,\n"to": 2,\n}', Kind.REFUSED, "unknown_kind"),
        (b"<html><body>From: anna</body></html>", Kind.REFUSED, "unknown_kind"),
        (b"Content-Type: text/html\n\ntext", Kind.REFUSED, "unknown_kind"),
    ],
)
def test_a_file_is_known_by_its_first_bytes(content: bytes, kind: Kind, reason: str) -> None:
    assert kind_of(content) == (kind, reason)


def test_folders_are_walked_in_the_order_of_the_alphabet(tmp_path: Path) -> None:
    written(tmp_path / "b" / "inbox", mbox(message(1)))
    written(tmp_path / "a.eml", message(1))
    written(tmp_path / "c.ics", CALENDAR)
    found = found_in(tmp_path)
    assert [(one.path.name, one.kind) for one in found] == [
        ("a.eml", Kind.EML),
        ("inbox", Kind.MBOX),
        ("c.ics", Kind.ICS),
    ]
    assert [one.size for one in found] == [one.path.stat().st_size for one in found]


def test_a_maildir_is_one_find_and_its_folders_are_others(tmp_path: Path) -> None:
    for folder in ("Maildir", "Maildir/.Sent"):
        for inside in ("cur", "new", "tmp"):
            (tmp_path / folder / inside).mkdir(parents=True, exist_ok=True)
        written(tmp_path / folder / "cur" / "1:2,S", message(1))
    written(tmp_path / "Maildir" / "dovecot.index", b"\0\1\2")
    found = found_in(tmp_path)
    assert [(one.path.name, one.kind) for one in found] == [
        ("Maildir", Kind.MAILDIR),
        (".Sent", Kind.MAILDIR),
    ]


def test_what_is_no_file_is_refused_and_the_walk_goes_on(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    written(tmp_path / "z.eml", message(1))
    found = {one.path.name: (one.kind, one.reason) for one in found_in(tmp_path)}
    assert found == {
        "pipe": (Kind.REFUSED, "not_a_file"),
        "broken": (Kind.REFUSED, "missing_file"),
        "loop": (Kind.REFUSED, "folder_seen_before"),
        "self": (Kind.REFUSED, "unreadable_file"),
        "z.eml": (Kind.EML, ""),
    }
    assert [one.reason for one in found_in(tmp_path / "nothing")] == ["missing_file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_refused(tmp_path: Path) -> None:
    shut = written(tmp_path / "shut.eml", message(1))
    shut.chmod(0)
    assert [one.reason for one in found_in(tmp_path)] == ["unreadable_file"]
