"""What is read is sealed on arrival, and joined when its owner lends the key."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db.models import Model
from django.utils import timezone

from tests.contact.letters import ANNA, BRAM, EVI, letter, mailbox, ping_pong
from tests.keys import give_keys
from tevoet.contact import archive as archives
from tevoet.contact import details, making, overview
from tevoet.contact.actions.proposals import works_not_with
from tevoet.contact.actions.reading import KeysFirst
from tevoet.contact.actions.sources import read_now, remove
from tevoet.contact.archive import Archive as Port
from tevoet.contact.archive import MirrorIsLocked
from tevoet.contact.joining import catch_up
from tevoet.contact.models import Archive, Arrival, Reading, Source, Summary
from tevoet.people.models import Person
from tevoet.vault.mirrorkey import MirrorKey
from tevoet.vault.models import Keyring

# Parts of addresses and of names of files, four signs or more: three stand in what is sealed by
# luck, once in some hundred runs.
TELLING = (b"bram@", b"evi@", b"-evi", b"klant.example", b"x@y.", b"ziek", b"vreemd", b"foto")
KEPT: tuple[type[Model], ...] = (Archive, Summary, Arrival, Reading, Source)


def rows() -> bytes:
    """Return every value of the tables of the mirror."""
    values = [
        value for model in KEPT for row in model._base_manager.values() for value in row.values()
    ]
    return b"\n".join(
        bytes(value) if isinstance(value, bytes | memoryview) else repr(value).encode()
        for value in values
    )


def with_key(owner: Person, key: MirrorKey) -> Port:
    """Return the archive as a request with a loan opens it, brought up to date."""
    archive = archives.of(owner, key)
    catch_up(owner, archive)
    return archive


def mails(owner: Person, archive: Port) -> int:
    """Count the mails with the first contact."""
    first = overview.of(owner, timezone.now(), archive).contacts[0]
    return sum(week.get("mail", 0) for week in first.weeks)


def test_without_keys_nothing_is_read(anna: Person, inbox: Path) -> None:
    with pytest.raises(KeysFirst):
        read_now(anna, paths=[inbox])
    assert not Source.objects.exists()


def test_what_came_in_is_sealed_and_counted(anna: Person, key: MirrorKey, inbox: Path) -> None:
    reading = read_now(anna, paths=[inbox])
    assert (reading.state, reading.outcome["kept"]) == (Reading.State.ARRIVED, 10)
    assert bytes(Arrival.objects.get().content).startswith(b"age-encryption.org/v1")
    locked = overview.of(anna, timezone.now())
    assert (locked.locked, locked.made_at, locked.proposals) == (True, None, 0)


def test_no_row_says_who_wrote_or_what_files_are_called(
    anna: Person, key: MirrorKey, inbox: Path, tmp_path: Path
) -> None:
    (tmp_path / "foto-van-evi.png").write_bytes(b"\x89PNG" + bytes(99))
    read_now(anna, paths=[inbox, tmp_path / "foto-van-evi.png"])
    strange = mailbox(
        tmp_path / "vreemd", ping_pong(BRAM, 4, first=300).replace(ANNA, "x@y.example")
    )
    read_now(anna, paths=[strange])
    for text in TELLING:
        assert text not in rows().lower()
    with_key(anna, key)
    for text in (*TELLING, b"TEVOET", b"PAR1"):
        assert text not in rows().replace(b"age-encryption.org", b"")


def test_a_key_joins_what_came_in(anna: Person, key: MirrorKey, inbox: Path) -> None:
    reading = read_now(anna, paths=[inbox])
    archive = with_key(anna, key)
    reading.refresh_from_db()
    assert (reading.state, reading.outcome["kept"]) == (Reading.State.DONE, 10)
    assert not Arrival.objects.exists()
    seen = overview.of(anna, timezone.now(), archive)
    assert (seen.locked, seen.proposals, seen.contacts[0].hints[0].kind) == (
        False,
        1,
        "better_as_a_call",
    )
    assert mails(anna, archive) == 7
    assert details.names(archive, reading.source.names).name == "ziekmelding-bram.mbox"


def test_what_was_here_already_is_counted_when_it_is_joined(
    anna: Person, key: MirrorKey, inbox: Path
) -> None:
    first, again = read_now(anna, paths=[inbox]), read_now(anna, paths=[inbox])
    assert again.outcome["duplicate"] == 0
    with_key(anna, key)
    first.refresh_from_db()
    again.refresh_from_db()
    assert [(one.outcome["kept"], one.outcome["duplicate"]) for one in (first, again)] == [
        (10, 0),
        (0, 10),
    ]
    assert all(one.outcome["read"] == 10 for one in (first, again))


def test_joining_is_all_or_nothing(
    anna: Person, key: MirrorKey, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_now(anna, paths=[inbox])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(making, "fold", full)
        with pytest.raises(OSError, match="No space"):
            with_key(anna, key)
    assert Arrival.objects.exists()
    assert archives.of(anna, key).summary(anna) is None
    assert mails(anna, with_key(anna, key)) == 7


def test_of_two_at_once_one_joins(anna: Person, key: MirrorKey, inbox: Path) -> None:
    read_now(anna, paths=[inbox])
    archive = archives.of(anna, key)
    Archive.objects.update(busy_until=timezone.now() + timedelta(minutes=1))
    assert not catch_up(anna, archive)
    Archive.objects.update(busy_until=timezone.now() - timedelta(seconds=1))  # it is gone
    assert catch_up(anna, archive)
    assert not catch_up(anna, archive)
    assert Archive.objects.get().busy_until is None


def test_what_comes_in_meanwhile_is_joined_the_next_time(
    anna: Person, key: MirrorKey, inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = mailbox(tmp_path / "other", letter(900, BRAM, ANNA))
    read_now(anna, paths=[inbox])
    summarise = making.mirror_settings

    def meanwhile(*given: object) -> object:
        monkeypatch.setattr(making, "mirror_settings", summarise)
        read_now(anna, paths=[other])
        return summarise(*given)  # type: ignore[arg-type]  # what it was given

    monkeypatch.setattr(making, "mirror_settings", meanwhile)
    archive = with_key(anna, key)
    assert (mails(anna, archive), Arrival.objects.count()) == (7, 1)
    assert mails(anna, with_key(anna, key)) == 8


def test_an_answer_without_a_loan_counts_at_the_next(
    anna: Person, key: MirrorKey, inbox: Path
) -> None:
    read_now(anna, paths=[inbox])
    made = with_key(anna, key).summary(anna)
    works_not_with(anna, address=EVI)
    assert Archive.objects.get().behind_since is not None
    again = with_key(anna, key).summary(anna)
    assert made is not None
    assert again is not None
    assert again.made_at > made.made_at
    assert Archive.objects.get().behind_since is None


def test_a_removed_source_goes_from_the_archive_at_the_next_loan(
    anna: Person, key: MirrorKey, inbox: Path, tmp_path: Path
) -> None:
    more = read_now(anna, paths=[mailbox(tmp_path / "more", letter(900, BRAM, ANNA))])
    read_now(anna, paths=[inbox])
    assert mails(anna, with_key(anna, key)) == 8
    remove(more.source)
    assert not Source.objects.visible_to(anna).filter(pk=more.source_id).exists()
    assert mails(anna, archives.of(anna, key)) == 8
    assert mails(anna, with_key(anna, key)) == 7
    assert Source.objects.count() == 1


def test_a_source_removed_before_it_was_joined_never_is(
    anna: Person, key: MirrorKey, inbox: Path
) -> None:
    remove(read_now(anna, paths=[inbox]).source)
    assert not Arrival.objects.exists()
    assert mails(anna, with_key(anna, key)) == 0


def test_another_key_opens_nothing(anna: Person, bram: Person, key: MirrorKey, inbox: Path) -> None:
    read_now(anna, paths=[inbox])
    with_key(anna, key)
    for other in (give_keys(bram), None):
        archive = archives.of(anna, other)
        assert (archive.is_open(anna), archive.is_sealed(anna)) == (False, True)
        with pytest.raises(MirrorIsLocked):
            archive.moments(anna)
        made = archive.summary(anna)
        assert made is not None
        assert made.content == b""


def test_after_a_loss_one_begins_again(anna: Person, key: MirrorKey, inbox: Path) -> None:
    read_now(anna, paths=[inbox])
    with_key(anna, key)
    lost = read_now(anna, paths=[inbox])
    Keyring.objects.update(replaced_at=timezone.now())
    fresh = give_keys(anna)
    assert archives.of(anna, fresh).summary(anna) is None
    with_key(anna, fresh)
    lost.refresh_from_db()
    assert lost.refusal == "sealed-for-earlier-keys"
    again = read_now(anna, paths=[inbox])
    assert mails(anna, with_key(anna, fresh)) == 7
    again.refresh_from_db()
    assert again.outcome["kept"] == 10


def test_what_was_damaged_does_not_hold_up_the_rest(
    anna: Person, key: MirrorKey, inbox: Path, tmp_path: Path
) -> None:
    broken = read_now(anna, paths=[mailbox(tmp_path / "more", letter(900, BRAM, ANNA))])
    Arrival.objects.update(content=b"age-encryption.org/v1\nbroken")
    read_now(anna, paths=[inbox])
    assert mails(anna, with_key(anna, key)) == 7
    broken.refresh_from_db()
    assert broken.state == Reading.State.REFUSED
    assert json.dumps(broken.parameters) == "{}"
