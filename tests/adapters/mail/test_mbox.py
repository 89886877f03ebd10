"""An mbox is read message by message, however it is cut up, and never raises."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.adapters.mail.mailboxes import OPTIONS, joined, mbox, message, remembered, written
from tevoet.adapters.mail import mbox as reader
from tevoet.adapters.mail import packing
from tevoet.adapters.mail.block import Span, read_block
from tevoet.adapters.mail.packing import Packer, Unpacker
from tevoet.engines.moments.records import Batch, Refused

PLANTED = (
    "Hello,\n\nFrom Russia with love\n\nFrom Monday on: we walk\n\n"
    "From anna@example.org Mon Jun  1 10:00:00 2026\nis how a postmark looks\n\n>From home"
)


def read(path: Path) -> Batch:
    return joined(reader.read(path, OPTIONS, processes=1))


def test_lines_of_text_that_begin_with_from_make_no_message(tmp_path: Path) -> None:
    text = mbox(message(1, body=PLANTED), message(2, body=PLANTED))
    whole = read(written(tmp_path / "inbox", text))
    assert (len(whole.mails), whole.refused) == (2, [])
    assert whole.read_bytes == len(text)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("postmark", ["From -", "From a@example.org Mon Jun  1 10:00:00 2026"])
def test_every_dialect_gives_the_same_mails(tmp_path: Path, end: str, postmark: str) -> None:
    text = mbox(*(message(number, body=PLANTED) for number in range(5)), postmark=postmark)
    plain = read(written(tmp_path / "plain", mbox(*(message(n) for n in range(5)))))
    whole = read(written(tmp_path / "inbox", text.replace("\n", end)))
    assert whole.mails == plain.mails


def test_a_content_length_that_fits_makes_a_whole_message_of_text_with_postmarks(
    tmp_path: Path,
) -> None:
    body = mbox(message(8), message(9))
    counted = message(1, f"Content-Length: {len(body) + 1}\n", body)
    wrong = message(2, "Content-Length: 7\n")
    whole = read(written(tmp_path / "inbox", mbox(counted, wrong, message(3))))
    assert [mail.at for mail in whole.mails] == [read_at(number) for number in (1, 2, 3)]


def read_at(number: int) -> int:
    return 1_780_300_800 + number


bodies = st.lists(
    st.sampled_from([PLANTED, "text", "", mbox(message(7)), "\n\n\n", "From ", "x" * 300]),
    max_size=3,
).map("\n\n".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(bodies, st.booleans()), max_size=6), st.integers(1, 700), st.booleans())
def test_where_the_file_is_cut_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory,
    contents: list[tuple[str, bool]],
    length: int,
    windows: bool,
) -> None:
    messages = [
        message(number, f"Content-Length: {len(body.encode()) + 1}\n" if counted else "", body)
        for number, (body, counted) in enumerate(contents)
    ]
    text = mbox(*messages).replace("\n", "\r\n" if windows else "\n")
    path = written(tmp_path_factory.mktemp("cut") / "inbox", text)
    whole, usual = read(path), reader.BLOCK
    reader.BLOCK = length  # type: ignore[misc] # the size of a block is what is tested here
    try:
        in_pieces = read(path)
    finally:
        reader.BLOCK = usual  # type: ignore[misc] # as above
    assert in_pieces.mails == whole.mails
    assert in_pieces.read_bytes == whole.read_bytes == len(text)


def test_several_processes_read_what_one_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = mbox(
        *(message(number, body=PLANTED * 3) for number in range(400)), "To: bram@example.org\n"
    )
    path = written(tmp_path / "inbox", text)
    alone = read(path)
    monkeypatch.setattr(reader, "BLOCK", 16_000)
    monkeypatch.setattr(reader, "LARGE", 16_000)
    together = joined(reader.read(path, OPTIONS, processes=2))
    assert together == alone
    assert len(alone.mails) == 400
    assert alone.refused == [Refused("no_sender", f"inbox, byte {text.rindex('From a')}")]


def test_stopping_half_way_ends_the_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "inbox", mbox(*(message(n, body=PLANTED) for n in range(2_000))))
    monkeypatch.setattr(reader, "BLOCK", 8_000)
    monkeypatch.setattr(reader, "LARGE", 8_000)
    started = remembered(monkeypatch)
    batches = reader.read(path, OPTIONS, processes=2)
    assert next(batches).mails
    batches.close()  # type: ignore[attr-defined] # a generator has it
    assert [worker.returncode is not None for worker in started] == [True, True]


def test_a_process_that_dies_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "inbox", mbox(*(message(n, body=PLANTED) for n in range(300))))
    alone = read(path)
    monkeypatch.setattr(reader, "BLOCK", 8_000)
    monkeypatch.setattr(reader, "LARGE", 8_000)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert joined(reader.read(path, OPTIONS, processes=2)) == alone


@pytest.mark.parametrize("cut", [60, 100, 170, 400])
def test_a_file_that_ends_in_the_middle_gives_what_it_has(tmp_path: Path, cut: int) -> None:
    text = mbox(message(1), message(2), message(3))
    whole = read(written(tmp_path / "inbox", text[:cut]))
    assert len(whole.mails) + len(whole.refused) == text[:cut].count("From anna")


def test_a_missing_file_is_one_refusal(tmp_path: Path) -> None:
    assert read(tmp_path / "nothing").refused == [Refused("unreadable_file", "nothing")]


def test_a_header_longer_than_a_block_is_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commas = "To: " + "," * 80_000 + "bram@example.org\n"
    long = message(1).replace("To: bram@example.org\n", commas)
    path = written(tmp_path / "inbox", mbox(long, message(2)))
    monkeypatch.setattr(reader, "BLOCK", 1_000)
    whole = read(path)
    assert [mail.at for mail in whole.mails] == [read_at(1), read_at(2)]
    assert [len(mail.people) for mail in whole.mails] == [1, 2]


@pytest.mark.parametrize("remembered", [1, 5, 1_000])
def test_blocks_survive_the_way_between_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, remembered: int
) -> None:
    monkeypatch.setattr(packing, "REMEMBERED", remembered)
    guests = [f"Cc: guest{number % 7}@example.org\n" * (number % 3) for number in range(30)]
    messages = [message(number, guest) for number, guest in enumerate(guests)]
    path = written(tmp_path / "inbox", mbox("No: sender\n", *messages))
    packer, unpacker = Packer(), Unpacker()
    file = os.open(path, os.O_RDONLY)
    for begin in range(0, path.stat().st_size, 700):
        block = read_block(file, Span(begin, begin + 700), keep_lists=False)
        assert unpacker.unpack(packer.pack(block)) == block
    os.close(file)


def test_what_gmail_says_is_thrown_away_is_no_contact(tmp_path: Path) -> None:
    labels = ("Inbox,Opened", "Sent", "Spam", "Trash,Opened", "Drafts", "=?utf-8?q?Concepten?=")
    messages = [
        message(n, f"X-GM-THRID: {n}\nX-Gmail-Labels: {said}\n") for n, said in enumerate(labels)
    ]
    postmark = "From 1741@xxx Mon Jun 01 08:00:00 +0000 2026"
    path = written(tmp_path / "All mail.mbox", mbox(*messages, postmark=postmark))
    automatic = [one.automatic for one in joined(reader.read(path, OPTIONS)).mails]
    assert automatic == ["", "", "spam", "trash", "draft", "draft"]
