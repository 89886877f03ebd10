"""Everything of one's own contact can be taken along, and goes when its owner goes."""

import json
from pathlib import Path

import duckdb
import pytest
from pytest_django import Settings

from tests.contact.letters import BRAM, mailbox, ping_pong
from tests.keys import read_now
from tevoet.contact import uploads
from tevoet.contact.actions.limits import set_limits
from tevoet.contact.actions.sources import upload
from tevoet.contact.actions.speaking import speak
from tevoet.contact.export import remove_uploads
from tevoet.people.export import files_of
from tevoet.people.models import Connection, Person


def test_everything_of_anna_is_in_her_files(
    connection: Connection, anna: Person, bram: Person, tmp_path: Path
) -> None:
    speak(connection, by=anna, channel="phone")
    speak(connection, by=bram, channel="video")
    set_limits(connection, owner=anna, voice_days=7, in_person_days=20)
    read_now(anna, paths=[mailbox(tmp_path / "inbox", ping_pong(BRAM, 4))])
    files = dict(files_of(anna))
    told = json.loads(files["contact.json"])
    assert [one["channel"] for one in told["spoken"]] == ["phone"]
    assert told["limit"][0]["voice_days"] == 7
    assert json.loads(files["summary.json"])["people"]
    assert sorted(told) == ["archive", "limit", "reading", "source", "spoken", "summary"]
    entries = tmp_path / "entries.parquet"
    entries.write_bytes(files["moments/entries.parquet"])
    assert duckdb.read_parquet(str(entries)).shape[0] == 5


def test_of_somebody_who_told_nothing_there_is_nothing(anna: Person) -> None:
    assert not [name for name in dict(files_of(anna)) if "contact" in name]


@pytest.mark.django_db
def test_waiting_files_go_with_their_owner(
    anna: Person, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    folder = uploads.new_folder()
    upload(anna, received=uploads.Received(folder, [{"name": "inbox", "bytes": 1}]))
    assert remove_uploads(anna) == {"uploads": 1}
    assert not uploads.path_of(folder).exists()
    assert remove_uploads(anna) == {}
