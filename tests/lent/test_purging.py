"""What was read before there were keys is sealed with them, and gone from the database's files."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection as database
from django.utils import timezone

from tests.conftest import SignIn, prove
from tests.contact.letters import BRAM, ping_pong
from tests.vault.waysmade import new_keys
from tevoet.contact import archive as archives
from tevoet.contact import making, overview
from tevoet.contact.models import Archive, Summary
from tevoet.contact.proposing import MOST
from tevoet.contact.sources import read_files
from tevoet.people.models import Connection, Person
from tevoet.vault.mirrorkey import MirrorKey

pytestmark = pytest.mark.django_db(transaction=True)
SLICE = 32


@pytest.fixture
def pieces(anna: Person, connection: Connection, tmp_path: Path) -> list[bytes]:
    """Read Anna's mail as before there were keys; return pieces of what stood open then."""
    others = (ping_pong(f"mens{n}@werk.example", 9, first=20 * n + 1) for n in range(40))
    inbox = tmp_path / "inbox"
    inbox.write_text("".join(others) + ping_pong(BRAM, 6, first=9000))
    gathered = read_files([inbox], making.read_options(anna, timezone.now()), lambda *_: None)
    for _ in range(2):  # the second time leaves the first in a free place
        making.replace(anna, archives.of(anna), lambda kept: kept.add(gathered.moments(), "1"))
    made = Summary.objects.get()
    kept = [bytes(one) for one in (Archive.objects.get().content, made.content, made.others)]
    return [one[at : at + SLICE] for one in kept for at in range(200, len(one) - SLICE, 701)]


def files() -> dict[str, bytes]:
    """Return every file of the database by name, its log among them."""
    if database.vendor == "sqlite":
        kept = Path(str(database.settings_dict["NAME"]))
        return {path.name: path.read_bytes() for path in kept.parent.glob(f"{kept.name}*")}
    with database.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        folder = Path(cursor.fetchone()[0])
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def found(pieces: list[bytes]) -> set[str]:
    """Return in which files a piece stands."""
    return {name for name, content in files().items() if any(one in content for one in pieces)}


def is_own_log(name: str) -> bool:
    """Say whether this is PostgreSQL's own log, which it overwrites in its own time (docs/use)."""
    return "/pg_wal/" in name


def work() -> None:
    """Do what the worker does."""
    call_command("db_worker", "--batch", "--no-startup-delay", queue_name="*", verbosity=0)


def test_making_keys_seals_at_once_and_purges(
    anna: Person, pieces: list[bytes], sign_in: SignIn
) -> None:
    assert found(pieces)
    made = new_keys()
    assert prove(sign_in(anna)).post("/me/keys/", made.posted()).status_code == 201
    summary = Summary.objects.get()
    for kept in (Archive.objects.get().content, summary.content, summary.others):
        assert bytes(kept).startswith(b"age-encryption.org/v1")
    work()
    assert {name for name in found(pieces) if not is_own_log(name)} == set()
    opened = archives.of(anna, MirrorKey(made.secret.mirror))
    assert len(overview.unknown_to(anna, opened)) == MOST
    seen = overview.of(anna, timezone.now(), opened)
    assert sum(week.get("mail", 0) for week in seen.contacts[0].weeks) == 7
