"""Files with one message each, and Maildirs of them."""

from pathlib import Path

import pytest

from tests.adapters.mail.mailboxes import OPTIONS, joined, message, written
from tevoet.adapters.mail import eml, maildir
from tevoet.adapters.mail.places import place
from tevoet.engines.moments.records import Refused


def test_a_folder_of_messages_comes_in_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eml, "FILES", 2)
    paths = [written(tmp_path / f"{number}.eml", message(number)) for number in range(5)]
    assert [len(batch.mails) for batch in eml.read(paths, OPTIONS)] == [2, 2, 1]


def test_a_message_may_begin_with_a_postmark_or_a_byte_order_mark(tmp_path: Path) -> None:
    plain = written(tmp_path / "1.eml", message(1))
    marked = written(tmp_path / "2.eml", "From a@b.example Mon Jun  1 10:00:00 2026\n" + message(1))
    bom = written(tmp_path / "3.eml", "\ufeff" + message(1))
    windows = written(tmp_path / "4.eml", message(1).replace("\n", "\r\n"))
    mails = joined(eml.read([plain, marked, bom, windows], OPTIONS)).mails
    assert mails == [mails[0]] * 4


def test_headers_longer_than_the_first_read_are_read_on(tmp_path: Path) -> None:
    long = "X-Long: " + "x" * 100_000 + "\n" + message(1)
    assert joined(eml.read([written(tmp_path / "1.eml", long)], OPTIONS)).mails[0].people


def test_what_is_no_message_is_refused_on_its_own(tmp_path: Path) -> None:
    paths = [
        written(tmp_path / "1", ""),
        written(tmp_path / "2", "just text\n"),
        tmp_path / "3",
        written(tmp_path / "4", message(1)),
    ]
    whole = joined(eml.read(paths, OPTIONS))
    assert whole.refused == [
        Refused("empty_file", "1"),
        Refused("no_headers", "2"),
        Refused("unreadable_file", "3"),
    ]
    assert len(whole.mails) == 1


def test_a_maildir_is_read_from_cur_and_new_but_not_from_tmp(tmp_path: Path) -> None:
    for number, folder in enumerate(("cur", "new", "tmp")):
        written(tmp_path / "Maildir" / folder / f"{number}.M1.host:2,S", message(number))
    assert maildir.is_maildir(tmp_path / "Maildir")
    assert not maildir.is_maildir(tmp_path)
    assert len(joined(maildir.read(tmp_path / "Maildir", OPTIONS)).mails) == 2


def test_a_place_never_names_a_subject_or_an_address(tmp_path: Path) -> None:
    folder = tmp_path / "sent"
    subject = written(folder / "Re: about your salary.eml", "x")
    address = written(folder / "anna@example.org", "x")
    assert place(subject) == "sent, file 1"
    assert place(address, 12) == "sent, file 2, byte 12"
    assert place(folder / "inbox.mbox", 12) == "inbox.mbox, byte 12"
    assert place(tmp_path / "anna@example.org" / "x.eml") == "file 0"
