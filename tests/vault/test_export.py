"""What is taken along opens with the ordinary age tool, as the page in the archive says."""

import base64
import html
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import duckdb
import pytest
from django.utils import timezone
from icalendar import Calendar
from pytest_django import Settings

from tests.contact.letters import BRAM, mailbox, ping_pong
from tests.keys import read_now as read_held
from tests.tools import needed
from tevoet.contact.actions.sources import read_now
from tevoet.contact.actions.speaking import speak
from tevoet.engines.sealing.body import Place
from tevoet.engines.sealing.keys import SecretKeys
from tevoet.people.actions.facts import go_away
from tevoet.people.export import files_of
from tevoet.people.models import Connection, Person
from tevoet.vault import age, held
from tevoet.vault.export import PAGE
from tevoet.vault.mirrorkey import MirrorKey
from tevoet.vault.models import Keyring, Revision, Sealed, Wrapping

VECTORS = Path(__file__).parents[1] / "vectors" / "wrappings.json"
NOW = timezone.now()


@pytest.fixture
def phrase() -> str:
    """The six words of the keyring below."""
    return str(json.loads(VECTORS.read_text())[0]["phrase"])


@pytest.fixture
def keyring(anna: Person, phrase: str) -> tuple[Keyring, SecretKeys]:
    """A keyring of Anna as a browser made it, wrapped for six words."""
    wrapped = base64.b64decode(json.loads(VECTORS.read_text())[0]["file"])
    secret = age.unwrap(wrapped, phrase)
    public = age.public_part(secret)
    keyring = Keyring.objects.create(
        person=anna,
        public=public.canonical().decode(),
        fingerprint=public.fingerprint,
        made_at=NOW,
    )
    keyring.wrappings.create(way=Wrapping.Way.PHRASE, content=wrapped, made_at=NOW)
    keyring.wrappings.create(way=Wrapping.Way.PASSKEY, content=b"p", passkey="x", made_at=NOW)
    return keyring, secret


def write(text: str, by: Person, secret: SecretKeys, connection: Connection | None = None) -> None:
    """Keep sealed words."""
    record = Sealed.objects.create(id=uuid4(), connection=connection, made_by=by, made_at=NOW)
    place = Place(str(record.pk), "reflection")
    content = age.seal(
        text, place, at="2026-11-24T12:00:00Z", readers=[age.public_part(secret)], secret=secret
    )
    Revision.objects.create(sealed=record, number=1, content=content, by=by, at=NOW)


def unpacked(person: Person, folder: Path) -> set[str]:
    """Write the archive of a person into a folder, and return the names in it."""
    files = dict(files_of(person))
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return set(files)


def typed(command: list[str], folder: Path, answer: str) -> None:
    """Run a command in a terminal and type an answer when it asks."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execv(command[0], command)  # noqa: S606 - the tool that was found
    said = b""
    while b"passphrase" not in said:
        said += os.read(terminal, 1024)
    os.write(terminal, f"{answer}\n".encode())
    assert os.waitpid(child, 0)[1] == 0
    os.close(terminal)


def commands(page: str) -> list[str]:
    """Return the commands that the page in the archive gives."""
    return [html.unescape(one) for one in re.findall(r"<pre>(.*?)</pre>", page, re.DOTALL)]


def run(command: str, folder: Path) -> bytes:
    """Run a command of the page in a shell."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    ran = subprocess.run(  # noqa: S602 - a command of our own page
        command, shell=True, cwd=folder, env={"PATH": path}, capture_output=True, check=True
    )
    return ran.stdout


def test_everything_opens_as_the_page_says(
    keyring: tuple[Keyring, SecretKeys],
    phrase: str,
    connection: Connection,
    anna: Person,
    tmp_path: Path,
) -> None:
    tool, (kept, secret) = needed("age"), keyring
    write("Ik zag het verkeerd.", anna, secret)
    write("Dat onthouden we.", anna, secret, connection)
    inbox = mailbox(tmp_path / "inbox", ping_pong(BRAM, 4))
    read_now(anna, paths=[inbox], key=MirrorKey(secret.mirror))
    names = unpacked(anna, tmp_path)
    page = (tmp_path / PAGE).read_text()
    with_six_words, with_code, make_keys, open_words, open_mirror, take_out = commands(page)
    words = next(part for part in with_six_words.split() if part.endswith("six-words.age"))
    assert words == f"keyring/{kept.fingerprint[:12]}/six-words.age"
    assert {words, words.replace("six-words", "passkey-1"), PAGE} <= names
    typed([tool, *with_six_words.split()[1:]], tmp_path, phrase)
    run(make_keys, tmp_path)
    sealed = sorted(name for name in names if name.startswith("words/"))
    opened = [run(open_words.replace("words/…/….age", name), tmp_path) for name in sealed]
    texts = {json.loads(one.splitlines()[0])["text"] for one in opened}
    assert texts == {"Ik zag het verkeerd.", "Dat onthouden we."}
    assert any(name.startswith("words/with-bram-") for name in sealed)
    run(open_mirror, tmp_path)
    run(take_out, tmp_path)
    entries = duckdb.read_parquet(str(tmp_path / "entries.parquet"))
    assert entries.shape[0] == 5
    assert with_code.endswith("recovery-code.age")


def test_nothing_secret_lies_open_in_it(
    keyring: tuple[Keyring, SecretKeys], anna: Person, phrase: str
) -> None:
    _, secret = keyring
    write("Ik zag het verkeerd.", anna, secret)
    whole = b"".join(content for _, content in files_of(anna))
    for word in ("AGE-SECRET-KEY-1", secret.words, secret.signing, "verkeerd", phrase):
        assert word.encode() not in whole, word
    assert anna.password.encode() not in whole


def test_without_keys_there_is_no_page_about_them(anna: Person) -> None:
    assert PAGE not in dict(files_of(anna))


def test_a_calendar_and_tables_are_in_it(
    connection: Connection, anna: Person, bram: Person, tmp_path: Path, settings: Settings
) -> None:
    settings.EXAMPLE, settings.HOME = True, tmp_path
    held.hold(anna)
    today = anna.today(NOW)
    speak(connection, by=anna, channel="phone")
    speak(connection, by=bram, channel="video")
    go_away(anna, since=today, until=today)
    read_held(anna, paths=[mailbox(tmp_path / "inbox", ping_pong(BRAM, 4))])
    files = dict(files_of(anna))
    events = Calendar.from_ical(files["calendar.ics"]).walk("VEVENT")
    assert len(events) == 2, "what Bram tapped is his"
    assert "Bram" in str(events[0]["summary"])
    taps = files["tables/contact.spoken.csv"].decode("utf-8-sig").splitlines()
    assert len(taps) == 2
    assert files["moments/entries.csv"].decode().count("\n") == 6


def test_a_name_cannot_become_a_formula(connection: Connection, anna: Person, bram: Person) -> None:
    bram.name = "=cmd()"
    bram.save()
    cells = dict(files_of(anna))["tables/people.connection.csv"].decode()
    assert "'=cmd()" in cells
