"""The doctor says what is missing or unsafe, in sentences."""

import json
import shutil
import time
from pathlib import Path

import pytest
from django.conf import settings as here
from django.utils import timezone
from pytest_django import Settings
from typer.testing import CliRunner

from tests.people.provider import provider
from tests.vault.waysmade import new_keys
from tevoet.cli.findings import QUESTIONS, Finding
from tevoet.cli.heartbeat import NAME, beat, stop_beating
from tevoet.cli.main import app
from tevoet.contact.models import Archive
from tevoet.people.models import Person
from tevoet.vault import held
from tevoet.vault.actions.keyrings import begin_keyring

pytestmark = pytest.mark.django_db


def asked(name: str) -> Finding:
    """Return the answer to one question."""
    return next(ask() for ask in QUESTIONS if ask.__name__ == name)


def test_a_new_home_is_safe(settings: Settings) -> None:
    shutil.rmtree(settings.HOME / held.FOLDER, ignore_errors=True)  # of other tests
    ran = CliRunner().invoke(app, ["doctor", "--json"])
    answer = json.loads(ran.stdout)
    unsafe = [one for one in answer["findings"] if one["kind"] == "unsafe"]
    assert unsafe == []
    assert answer["safe"]
    assert ran.exit_code == 0


def test_an_unsafe_place_ends_with_one(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    ran = CliRunner().invoke(app, ["doctor"])
    assert ran.exit_code == 1
    assert "✗ TEVOET_HOSTS" in ran.stdout


def test_http_on_a_network_is_unsafe(settings: Settings) -> None:
    settings.ADDRESS, settings.HTTPS = "http://tevoet.example.org", False
    assert asked("address").kind == "unsafe"
    settings.ADDRESS, settings.HTTPS = "https://tevoet.example.org", True
    assert asked("address").kind == "good"


def test_a_name_the_server_does_not_answer_to_is_unsafe(settings: Settings) -> None:
    settings.ADDRESS = "https://tevoet.example.org"
    settings.ALLOWED_HOSTS = ["localhost"]
    assert "TEVOET_HOSTS" in asked("hosts").sentence


def test_example_people_on_a_network_are_unsafe(settings: Settings) -> None:
    settings.EXAMPLE, settings.ADDRESS = True, "https://tevoet.example.org"
    assert asked("example").kind == "unsafe"


def test_a_home_that_others_may_read_is_unsafe(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    (tmp_path / "secret-key").write_text("x")
    tmp_path.chmod(0o755)
    (tmp_path / "secret-key").chmod(0o644)
    assert asked("home").kind == "unsafe"
    assert f"chmod 600 {tmp_path}/secret-key" in asked("secret_key").sentence


def test_a_worker_that_stopped_is_unsafe() -> None:
    home = Path(here.HOME)
    assert asked("worker").kind == "advice"
    beat(home, ("web",))
    assert asked("worker").kind == "unsafe"
    beat(home, ("web", "worker"))
    assert asked("worker").kind == "good"
    (home / NAME).write_text(json.dumps({"at": time.time() - 3600, "alive": ["worker"]}))
    assert asked("worker").kind == "advice"
    (home / NAME).write_text("half a")
    assert asked("worker").kind == "advice"
    stop_beating(home)


def test_debug_is_unsafe(settings: Settings) -> None:
    settings.DEBUG = True
    assert asked("deploy").kind == "unsafe"


def test_a_mirror_that_stands_open_is_said(anna: Person) -> None:
    Archive.objects.create(owner=anna, content=b"open", format="", replaced_at=timezone.now())
    assert (asked("mirrors").kind, "1 people" in asked("mirrors").sentence) == ("advice", True)
    begin_keyring(anna, new_keys().public, timezone.now())
    assert asked("mirrors").kind == "good"


def test_keyrings_where_none_should_lie_are_unsafe(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    assert asked("held_keyrings").kind == "good"
    (tmp_path / "held-keyrings").mkdir()
    assert asked("held_keyrings").kind == "unsafe"
    settings.MINE = True
    assert asked("held_keyrings").kind == "good"
    settings.ADDRESS = "https://tevoet.example.org"
    assert asked("held_keyrings").kind == "unsafe"


def test_a_sign_in_of_the_organisation_that_does_not_answer_is_unsafe(
    settings: Settings, tmp_path: Path
) -> None:
    assert asked("organisation").kind == "good"
    settings.OIDC = {"issuer": "http://localhost:9"}
    assert "TEVOET_OIDC_ISSUER" in asked("organisation").sentence
    with provider(tmp_path / "log") as address:
        settings.OIDC = {"issuer": address}
        assert asked("organisation").kind == "good"
        settings.OIDC = {"issuer": address.replace("localhost", "127.0.0.1")}
        assert asked("organisation").kind == "good", "it calls itself as it was asked"
        settings.OIDC = {"issuer": f"{address}/users"}
        assert asked("organisation").kind == "unsafe"
