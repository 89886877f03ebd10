"""Wrong tries: ten, then slower and slower, and never because of somebody else."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.conftest import PASSWORD
from tevoet.people.actions import tries
from tevoet.people.actions.tries import KeepWaiting, begin_try, forget_tries, forgive, key_of
from tevoet.people.models import AccountLine, Person, WrongTries
from tevoet.people.models.account import FREE_TRIES

SIGN_IN = "/accounts/login/"
WRONG = "een verkeerd wachtwoord"
NOW = timezone.now()
MINUTE = timedelta(minutes=1)
Try = Callable[[str], int]


def trying(address: str, *, place: str = "192.0.2.1", browser: Client | None = None) -> Try:
    """Return a way to try passwords for an account from a place."""
    client = browser or Client()

    def once(password: str) -> int:
        filled = {"login": address, "password": password}
        return client.post(SIGN_IN, filled, REMOTE_ADDR=place).status_code

    return once


def wait_of(key: str, now: datetime) -> int:
    """Try once more; return for how many minutes one is made to wait, 0 when not."""
    try:
        begin_try(key, now=now)
    except KeepWaiting as refusal:
        return int(str(refusal.parameters["minutes"]))
    return 0


def test_the_eleventh_try_in_a_quarter_of_an_hour_is_not_judged(anna: Person) -> None:
    once = trying(anna.email or "")
    assert [once(WRONG) for _ in range(10)] == [422] * 10
    assert once(PASSWORD) == 422


def test_the_tenth_may_be_right_and_forgives(anna: Person) -> None:
    once = trying(anna.email or "")
    for _ in range(9):
        once(WRONG)
    assert once(PASSWORD) == 302
    assert not WrongTries.objects.exists()


def test_nobody_makes_a_colleague_wait_from_elsewhere(anna: Person) -> None:
    for number in range(30):
        there = trying(anna.email or "", place=f"198.51.100.{number}")
        for _ in range(11):
            there(WRONG)
    assert trying(anna.email or "", place="192.0.2.7")(PASSWORD) == 302


def test_nobody_makes_a_colleague_wait_from_the_same_network(anna: Person) -> None:
    own = Client()
    assert trying(anna.email or "", browser=own)(PASSWORD) == 302
    own.post("/accounts/logout/")
    there = trying(anna.email or "")
    for _ in range(11):
        there(WRONG)
    assert there(PASSWORD) == 422
    assert trying(anna.email or "", browser=own)(PASSWORD) == 302, "this device is known"


def test_nobody_makes_others_wait_who_share_a_network(anna: Person, bram: Person) -> None:
    for number in range(60):
        trying(f"niemand{number}@voorbeeld.example")(WRONG)
    for _ in range(11):
        trying(anna.email or "")(WRONG)
    assert trying(bram.email or "")(PASSWORD) == 302


def test_a_known_device_is_counted_too(anna: Person) -> None:
    own = Client()
    once = trying(anna.email or "", browser=own)
    assert once(PASSWORD) == 302
    own.post("/accounts/logout/")
    for _ in range(10):
        once(WRONG)
    assert once(PASSWORD) == 422


def test_a_device_that_anna_knows_is_not_known_at_bram(anna: Person, bram: Person) -> None:
    own = Client()
    trying(anna.email or "", browser=own)(PASSWORD)
    own.post("/accounts/logout/")
    for _ in range(10):
        trying(bram.email or "")(WRONG)
    assert trying(bram.email or "", browser=own)(PASSWORD) == 422


def test_a_made_up_device_is_no_device(anna: Person) -> None:
    own = Client()
    for number in range(12):
        own.cookies["tevoet-device"] = f"verzonnen{number}"
        status = trying(anna.email or "", browser=own)(WRONG if number < 11 else PASSWORD)
    assert status == 422


def test_a_household_of_new_addresses_is_one_place(anna: Person) -> None:
    for number in range(11):
        trying(anna.email or "", place=f"2001:db8:1:2::{number}")(WRONG)
    assert trying(anna.email or "", place="2001:db8:1:2::ffff")(PASSWORD) == 422
    assert trying(anna.email or "", place="2001:db8:1:3::1")(PASSWORD) == 302


def test_an_unknown_account_waits_just_the_same(anna: Person) -> None:
    pages = []
    for address in ("anna@voorbeeld.example", "niemand@voorbeeld.example"):
        browser = Client()
        for _ in range(11):
            answer = browser.post(SIGN_IN, {"login": address, "password": WRONG})
        text = answer.content.decode().replace(address, "")
        pages.append((answer.status_code, text.split("<main")[1].split("csrf")[0]))
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("count", "minutes"), [(9, 0), (10, 15), (11, 30), (12, 60), (13, 120), (14, 240), (99, 240)]
)
def test_waits_grow(count: int, minutes: int) -> None:
    assert WrongTries(count=count, last_at=NOW).wait == minutes * MINUTE


def test_no_quarter_of_an_hour_has_more_than_ten(db: None) -> None:
    judged = [
        at
        for second in range(0, 6 * 3600, 20)
        if not wait_of("sleutel", at := NOW + timedelta(seconds=second))
    ]
    most = max(sum(at <= other < at + 15 * MINUTE for other in judged) for at in judged)
    assert most == FREE_TRIES
    assert len(judged) == FREE_TRIES + 4, "after that once in 15, 30, 60, 120 minutes"


def test_a_refused_try_does_not_lengthen_the_wait(db: None) -> None:
    for _ in range(10):
        begin_try("sleutel", now=NOW)
    assert wait_of("sleutel", NOW + MINUTE) == 14
    assert wait_of("sleutel", NOW + 2 * MINUTE) == 13
    assert wait_of("sleutel", NOW + 15 * MINUTE) == 0


def test_quiet_is_forgotten(db: None) -> None:
    for _ in range(9):
        begin_try("sleutel", now=NOW)
    assert begin_try("sleutel", now=NOW + 16 * MINUTE).count == 1
    assert forget_tries(NOW + timedelta(days=1)) == 0
    assert forget_tries(NOW + timedelta(days=2)) == 1


def test_the_count_names_neither_account_nor_place(anna: Person) -> None:
    trying(anna.email or "", place="192.0.2.1")(WRONG)
    kept = str(WrongTries.objects.values_list().get())
    assert "anna" not in kept
    assert "192.0" not in kept
    assert key_of("a", "b") != key_of("ab", "")


def test_a_slowed_account_is_written_down(anna: Person) -> None:
    for _ in range(12):
        trying(anna.email or "")(WRONG)
        trying("niemand@voorbeeld.example")(WRONG)
    for number in range(3):
        for _ in range(10):
            trying(anna.email or "", place=f"198.51.100.{number}")(WRONG)
    assert [(one.kind, one.whom, one.by) for one in AccountLine.objects.all()] == [
        ("slowed", anna, None)
    ], "once an hour, from however many places"


@pytest.mark.django_db(transaction=True)
def test_many_at_the_same_moment_count_together(anna: Person) -> None:
    def once(_: int) -> bool:
        try:
            return not wait_of("sleutel", NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        judged = sum(pool.map(once, range(40)))
    assert judged == FREE_TRIES


def test_a_passkey_is_not_held_up(anna: Person) -> None:
    for _ in range(12):
        trying(anna.email or "")(WRONG)
    answers = [Client().get("/accounts/passkey/options/").status_code for _ in range(40)]
    assert answers == [200] * 40


def test_forgiving_is_for_one_place(db: None) -> None:
    here, there = tries.key_of("a", "here"), tries.key_of("a", "there")
    for key in (here, there):
        begin_try(key, now=NOW)
    forgive(here)
    assert WrongTries.objects.get().key == there
