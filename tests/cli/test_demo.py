"""The example: filled through the real readers, kept apart from anything real."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pytest_django import Settings

from tests.keys import overview_of
from tevoet.cli.demo import (
    MARK,
    MailboxWithoutMe,
    NoSuchMailbox,
    NotAnExample,
    claim,
    free_port,
    home_of,
    own_address,
)
from tevoet.cli.seeding import fill_example, fill_own
from tevoet.people.models import Organisation, Person, Role

NOW = datetime.now(ZoneInfo("Europe/Amsterdam"))  # the example is true at any moment


@pytest.fixture
def example(settings: Settings, db: None) -> None:
    """An example, in which keyrings are held."""
    settings.EXAMPLE = True


@pytest.mark.usefixtures("example")
def test_the_example_is_whole_and_true() -> None:
    fill_example(NOW)
    anna = Person.objects.get(email="anna@voorbeeld.example")
    contacts = {one.other.name: one for one in overview_of(anna, NOW).contacts}
    assert contacts["Bram"].voice_days == 24
    assert [hint.strength for hint in contacts["Bram"].hints if hint.turns] == ["firm"]
    assert contacts["Ruben"].waiting == 1
    assert contacts["Noor"].away_until is not None
    assert contacts["Mila"].in_person_days is not None
    assert contacts["Mila"].in_person_days > contacts["Mila"].limits.in_person

    first = Organisation.objects.get(people__email="anna@voorbeeld.example")
    assert first.teams.count() == 3
    assert first.people.count() == 25
    assert Role.objects.filter(kind="coach", person__name="Carla").count() == 3


@pytest.mark.usefixtures("example")
def test_ones_own_mailbox_is_read(tmp_path: Path) -> None:
    at = NOW - timedelta(days=1)
    message = (
        f"From bram@voorbeeld.example {at:%a %b %d %H:%M:%S %Y}\n"
        "From: Bram <bram@voorbeeld.example>\nTo: anna@voorbeeld.example\n"
        f"Date: {at:%a, %d %b %Y %H:%M:%S %z}\nMessage-ID: <1@voorbeeld.example>\n\nDag.\n"
    )
    answer = (
        f"From anna@voorbeeld.example {at:%a %b %d %H:%M:%S %Y}\n"
        "From: Anna <anna@voorbeeld.example>\nTo: bram@voorbeeld.example\n"
        f"Date: {at:%a, %d %b %Y %H:%M:%S %z}\nMessage-ID: <2@voorbeeld.example>\n"
        "In-Reply-To: <1@voorbeeld.example>\n\nDag.\n"
    )
    (tmp_path / "mail").write_text(f"{message}\n{answer}")
    for _ in range(2):
        fill_own("anna@voorbeeld.example", tmp_path / "mail")
    anna = Person.objects.get()
    assert overview_of(anna, NOW).proposals == 1
    assert anna.sources.count() == 1


def test_a_real_installation_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "tevoet.sqlite3").write_text("somebody's")
    with pytest.raises(NotAnExample):
        claim(tmp_path, fresh=True)
    assert (tmp_path / "tevoet.sqlite3").exists()


def test_fresh_forgets_only_the_example(tmp_path: Path) -> None:
    home = tmp_path / "demo"
    claim(home, fresh=False)
    (home / "old").touch()
    claim(home, fresh=False)
    assert (home / "old").exists()
    claim(home, fresh=True)
    assert [path.name for path in home.iterdir()] == [MARK]


def test_a_mailbox_needs_an_address_and_a_file(tmp_path: Path) -> None:
    with pytest.raises(MailboxWithoutMe):
        own_address(tmp_path, "")
    with pytest.raises(NoSuchMailbox):
        own_address(tmp_path / "nowhere", "anna@voorbeeld.example")
    assert own_address(tmp_path, "Anna@Voorbeeld.example") == "anna@voorbeeld.example"


def test_ones_own_mailbox_stays_apart_from_the_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEVOET_HOME", str(tmp_path / "demo"))
    assert home_of("") == tmp_path / "demo"
    homes = {home_of(f"{name}@voorbeeld.example") for name in ("anna", "bram")} | {home_of("")}
    assert len(homes) == 3
    assert {home.parent for home in homes} == {tmp_path}


def test_a_free_port_is_found() -> None:
    assert 8000 <= free_port() < 8020
