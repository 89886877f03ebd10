"""Four people: Anna leads, Bram works with her, Carla coaches, Dirk is from elsewhere."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection as database
from django.test import Client
from pytest_django import Settings

from tests.environment import HOME
from tevoet.people.actions.connections import connect
from tevoet.people.models import (
    Connection,
    Organisation,
    Person,
    PersonAddress,
    Role,
    Team,
)
from tevoet.people.sessions import PROVED

PASSWORD = "lopend naar de overkant"
SignIn = Callable[[Person], Client]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Keep SQLite in a file: in memory all threads of a server would share one connection."""
    if database.vendor == "sqlite":
        database.settings_dict["TEST"]["NAME"] = str(HOME / "tests.sqlite3")


@pytest.fixture(autouse=True)
def plain_tests(settings: Settings) -> None:
    """Use a fast hash and plain static names: neither is what is tested."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def make_person(organisation: Organisation, name: str, domain: str) -> Person:
    """Make somebody with an account, an address and a password."""
    address = f"{name.lower()}@{domain}"
    person = Person(organisation=organisation, name=name, email=address)
    person.set_password(PASSWORD)
    person.save()
    PersonAddress.objects.create(person=person, address=address)
    return person


@pytest.fixture
def organisation(db: None) -> Organisation:
    """The example organisation of Anna, Bram and Carla."""
    return Organisation.objects.create(name="Voorbeeld")


@pytest.fixture
def elsewhere(db: None) -> Organisation:
    """The example organisation of Dirk."""
    return Organisation.objects.create(name="Elders")


@pytest.fixture
def anna(organisation: Organisation) -> Person:
    """Anna leads."""
    return make_person(organisation, "Anna", "voorbeeld.example")


@pytest.fixture
def bram(organisation: Organisation) -> Person:
    """Bram works with her."""
    return make_person(organisation, "Bram", "voorbeeld.example")


@pytest.fixture
def carla(organisation: Organisation) -> Person:
    """Carla coaches."""
    return make_person(organisation, "Carla", "voorbeeld.example")


@pytest.fixture
def dirk(elsewhere: Organisation) -> Person:
    """Dirk is from another organisation."""
    return make_person(elsewhere, "Dirk", "elders.example")


@pytest.fixture
def keeper(organisation: Organisation) -> Person:
    """Somebody who keeps the installation."""
    person = make_person(organisation, "Kees", "voorbeeld.example")
    Role.objects.create(person=person, kind=Role.Kind.KEEPER)
    return person


@pytest.fixture
def team(organisation: Organisation, anna: Person, bram: Person, carla: Person) -> Team:
    """The team that Anna leads, Bram works in and Carla coaches."""
    team = Team.objects.create(organisation=organisation, name="Planning")
    for person, kind in ((anna, "leader"), (bram, "member"), (carla, "coach")):
        Role.objects.create(person=person, team=team, kind=kind)
    return team


@pytest.fixture
def connection(team: Team, anna: Person, bram: Person) -> Connection:
    """What hangs between Anna and Bram."""
    return connect(anna, other=bram)


@pytest.fixture
def sign_in() -> SignIn:
    """Return a browser without a screen, signed in as somebody."""

    def signed_in(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return signed_in


def prove(browser: Client) -> Client:
    """Let somebody who is signed in have shown just now who they are."""
    session = browser.session
    session[PROVED] = time.time()
    session.save()
    return browser


@pytest.fixture(scope="session")
def corpora() -> Path:
    """Return the folder with files by others, or skip with the reason."""
    given = os.environ.get("TEVOET_CORPORA")
    folder = Path(given) if given else Path(__file__).parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"no files by others here: {folder} (name the folder in TEVOET_CORPORA)")
    return folder
