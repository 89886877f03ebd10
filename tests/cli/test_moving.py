"""A backup moves an organisation from SQLite to PostgreSQL and back, without losing a thing."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.db import connection

from tests.postgres import postgres

TEVOET = Path(sys.executable).with_name("tevoet")
FOUND = """
from tevoet.cli.ready import ready; ready()
from django.utils import timezone
from tevoet.people.models import Connection, Organisation, Person, PhoneNumber
voorbeeld = Organisation.objects.create(name="Voorbeeld × – é 👣")
anna, bram = (
    Person.objects.create(organisation=voorbeeld, name=name, email=f"{name}@voorbeeld.example")
    for name in ("anna", "bram")
)
PhoneNumber.objects.create(person=bram, number="+31201234567")
Connection.objects.create(first=anna, second=bram, ended_at=timezone.now())
"""
pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="walked once, in the run on SQLite: it uses both"
)


def run(home: Path, database: str, *command: str | Path) -> str:
    """Run a command with a home and a database of its own, and return what it says."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TEVOET")}
    ran = subprocess.run(  # noqa: S603 - our own commands
        command,
        env={**kept, "TEVOET_HOME": str(home), "TEVOET_DATABASE_URL": database},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def tables(file: Path) -> dict[str, object]:
    """Return the rows and checksums of a backup, by table."""
    with zipfile.ZipFile(file) as archive:
        found: dict[str, object] = json.loads(archive.read("list.json"))["tables"]
    return found


def test_an_organisation_moves_to_postgresql_and_back(tmp_path: Path) -> None:
    first, second, third = (tmp_path / f"{name}.backup" for name in ("first", "second", "third"))
    run(tmp_path / "one", "", TEVOET, "init")
    run(tmp_path / "one", "", sys.executable, "-c", FOUND)
    run(tmp_path / "one", "", TEVOET, "backup", first)
    with postgres() as url:
        run(tmp_path / "two", url, TEVOET, "restore", first)
        run(tmp_path / "two", url, TEVOET, "backup", second)
    run(tmp_path / "three", "", TEVOET, "restore", second)
    run(tmp_path / "three", "", TEVOET, "backup", third)
    assert tables(first) == tables(second) == tables(third)
    assert json.loads(run(tmp_path / "three", "", TEVOET, "doctor", "--json"))["safe"]
