"""Reading files into the archive and the summary."""

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

from tests.contact.letters import ANNA, BRAM, EVI, letter, mailbox, meeting, ping_pong
from tests.keys import opened, overview_of, read_now
from tevoet.contact.actions.sources import remove
from tevoet.contact.actions.speaking import speak
from tevoet.contact.models import Archive, Reading, Summary
from tevoet.people.models import Connection, Person
from tevoet.vault.mirrorkey import seal_for


def adds_up(reading: Reading) -> bool:
    """Say whether read = kept + duplicate + automatic + refused."""
    parts = ("kept", "duplicate", "automatic", "refused")
    return bool(reading.outcome["read"] == sum(reading.outcome[part] for part in parts))


def test_a_mailbox_and_a_calendar_become_a_contact(
    connection: Connection, anna: Person, tmp_path: Path
) -> None:
    mbox = mailbox(tmp_path / "inbox", ping_pong(BRAM, 6))
    ics = mailbox(tmp_path / "agenda.ics", meeting(BRAM, days=10))
    reading = read_now(anna, paths=[mbox, ics])
    assert reading.state == Reading.State.DONE, reading.message
    assert adds_up(reading)
    assert reading.outcome["kept"] == 8
    seen = overview_of(anna)
    (bram,) = seen.contacts
    assert (bram.in_person_days, bram.voice_days, bram.last_channel) == (10, 10, "in_person")
    assert (bram.hints[0].kind, bram.hints[0].strength) == ("better_as_a_call", "firm")
    assert len(bram.weeks) == 26
    assert sum(week.get("mail", 0) for week in bram.weeks) == 7
    assert seen.period is not None
    assert seen.made_at is not None


def test_a_call_after_the_mails_ends_the_hint(
    connection: Connection, anna: Person, tmp_path: Path
) -> None:
    read_now(anna, paths=[mailbox(tmp_path / "inbox", ping_pong(BRAM, 6))])
    assert overview_of(anna).contacts[0].hints
    speak(connection, by=anna, channel="phone")
    seen = overview_of(anna).contacts[0]
    assert "better_as_a_call" not in {hint.kind for hint in seen.hints}
    assert seen.weeks[-1]["phone"] == 1


def test_the_same_mailbox_again_adds_nothing(anna: Person, tmp_path: Path) -> None:
    inbox = mailbox(tmp_path / "inbox", ping_pong(BRAM, 4))
    first, again = read_now(anna, paths=[inbox]), read_now(anna, paths=[inbox])
    assert (first.outcome["kept"], first.outcome["duplicate"]) == (5, 0)
    assert (again.outcome["kept"], again.outcome["duplicate"]) == (0, 5)
    assert adds_up(again)


def test_removing_a_source_takes_what_came_from_it_alone(
    connection: Connection, anna: Person, tmp_path: Path
) -> None:
    both = mailbox(tmp_path / "both", ping_pong(BRAM, 4) + letter(90, EVI, ANNA))
    part = mailbox(tmp_path / "part", ping_pong(BRAM, 4))
    first, second = read_now(anna, paths=[both]), read_now(anna, paths=[part])
    remove(first.source)
    assert sum(week.get("mail", 0) for week in weeks(anna)) == 5
    remove(second.source)
    assert sum(week.get("mail", 0) for week in weeks(anna)) == 0


def test_what_an_earlier_version_kept_is_made_anew(
    connection: Connection, anna: Person, tmp_path: Path
) -> None:
    read_now(anna, paths=[mailbox(tmp_path / "inbox", ping_pong(BRAM, 4))])
    kept = Summary.objects.get()
    assert kept.keyring is not None
    Summary.objects.update(content=seal_for(kept.keyring, b'{"summary_version":1}'), others=b"")
    assert overview_of(anna).locked
    import_module("tevoet.contact.migrations.0005_what_pages_seldom_read").fall_behind(apps, None)
    seen = overview_of(anna)
    assert not seen.locked
    assert sum(week.get("mail", 0) for week in seen.contacts[0].weeks) == 5


def weeks(person: Person) -> list[dict[str, int]]:
    """Return the strip of the first contact."""
    return overview_of(person).contacts[0].weeks


def test_no_subject_and_no_text_is_kept(anna: Person, tmp_path: Path) -> None:
    read_now(anna, paths=[mailbox(tmp_path / "inbox", ping_pong(BRAM, 4))])
    kept = bytes(Archive.objects.get().content) + bytes(Summary.objects.get().content)
    assert b"geheim" not in kept
    assert "geheim" not in str(Reading.objects.values().get())


def test_of_nothing_readable_nothing_is_taken_over(anna: Person, tmp_path: Path) -> None:
    (tmp_path / "photo").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "empty").touch()
    reading = read_now(anna, paths=[tmp_path / "photo", tmp_path / "empty"])
    assert (reading.state, reading.refusal) == (Reading.State.REFUSED, "nothing-to-read-here")
    assert {one["reason"] for one in reading.outcome["refusals"]} == {"unknown_kind", "empty_file"}
    assert opened(anna).summary(anna) is None


def test_what_anna_read_is_annas_alone(
    connection: Connection, anna: Person, bram: Person, tmp_path: Path
) -> None:
    read_now(anna, paths=[mailbox(tmp_path / "inbox", ping_pong(BRAM, 4))])
    seen = overview_of(bram)
    assert (seen.made_at, seen.contacts[0].hints[0].reason) == (None, "voice_not_visible")


@pytest.mark.corpus
def test_real_mailboxes_are_read_with_totals_that_add_up(anna: Person, corpora: Path) -> None:
    reading = read_now(anna, paths=[corpora / "mail"])
    assert reading.state == Reading.State.DONE
    assert adds_up(reading)
