"""Here Anna and Bram are on their own machine, where keyrings are held: nothing needs unlocking.

What a server does, to which a key has to be lent, stands in `test_sealed.py` and `test_lent.py`.
"""

import pytest
from django.test import Client
from pytest_django import Settings

from tests.conftest import SignIn
from tevoet.people.models import Person
from tevoet.vault import held


@pytest.fixture(autouse=True)
def own_machine(settings: Settings) -> None:
    """Let keyrings be held."""
    settings.EXAMPLE = True


@pytest.fixture
def anna(anna: Person) -> Person:
    """Anna, with keys."""
    held.hold(anna)
    return anna


@pytest.fixture
def bram(bram: Person) -> Person:
    """Bram, with keys."""
    held.hold(bram)
    return bram


@pytest.fixture
def sign_in() -> SignIn:
    """Return a browser on this very machine, signed in as somebody."""

    def signed_in(person: Person) -> Client:
        client = Client(headers={"host": "localhost"})
        client.force_login(person)
        return client

    return signed_in
