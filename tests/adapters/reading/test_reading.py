"""Everything that was named is read as one stream, and the totals add up."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.mail.mailboxes import OPTIONS, joined, mbox, message, written
from tests.adapters.reading.test_finding import CALENDAR, found_in
from tevoet.adapters.reading import reading as reader
from tevoet.adapters.reading.finding import Found
from tevoet.adapters.reading.kinds import Kind
from tevoet.adapters.reading.reading import read
from tevoet.engines.moments.gathering import Gathering, Reading
from tevoet.engines.moments.message import EVERY_MEMORY
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch, Moment, Refused


def gather(*paths: Path, options: ReadOptions = OPTIONS) -> Reading:
    gathering = Gathering(options)
    for batch in read(paths, options):
        gathering.add(batch)
    return gathering.finish()


def conversation(number: int) -> str:
    """Write a message that answers the one before it."""
    parent = f"In-Reply-To: <{number - 1}@example.org>\n" if number % 4 else ""
    return message(number, parent)


def test_one_mailbox_as_mbox_maildir_and_files_gives_the_same_moments(tmp_path: Path) -> None:
    messages = [conversation(number) for number in range(40)]
    written(tmp_path / "as-mbox", mbox(*messages))
    (tmp_path / "as-maildir" / "new").mkdir(parents=True)
    for number, text in enumerate(messages):
        written(tmp_path / "as-maildir" / "cur" / f"{97 - number}.M1.host:2,", text)
        written(tmp_path / "as-files" / f"{number}.eml", text)
    readings = [gather(tmp_path / name) for name in ("as-mbox", "as-maildir", "as-files")]
    moments: list[list[Moment]] = [list(one.moments()) for one in readings]
    assert moments[0] == moments[1] == moments[2]
    assert [(one.conversations, one.largest_conversation) for one in readings] == [(10, 4)] * 3
    together = gather(tmp_path)
    assert list(together.moments()) == moments[0]
    assert together.ledger.duplicate == 80


def test_progress_ends_at_the_whole(tmp_path: Path) -> None:
    written(tmp_path / "inbox", mbox(message(1), message(2)))
    written(tmp_path / "a.eml", message(3))
    written(tmp_path / "a.ics", CALENDAR)
    written(tmp_path / "photo.png", b"\x89PNG\0")
    steps: list[tuple[int, int]] = []
    for _ in read([tmp_path], OPTIONS, on_progress=lambda done, total: steps.append((done, total))):
        pass
    total = sum(one.size for one in found_in(tmp_path))
    assert steps[0] == (0, total)
    assert steps[-1] == (total, total)
    assert steps == sorted(steps)


def test_no_address_outlives_its_reading(tmp_path: Path) -> None:
    gather(written(tmp_path / "inbox", mbox(message(1), message(2))))
    assert [one.cache_info().currsize for one in EVERY_MEMORY] == [0] * len(EVERY_MEMORY)


def test_unknown_files_are_counted_so_that_the_totals_add_up(tmp_path: Path) -> None:
    written(tmp_path / "photo.png", b"\x89PNG\0")
    written(tmp_path / "store.pst", b"!BDN")
    written(tmp_path / "inbox", mbox(message(1)))
    ledger = gather(tmp_path).ledger
    assert (ledger.read, ledger.kept, ledger.refused) == (3, 1, 2)
    assert set(ledger.refusals) == {"unknown_kind", "store_damaged"}


def test_a_reader_that_breaks_off_is_refused_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path / "a", mbox(message(1)))
    written(tmp_path / "b.ics", CALENDAR)
    written(tmp_path / "c.eml", message(2))
    usual = reader._reader

    def broken(found: Found, options: ReadOptions) -> Iterator[Batch]:
        if found.kind is Kind.ICS:
            raise ValueError
        return usual(found, options)

    monkeypatch.setattr(reader, "_reader", broken)
    whole = joined(read([tmp_path], OPTIONS))
    assert whole.refused == [Refused("unreadable_content", "b.ics")]
    assert len(whole.mails) == 2


def test_list_mail_counts_only_when_asked(tmp_path: Path) -> None:
    written(tmp_path / "inbox", mbox(message(1, "List-Id: <walkers.example.org>\n")))
    assert gather(tmp_path).ledger.automatic == {"list": 1}
    keeping = ReadOptions(me=OPTIONS.me, now=OPTIONS.now, keep_lists=True)
    assert gather(tmp_path, options=keeping).ledger.kept == 1


@pytest.mark.corpus
def test_every_real_file_is_read_and_the_totals_add_up(corpora: Path) -> None:
    everything = found_in(corpora / "mail")
    ledger = gather(corpora / "mail").ledger
    assert ledger.read == ledger.kept + ledger.duplicate + ledger.set_aside + ledger.refused
    single = sum(one.kind in (Kind.EML, Kind.REFUSED) for one in everything)
    in_mboxes = sum(
        len(batch.mails) + len(batch.refused)
        for one in everything
        if one.kind is Kind.MBOX
        for batch in read([one.path], OPTIONS)
    )
    assert ledger.read >= single + in_mboxes
    assert ledger.kept > 300
    unforeseen = {"unreadable_message", "unreadable_file", "unreadable_content"}
    assert unforeseen.isdisjoint(ledger.refusals)


@pytest.mark.corpus
def test_the_real_mailboxes_hold_as_many_messages_as_they_say(corpora: Path) -> None:
    folder = corpora / "mail/mimekit/UnitTests/TestData/mbox"
    for name in ("content-length", "issue1189"):
        expected = (folder / f"{name}.unix-offsets.json").read_text().count('"mboxMarkerOffset"')
        whole = joined(read([folder / f"{name}.mbox.txt"], OPTIONS))
        assert len(whole.mails) + len(whole.refused) == expected
    imaptest = sorted((corpora / "mail/imaptest").rglob("*.mbox"))
    for path in imaptest:
        expected = len(re.findall(rb"(?m)^From user@domain ", path.read_bytes()))
        whole = joined(read([path], OPTIONS))
        assert len(whole.mails) + len(whole.refused) == expected or expected == 0
