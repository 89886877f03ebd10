"""A reading can be stopped, can lose its worker, and is all or nothing."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection as database
from pytest_django import Settings

from tests.conftest import SignIn
from tests.contact.letters import BRAM, letter, mailbox, ping_pong
from tests.keys import opened, read_now
from tevoet.contact import making, uploads
from tevoet.contact.actions import reading as acts
from tevoet.contact.actions.reading import read_in_background
from tevoet.contact.actions.sources import (
    FilesAreGone,
    IsBeingRead,
    read_again,
    remove,
    stop,
    upload,
)
from tevoet.contact.models import Reading
from tevoet.contact.sources import Moments
from tevoet.people.models import Person

State = Reading.State
WORK = """
import django; django.setup()
from tevoet.contact.actions.reading import read_in_background
read_in_background.func({pk})
"""


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> Path:
    """Keep uploads of one test apart."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return tmp_path / "uploads"


def uploaded(owner: Person, text: str) -> Reading:
    """Put a mailbox where an upload would have put it, and ask to read it."""
    folder = uploads.new_folder()
    mailbox(uploads.path_of(folder) / uploads.file_name(0), text)
    received = uploads.Received(folder, [{"name": "inbox.mbox", "bytes": len(text)}])
    return upload(owner, received=received)


def test_stopping_before_the_worker_came_ends_the_reading(anna: Person) -> None:
    reading = stop(uploaded(anna, ping_pong(BRAM, 4)))
    assert reading.state == State.STOPPED
    read_in_background.func(reading.pk)
    assert opened(anna).summary(anna) is None


def test_stopping_halfway_takes_nothing_over(anna: Person) -> None:
    reading = uploaded(anna, ping_pong(BRAM, 4))
    Reading.objects.update(stop_requested_at=datetime.now(UTC))
    read_in_background.func(reading.pk)
    reading.refresh_from_db()
    assert reading.state == State.STOPPED
    assert opened(anna).summary(anna) is None


def test_what_was_stopped_can_be_read_again(anna: Person, sign_in: SignIn) -> None:
    source = stop(uploaded(anna, ping_pong(BRAM, 4))).source
    answer = sign_in(anna).post(f"/sources/{source.pk}/resumption/")
    assert answer.status_code == 302
    again = Reading.objects.latest("pk")
    read_in_background.func(again.pk)
    again.refresh_from_db()
    assert (again.state, again.outcome["kept"]) == (State.ARRIVED, 5)


def test_the_page_stops_a_reading(anna: Person, sign_in: SignIn) -> None:
    reading = uploaded(anna, ping_pong(BRAM, 4))
    sign_in(anna).post(f"/sources/{reading.source_id}/interruption/")
    reading.refresh_from_db()
    assert reading.state == State.STOPPED


def test_two_workers_read_once(anna: Person) -> None:
    reading = uploaded(anna, ping_pong(BRAM, 4))
    read_in_background.func(reading.pk)
    read_in_background.func(reading.pk)
    assert opened(anna).moments(anna).revision == 1


def test_a_silent_worker_is_noticed_and_its_late_result_refused(anna: Person) -> None:
    reading = uploaded(anna, ping_pong(BRAM, 4))
    long_ago = datetime.now(UTC) - timedelta(minutes=5)
    Reading.objects.update(started_at=long_ago, last_sign_at=long_ago)
    reading.refresh_from_db()
    assert reading.state == State.BROKEN_OFF
    again = read_again(reading.source)
    reading.refresh_from_db()
    acts.run(reading, [uploads.path_of(reading.source.folder) / "0000"])
    assert opened(anna).summary(anna) is None
    read_in_background.func(again.pk)
    again.refresh_from_db()
    assert again.state == State.ARRIVED


def test_while_it_is_read_it_is_not_begun_or_removed_again(anna: Person) -> None:
    reading = uploaded(anna, ping_pong(BRAM, 4))
    with pytest.raises(IsBeingRead):
        read_again(reading.source)
    with pytest.raises(IsBeingRead):
        remove(reading.source)


def test_files_that_are_gone_cannot_be_read_again(anna: Person) -> None:
    reading = stop(uploaded(anna, ping_pong(BRAM, 4)))
    uploads.remove_folder(reading.source.folder)
    with pytest.raises(FilesAreGone):
        read_again(reading.source)


def test_a_reading_in_between_is_not_lost(anna: Person, tmp_path: Path) -> None:
    other = mailbox(tmp_path / "other", letter(900, BRAM, "anna@voorbeeld.example"))
    mine = mailbox(tmp_path / "mine", ping_pong(BRAM, 4))
    reading = read_now(anna, paths=[mine])
    came_between: list[Reading] = []

    def change(moments: Moments) -> int:
        if not came_between:
            came_between.append(read_now(anna, paths=[other]))
        return moments.remove(str(reading.source_id))

    assert making.replace(anna, opened(anna), change) == 5
    with Moments(opened(anna).moments(anna).content) as moments:
        assert moments.count() == 1


def test_a_full_disk_ends_the_reading_with_a_sentence(
    anna: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(acts, "packed", full)
    reading = read_now(anna, paths=[mailbox(tmp_path / "inbox", ping_pong(BRAM, 4))])
    assert (reading.state, reading.refusal) == (State.REFUSED, "disk-is-full")


def test_a_fault_of_the_program_is_said_with_a_number(
    anna: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acts, "packed", None)
    reading = read_now(anna, paths=[mailbox(tmp_path / "inbox", ping_pong(BRAM, 4))])
    assert reading.refusal == "reading-failed"
    assert reading.parameters == {"number": reading.pk}


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_halfway_leaves_nothing_half(anna: Person, settings: Settings) -> None:
    many = "".join(letter(n, BRAM, "anna@voorbeeld.example", days=30) for n in range(60_000))
    reading = uploaded(anna, many)
    worker = subprocess.Popen(  # noqa: S603 - our own text
        [sys.executable, "-c", WORK.format(pk=reading.pk)], env=environment(settings)
    )
    until = time.monotonic() + 60
    while Reading.objects.get().started_at is None and time.monotonic() < until:
        time.sleep(0.05)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    reading.refresh_from_db()
    assert reading.ended_at is None
    assert opened(anna).summary(anna) is None
    Reading.objects.update(last_sign_at=datetime.now(UTC) - timedelta(minutes=5))
    again = read_again(reading.source)
    read_in_background.func(again.pk)
    again.refresh_from_db()
    assert (again.state, again.outcome["kept"]) == (State.ARRIVED, 60_000)


def environment(settings: Settings) -> dict[str, str]:
    """Return the surroundings of a worker that uses the database of the tests."""
    kept = database.settings_dict
    url = f"sqlite://{kept['NAME']}"
    if database.vendor == "postgresql":
        host = f"?host={kept['HOST']}" if str(kept["HOST"]).startswith("/") else ""
        place = "localhost" if host else f"{kept['HOST']}:{kept['PORT']}"
        url = f"postgresql://{kept['USER']}:{kept['PASSWORD']}@{place}/{kept['NAME']}{host}"
    home = str(Path(settings.MEDIA_ROOT).parent)
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tevoet.web.settings",
        "TEVOET_HOME": home,
        "TEVOET_DATABASE_URL": url,
    }
