"""Backup and restore: everything comes back as it was, or nothing changes."""

import hashlib
import json
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from tests.conftest import SignIn
from tevoet.cli.archived import BackupIsDamaged, BackupIsNewer, NotABackup
from tevoet.cli.backup import CannotWriteThere, FileIsThere, backup, write_backup
from tevoet.cli.heartbeat import beat, stop_beating
from tevoet.cli.restore import (
    BackupDoesNotFit,
    NoSuchBackup,
    PeopleAreHere,
    StillRunning,
    restore,
)
from tevoet.people.cookies import kept_as
from tevoet.people.models import Connection, Organisation, Person, Team
from tevoet.vault.models import Loan

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def made(tmp_path: Path, connection: Connection) -> Path:
    """A backup of Anna, Bram, Carla and what is between them."""
    backup(tmp_path / "made.backup")
    return tmp_path / "made.backup"


def rewrite(file: Path, name: str, old: bytes, new: bytes) -> None:
    """Change one member of a backup, as somebody would who edits it."""
    with zipfile.ZipFile(file) as archive:
        kept = {one: archive.read(one) for one in archive.namelist()}
    assert old in kept[name]
    kept[name] = kept[name].replace(old, new)
    with zipfile.ZipFile(file, "w") as archive:
        for one, text in kept.items():
            archive.writestr(one, text)


def agree(file: Path, label: str) -> None:
    """Make the list agree with a table that was edited, as somebody would who means harm."""
    with zipfile.ZipFile(file) as archive:
        listed = json.loads(archive.read("list.json"))
        text = archive.read(f"tables/{label}.jsonl")
    old, new = listed["tables"][label]["sha256"], hashlib.sha256(text).hexdigest()
    rewrite(file, "list.json", old.encode(), new.encode())


def everything() -> list[object]:
    """Return what the database holds of people, to the microsecond."""
    return [list(model.objects.values()) for model in (Organisation, Person, Team, Connection)]


def test_everything_comes_back_to_the_microsecond(made: Path) -> None:
    before = everything()
    Person.objects.update(name="Iemand anders")
    restore(made, force=True)
    assert everything() == before


def test_a_key_on_loan_is_in_no_backup_and_ends_with_a_restore(
    tmp_path: Path, anna: Person, sign_in: SignIn
) -> None:
    session = Session.objects.get(pk=kept_as(sign_in(anna).session.session_key or ""))
    now = timezone.now()
    Loan.objects.create(person=anna, session=session, half=b"K" * 32, begun_at=now, used_at=now)
    backup(tmp_path / "made.backup")
    with zipfile.ZipFile(tmp_path / "made.backup") as archive:
        assert not [name for name in archive.namelist() if "Loan" in name]
    restore(tmp_path / "made.backup", force=True)
    assert not Loan.objects.exists()


def test_new_people_get_numbers_of_their_own(made: Path, organisation: Organisation) -> None:
    restore(made, force=True)
    newest = Person.objects.create(organisation=organisation, name="Nieuw")
    assert newest.pk > max(Person.objects.exclude(pk=newest.pk).values_list("pk", flat=True))


def test_people_are_not_overwritten_by_mistake(made: Path) -> None:
    before = everything()
    with pytest.raises(PeopleAreHere):
        restore(made)
    assert everything() == before


def test_a_damaged_backup_changes_nothing(made: Path) -> None:
    rewrite(made, "tables/people.Person.jsonl", b"Bram", b"Bran")
    before = everything()
    with pytest.raises(BackupIsDamaged, match=r"people\.Person"):
        restore(made, force=True)
    assert everything() == before


def test_a_backup_cut_short_is_none(made: Path) -> None:
    made.write_bytes(made.read_bytes()[:-200])
    with pytest.raises(NotABackup):
        restore(made, force=True)


def test_another_file_is_no_backup(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Beste Anna")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("letter.txt", "Beste Anna")
    for name in ("letter.txt", "other.zip"):
        with pytest.raises(NotABackup):
            restore(tmp_path / name)
    with pytest.raises(NoSuchBackup):
        restore(tmp_path / "nothing")


def test_a_backup_of_a_newer_program_is_refused(made: Path) -> None:
    rewrite(made, "list.json", b"0001_first_people", b"0999_later_people")
    with pytest.raises(BackupIsNewer, match="Install that version"):
        restore(made, force=True)


def test_rows_that_contradict_one_another_change_nothing(made: Path) -> None:
    with zipfile.ZipFile(made) as archive:
        line = json.loads(archive.read("tables/people.Team.jsonl").splitlines()[0])
    old, new = (f'"organisation_id":{one}'.encode() for one in (line["organisation_id"], 987654))
    rewrite(made, "tables/people.Team.jsonl", old, new)
    agree(made, "people.Team")
    before = everything()
    with pytest.raises(BackupDoesNotFit):
        restore(made, force=True)
    assert everything() == before


def test_only_its_owner_may_read_a_backup(made: Path) -> None:
    assert made.stat().st_mode & 0o777 == 0o600


def test_a_draft_that_another_laid_there_gets_nothing(tmp_path: Path, organisation: object) -> None:
    (tmp_path / "of-another").touch(mode=0o644)
    (tmp_path / ".today.backup.unfinished").symlink_to(tmp_path / "of-another")
    target = write_backup(tmp_path / "today.backup")
    assert (tmp_path / "of-another").read_bytes() == b""
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_backup_overwrites_nothing(made: Path, tmp_path: Path) -> None:
    with pytest.raises(FileIsThere):
        backup(made)
    with pytest.raises(CannotWriteThere):
        backup(tmp_path / "no-folder" / "made.backup")
    assert [one.name for one in tmp_path.iterdir()] == ["made.backup"]


def test_in_a_folder_it_is_called_after_the_moment(tmp_path: Path, organisation: object) -> None:
    backup(tmp_path)
    (one,) = tmp_path.iterdir()
    assert one.name.startswith("tevoet-")
    assert one.suffix == ".backup"


@pytest.fixture
def running() -> Iterator[None]:
    """Tevoet runs."""
    beat(Path(settings.HOME), ("web",))
    yield
    stop_beating(Path(settings.HOME))


def test_a_running_program_is_not_replaced_under_its_feet(made: Path, running: None) -> None:
    with pytest.raises(StillRunning):
        restore(made, force=True)
