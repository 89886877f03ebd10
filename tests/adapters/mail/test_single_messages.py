"""Files with one message each, and Maildirs of them."""

import sys
from pathlib import Path

import pytest

from tests.adapters.mail.mailboxes import OPTIONS, joined, mbox, message, remembered, written
from tevoet.adapters.mail import eml, letters, maildir
from tevoet.adapters.mail.places import place
from tevoet.adapters.mail.postmarks import BYTE_ORDER_MARK
from tevoet.adapters.reading.kinds import BEGINNING, Kind, kind_of
from tevoet.engines.moments.headers import head_end
from tevoet.engines.moments.message import read_message
from tevoet.engines.moments.records import Mail, Refused


def files(*paths: Path) -> eml.Files:
    """Return files as a walk finds them."""
    sizes = [path.stat().st_size if path.exists() else 0 for path in paths]
    return eml.Files([str(path) for path in paths], sizes)


def test_a_folder_of_messages_comes_in_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eml, "FILES", 2)
    paths = [written(tmp_path / f"{number}.eml", message(number)) for number in range(5)]
    assert [len(batch.mails) for batch in eml.read(files(*paths), OPTIONS)] == [2, 2, 1]


def test_a_message_may_begin_with_a_postmark_or_a_byte_order_mark(tmp_path: Path) -> None:
    plain = written(tmp_path / "1.eml", message(1))
    marked = written(tmp_path / "2.eml", "From a@b.example Mon Jun  1 10:00:00 2026\n" + message(1))
    bom = written(tmp_path / "3.eml", "\ufeff" + message(1))
    windows = written(tmp_path / "4.eml", message(1).replace("\n", "\r\n"))
    mails = joined(eml.read(files(plain, marked, bom, windows), OPTIONS)).mails
    assert mails == [mails[0]] * 4


def test_headers_longer_than_the_first_read_are_read_on(tmp_path: Path) -> None:
    long = "X-Long: " + "x" * 100_000 + "\n" + message(1)
    assert joined(eml.read(files(written(tmp_path / "1.eml", long)), OPTIONS)).mails[0].people


def test_what_is_no_message_is_refused_on_its_own(tmp_path: Path) -> None:
    paths = [
        written(tmp_path / "1", ""),
        written(tmp_path / "2", "just text\n"),
        tmp_path / "3",
        written(tmp_path / "4", message(1)),
    ]
    whole = joined(eml.read(files(*paths), OPTIONS))
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
    assert len(joined(eml.read(maildir.files(tmp_path / "Maildir"), OPTIONS)).mails) == 2


def test_a_place_never_names_a_subject_or_an_address(tmp_path: Path) -> None:
    folder = tmp_path / "sent"
    subject = written(folder / "Re: about your salary.eml", "x")
    address = written(folder / "anna@example.org", "x")
    assert place(subject) == "sent, file 1"
    assert place(address, 12) == "sent, file 2, byte 12"
    assert place(folder / "inbox.mbox", 12) == "inbox.mbox, byte 12"
    assert place(tmp_path / "anna@example.org" / "x.eml") == "file 0"


@pytest.fixture
def folder(tmp_path: Path) -> eml.Files:
    """Return many messages, among them some that are none, and one that is gone."""
    paths = [written(tmp_path / f"{number:03}", message(number)) for number in range(40)]
    for number, text in enumerate(("", "just text\n", mbox(message(7)), "To: a@b.example\n")):
        written(paths[number * 9], text)
    paths[5].unlink()
    return files(*paths)


def test_several_processes_read_what_one_reads(
    folder: eml.Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eml, "FILES", 7)
    monkeypatch.setattr(eml, "MANY", 20)
    assert joined(eml.read(folder, OPTIONS, processes=2)) == joined(eml.read(folder, OPTIONS, 1))
    assert list(eml.sift(folder, OPTIONS, 2)) == list(eml.sift(folder, OPTIONS, 1))


def test_a_process_that_dies_costs_nothing(
    folder: eml.Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = joined(eml.read(folder, OPTIONS, processes=1))
    monkeypatch.setattr(eml, "MANY", 20)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert joined(eml.read(folder, OPTIONS, processes=2)) == alone


def test_stopping_half_way_ends_the_processes(
    folder: eml.Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eml, "FILES", 7)
    monkeypatch.setattr(eml, "MANY", 20)
    started = remembered(monkeypatch)
    batches = eml.read(folder, OPTIONS, processes=2)
    assert next(batches).mails
    batches.close()  # type: ignore[attr-defined] # a generator has it
    assert [worker.returncode is not None for worker in started] == [True, True]


def test_only_what_surely_is_a_message_is_taken_at_the_first_look(folder: eml.Files) -> None:
    ((batch, others),) = eml.sift(folder, OPTIONS)
    assert [Path(path).name for path in others.paths] == ["000", "005", "009", "018", "027"]
    assert len(batch.mails) == 35
    assert batch.read_bytes == folder.size - others.size


@pytest.mark.corpus
def test_what_is_taken_at_the_first_look_is_a_message_by_its_content(corpora: Path) -> None:
    taken = 0
    for path in sorted((corpora / "mail").rglob("*")):
        mail = letters.read_sure(str(path), keep_lists=False)
        if mail != letters.NOT_SURE:
            with path.open("rb") as file:
                assert kind_of(file.read(BEGINNING)) == (Kind.EML, ""), path
            assert mail == whole(path), path
            taken += 1
    assert taken > 200


def whole(path: Path) -> Mail | str:
    """Read a message with everything that is known of it."""
    head = path.read_bytes().removeprefix(BYTE_ORDER_MARK)
    return read_message(head[: head_end(head)] if head_end(head) > 0 else head)
