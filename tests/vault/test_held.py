"""Keyrings held on this machine: for one person alone and in the example, nowhere else."""

from __future__ import annotations

import stat

import pytest
from django.test import Client
from pytest_django import Settings

from tests.conftest import SignIn
from tests.keys import give_keys
from tevoet.engines.sealing.keys import SecretKeys
from tevoet.people.models import Person
from tevoet.vault import age, held
from tevoet.vault.models import Keyring

pytestmark = pytest.mark.django_db
HERE = "localhost"


@pytest.fixture(params=["EXAMPLE", "MINE"])
def holding(request: pytest.FixtureRequest, settings: Settings) -> str:
    """A place where keyrings are held."""
    setattr(settings, request.param, True)
    return str(request.param)


def fetch(client: Client, **more: str) -> int:
    """Ask for the keyring as the page's script does."""
    return client.get("/me/keys/held/", HTTP_HOST=HERE, **more).status_code  # type: ignore[arg-type]  # names of the environment


def test_only_its_user_can_read_a_held_keyring(holding: str, anna: Person) -> None:
    path = held.path_of(held.hold(anna))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_held_keyring_is_handed_to_its_own_browser(
    holding: str, anna: Person, sign_in: SignIn
) -> None:
    keyring = held.hold(anna)
    answer = sign_in(anna).get("/me/keys/held/", HTTP_HOST=HERE)
    secret = SecretKeys.read(answer.content)
    assert age.public_part(secret).fingerprint == keyring.fingerprint
    assert answer.headers["Cache-Control"] == "no-store"


def test_nobody_gets_the_keyring_of_another(
    holding: str, anna: Person, bram: Person, sign_in: SignIn
) -> None:
    held.hold(anna)
    assert fetch(sign_in(bram)) == 404


@pytest.mark.parametrize("more", [{"REMOTE_ADDR": "10.0.0.5"}, {"HTTP_X_FORWARDED_FOR": "1.2.3.4"}])
def test_nothing_is_handed_out_to_another_machine(
    holding: str, anna: Person, sign_in: SignIn, more: dict[str, str]
) -> None:
    held.hold(anna)
    assert fetch(sign_in(anna)) == 200
    assert fetch(sign_in(anna), **more) == 404


def test_elsewhere_nothing_is_held(settings: Settings, anna: Person, sign_in: SignIn) -> None:
    settings.EXAMPLE = True
    held.hold(anna)
    settings.EXAMPLE = False
    assert fetch(sign_in(anna)) == 404
    assert held.mirror_key_of(anna) is None
    with pytest.raises(AssertionError):
        held.hold(anna)


def test_a_keyring_of_ones_own_stays(holding: str, anna: Person) -> None:
    give_keys(anna)
    assert held.hold(anna) == Keyring.objects.get()
    assert held.mirror_key_of(anna) is None
