"""A key on loan: two halves, one person, one session, a quarter of an hour."""

from __future__ import annotations

import json
import logging
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection as database
from django.test import Client, RequestFactory
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.conftest import SignIn
from tests.keys import give_keys, lend
from tevoet.people.models import Person
from tevoet.vault import loans
from tevoet.vault.mirrorkey import MirrorKey
from tevoet.vault.models import Loan

pytestmark = pytest.mark.django_db


def borrow(client: Client, person: Person, headers: dict[str, str]) -> MirrorKey | None:
    """Ask as a view does for what this browser lends."""
    request = RequestFactory().get("/", headers=headers)
    request.user, request.session = person, client.session
    return loans.borrowed(request)  # type: ignore[arg-type]  # what the middleware adds is there


def test_a_lent_key_is_the_key(anna: Person, sign_in: SignIn) -> None:
    key, client = give_keys(anna), sign_in(anna)
    assert borrow(client, anna, lend(client, key)) == key


def test_half_of_a_loan_is_nothing(anna: Person, sign_in: SignIn) -> None:
    key, client = give_keys(anna), sign_in(anna)
    lend(client, key)
    assert borrow(client, anna, {}) is None
    assert borrow(client, anna, {loans.HEADER: "A" * 136}) is None
    assert borrow(client, anna, {loans.HEADER: "x"}) is None


def test_the_pages_half_is_worthless_in_another_session(anna: Person, sign_in: SignIn) -> None:
    key, here, there = give_keys(anna), sign_in(anna), sign_in(anna)
    headers = lend(here, key)
    lend(there, key)
    assert borrow(there, anna, headers) is None


def test_somebody_else_borrows_nothing(anna: Person, bram: Person, sign_in: SignIn) -> None:
    key, client = give_keys(anna), sign_in(anna)
    headers = lend(client, key)
    assert borrow(client, bram, headers) is None


def test_only_the_own_mirror_key_is_taken(anna: Person, bram: Person, sign_in: SignIn) -> None:
    give_keys(anna)
    other = give_keys(bram)
    for key in (other.secret, "", "AGE-SECRET-KEY-1" + "Q" * 58, other.secret.lower()):
        assert sign_in(anna).post("/loan/", {"key": key}).status_code == 422
    assert not Loan.objects.exists()


def test_without_a_keyring_nothing_is_lent(carla: Person, bram: Person, sign_in: SignIn) -> None:
    key = give_keys(bram)
    assert sign_in(carla).post("/loan/", {"key": key.secret}).status_code == 422


def test_a_loan_ends_after_a_quarter_of_an_hour_idle(anna: Person, sign_in: SignIn) -> None:
    key, client = give_keys(anna), sign_in(anna)
    headers = lend(client, key)
    Loan.objects.update(used_at=timezone.now() - timedelta(minutes=14))
    assert borrow(client, anna, headers) == key
    assert timezone.now() - Loan.objects.get().used_at < timedelta(seconds=30)
    Loan.objects.update(used_at=timezone.now() - timedelta(minutes=15))
    assert borrow(client, anna, headers) is None
    assert loans.forget_idle(timezone.now()) == 1


def test_one_tap_takes_a_loan_back(anna: Person, sign_in: SignIn) -> None:
    key, client = give_keys(anna), sign_in(anna)
    headers = lend(client, key)
    answer = client.post("/loan/ending/", {"next": "/people/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/people/")
    assert not Loan.objects.exists()
    assert borrow(client, anna, headers) is None


def test_nobody_is_led_elsewhere(anna: Person, sign_in: SignIn) -> None:
    answer = sign_in(anna).post("/loan/ending/", {"next": "https://elders.example/"})
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("way", ["sign out", "session ended elsewhere", "session expired"])
def test_what_ends_a_session_ends_its_loan(anna: Person, sign_in: SignIn, way: str) -> None:
    client = sign_in(anna)
    lend(client, give_keys(anna))
    if way == "sign out":
        client.post("/accounts/logout/")
    elif way == "session ended elsewhere":
        client.session.delete(client.session.session_key)
    else:
        Session.objects.update(expire_date=timezone.now() - timedelta(days=1))
        call_command("clearsessions", verbosity=0)
    assert not Loan.objects.exists()


def test_lending_again_makes_the_earlier_half_worthless(anna: Person, sign_in: SignIn) -> None:
    key, client = give_keys(anna), sign_in(anna)
    before = lend(client, key)
    assert borrow(client, anna, lend(client, key)) == key
    assert borrow(client, anna, before) is None
    assert Loan.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_nothing_of_the_key_is_kept(
    anna: Person, sign_in: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    key, client = give_keys(anna), sign_in(anna)
    with caplog.at_level(logging.DEBUG):
        headers = lend(client, key)
        client.get("/", headers=headers)
    half, secret = headers[loans.HEADER], key.secret
    places = {
        "log": caplog.text,
        "sessions": json.dumps([one.get_decoded() for one in Session.objects.all()]),
        "tasks": str(list(DBTaskResult.objects.values())),
        "loan": str(list(Loan.objects.values())) + repr(key),
    }
    if database.vendor == "sqlite":
        kept = Path(database.settings_dict["NAME"])
        for path in kept.parent.glob(f"{kept.name}*"):
            places[path.name] = path.read_bytes().decode("latin-1")
    for name, text in places.items():
        for part in (secret, secret[16:40], half, half[20:60]):
            assert part not in text, name
