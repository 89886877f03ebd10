"""An Outlook store is read item by item, and what is damaged in it ends nothing else."""

import os
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.adapters.mail.mailboxes import OPTIONS, joined, written
from tests.adapters.outlook.stores import STORES, Key, explained, of_letters, of_readpst
from tests.tools import needed
from tevoet.adapters.outlook import store
from tevoet.adapters.reading.reading import read
from tevoet.engines.moments.gathering import Gathering, Reading
from tevoet.engines.moments.records import Batch, Refused


def gather(path: Path) -> Reading:
    gathering = Gathering(OPTIONS)
    for batch in read([path], OPTIONS):
        gathering.add(batch)
    return gathering.finish()


def store_of(folder: Path, words: str, monkeypatch: pytest.MonkeyPatch) -> Batch:
    """Read a store that is a text, by a worker that ends where the text says so."""
    monkeypatch.setattr(store, "WORKER", "tests.adapters.outlook.broken_worker")
    return joined(read([written(folder / "a.pst", f"!BDN {words}")], OPTIONS))


def test_without_the_library_it_says_what_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "LIBRARY", "there_is_no_such_library")
    whole = joined(read([written(tmp_path / "a.pst", b"!BDN" + bytes(600))], OPTIONS))
    assert whole.refused == [Refused("outlook_not_installed", "a.pst")]


@pytest.mark.parametrize("content", [b"!BDN", b"!BDN" + bytes(1000), b"!BDN" + os.urandom(9000)])
def test_a_store_that_is_none_is_one_refusal(tmp_path: Path, content: bytes) -> None:
    whole = joined(read([written(tmp_path / "a.pst", content)], OPTIONS))
    assert whole.refused == [Refused("store_damaged", "a.pst")]


def test_an_item_that_ends_the_process_is_counted_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = store_of(tmp_path, "mail mail die mail bad die mail", monkeypatch)
    assert len(whole.mails) == 4
    assert [(one.reason, one.where) for one in whole.refused] == [
        ("unreadable_message", "a.pst, item 3"),
        ("unreadable_message", "a.pst, item 5"),
        ("unreadable_message", "a.pst, item 6"),
    ]
    assert whole.remarks == ["store_has_password"]


def test_a_store_with_very_many_of_them_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MOST_BROKEN", 3)
    whole = store_of(tmp_path, "mail " + "die " * 9 + "mail", monkeypatch)
    reasons = Counter(one.reason for one in whole.refused)
    assert (len(whole.mails), reasons) == (1, {"unreadable_message": 3, "store_broke_off": 1})


def test_a_store_that_ends_the_process_at_once_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = store_of(tmp_path, "closed", monkeypatch)
    assert [one.reason for one in whole.refused] == ["store_damaged"]


@pytest.mark.corpus
@pytest.mark.parametrize(("name", "items"), STORES)
def test_every_item_of_a_real_store_counts_once(corpora: Path, name: str, items: int) -> None:
    ledger = gather(corpora / "pst-msg" / name).ledger
    assert ledger.read == ledger.kept + ledger.duplicate + ledger.set_aside + ledger.refused
    assert (ledger.read, ledger.refused) == (items, 0)
    has_password = "password" in name
    assert ledger.remarks == (["store_has_password"] if has_password else [])


@pytest.mark.corpus
def test_stopping_ends_the_process_at_once(corpora: Path) -> None:
    batches = read([corpora / "pst-msg/aspose/Outlook.pst"], OPTIONS)
    next(batches)
    batches.close()  # type: ignore[attr-defined] # a generator
    children = Path("/proc/self/task").glob("*/children")
    running = [number for one in children for number in one.read_text().split()]
    commands = [Path(f"/proc/{number}/cmdline").read_bytes() for number in running]
    assert not [one for one in commands if b"outlook.worker" in one]


@pytest.mark.corpus
def test_a_store_with_a_wrong_checksum_over_its_header_is_read_and_said(
    corpora: Path, tmp_path: Path
) -> None:
    whole = (corpora / "pst-msg/aspose/Outlook.pst").read_bytes()
    broken = written(tmp_path / "a.pst", whole[:4] + b"\0\0\0\0" + whole[8:])
    ledger = gather(broken).ledger
    assert (ledger.read, ledger.refused, ledger.remarks) == (17, 0, ["store_header_wrong"])


@pytest.mark.corpus
def test_a_store_whose_tables_are_broken_is_damaged(corpora: Path) -> None:
    path = corpora / "pst-msg/aspose/AddingBulkMessagesWithImprovedPerformance.pst"
    assert [one.reason for one in joined(read([path], OPTIONS)).refused] == ["store_damaged"]


@pytest.mark.corpus
@pytest.mark.parametrize("kept", [0.2, 0.5, 0.8, 0.95])
def test_of_a_store_that_breaks_off_what_is_there_is_read(
    corpora: Path, tmp_path: Path, kept: float
) -> None:
    whole = (corpora / "pst-msg/tika/testPST.pst").read_bytes()
    begun = time.monotonic()
    ledger = gather(written(tmp_path / "a.pst", whole[: int(len(whole) * kept)])).ledger
    assert ledger.read == ledger.kept + ledger.set_aside + ledger.refused > 0
    assert time.monotonic() - begun < 60


@pytest.mark.corpus
@pytest.mark.parametrize("name", [name for name, _ in STORES])
def test_readpst_finds_the_same_sender_minute_and_receivers(corpora: Path, name: str) -> None:
    path = corpora / "pst-msg" / name
    needed("readpst", "pst-utils")
    left: Counter[Key] = Counter(of_readpst(path))
    different = {}
    for number, key in of_letters(path):
        if left[key]:
            left[key] -= 1
        else:
            different[number] = key
    assert different == explained(name)
