"""A code after the password, and spare codes."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.utils import timezone

from tests.conftest import PASSWORD, SignIn, prove
from tests.people.software_key import SoftwareKey, make_with, sign_in_with
from tevoet.people.models import AccountLine, Person

SIGN_IN, STEP = "/accounts/login/", "/accounts/second-step/"
PAGE = "/me/signing-in/second-step/"
CODES = "/me/signing-in/spare-codes/"


def code_of(secret: str, later: int = 0) -> str:
    """Return what an app shows now, or some half minutes later."""
    periods = int(timezone.now().timestamp()) // 30 + later
    return str(format_hotp_value(hotp_value(secret, periods)))


def turn_on(browser: Client) -> tuple[str, list[str]]:
    """Turn the second step on; return the secret and the spare codes."""
    page = browser.get(PAGE).content.decode()
    found = re.search(r'class="typed">(\w+)<', page)
    assert found is not None
    answer = browser.post(PAGE, {"code": code_of(found[1])})
    assert answer.headers["Location"] == CODES
    assert found[1] not in str(dict(browser.session)), "kept in one place only"
    codes = re.findall(r"<li>(\d{4} \d{4})</li>", browser.get(CODES).content.decode())
    return found[1], codes


def password_of(person: Person) -> Client:
    """Return a browser in which the right password was just typed."""
    browser = Client()
    answer = browser.post(SIGN_IN, {"login": person.email, "password": PASSWORD})
    assert answer.headers["Location"] == STEP
    assert browser.get("/me/").status_code == 302, "not in yet"
    return browser


@pytest.fixture
def step(sign_in: SignIn, anna: Person) -> tuple[str, list[str]]:
    """The secret and the spare codes of Anna."""
    return turn_on(prove(sign_in(anna)))


def test_a_code_is_asked_after_the_password(step: tuple[str, list[str]], anna: Person) -> None:
    browser = password_of(anna)
    assert browser.get(STEP).status_code == 200
    assert browser.post(STEP, {"code": "000000"}).status_code == 422
    code = code_of(step[0], 1)
    assert browser.post(STEP, {"code": f"{code[:3]} {code[3:]}"}).headers["Location"] == "/"
    assert browser.get("/me/").status_code == 200


def test_a_code_works_once(step: tuple[str, list[str]], anna: Person) -> None:
    code = code_of(step[0])
    assert password_of(anna).post(STEP, {"code": code}).status_code == 302
    assert password_of(anna).post(STEP, {"code": code}).status_code == 422


def test_a_spare_code_works_once(step: tuple[str, list[str]], anna: Person) -> None:
    assert len(step[1]) == 10
    assert password_of(anna).post(STEP, {"code": step[1][0]}).status_code == 302
    assert password_of(anna).post(STEP, {"code": step[1][0]}).status_code == 422
    assert password_of(anna).post(STEP, {"code": step[1][1]}).status_code == 302


def test_new_spare_codes_replace_the_old(
    step: tuple[str, list[str]], sign_in: SignIn, anna: Person
) -> None:
    prove(sign_in(anna)).post(CODES)
    assert password_of(anna).post(STEP, {"code": step[1][0]}).status_code == 422


def test_codes_are_guessed_ten_times_from_everywhere_together(
    step: tuple[str, list[str]], anna: Person
) -> None:
    for number in range(10):
        browser = password_of(anna)
        browser.post(STEP, {"code": "000000"}, REMOTE_ADDR=f"198.51.100.{number}")
    assert password_of(anna).post(STEP, {"code": code_of(step[0], 1)}).status_code == 422
    assert AccountLine.objects.filter(whom=anna, kind="slowed").exists()


def test_a_passkey_asks_for_no_code(
    step: tuple[str, list[str]], sign_in: SignIn, anna: Person
) -> None:
    key = SoftwareKey()
    make_with(prove(sign_in(anna)), key)
    assert sign_in_with(Client(), key).headers["Location"] == "/"


def test_a_passkey_alone_asks_a_password_for_no_code(sign_in: SignIn, anna: Person) -> None:
    make_with(prove(sign_in(anna)), SoftwareKey())
    answer = Client().post(SIGN_IN, {"login": anna.email, "password": PASSWORD})
    assert answer.headers["Location"] == "/"


def test_a_wrong_code_turns_nothing_on(sign_in: SignIn, anna: Person) -> None:
    browser = prove(sign_in(anna))
    browser.get(PAGE)
    assert browser.post(PAGE, {"code": "12"}).status_code == 422
    assert browser.post(PAGE, {}).status_code == 422
    assert not anna.authenticator_set.exists()


def test_turning_it_off_ends_every_other_session(
    step: tuple[str, list[str]], sign_in: SignIn, anna: Person
) -> None:
    elsewhere, browser = sign_in(anna), prove(sign_in(anna))
    assert browser.get(f"{PAGE}ending/").status_code == 200
    assert browser.post(f"{PAGE}ending/").status_code == 302
    assert elsewhere.get("/me/").status_code == 302
    assert browser.get("/me/signing-in/").status_code == 200
    answer = Client().post(SIGN_IN, {"login": anna.email, "password": PASSWORD})
    assert answer.headers["Location"] == "/"
    assert not anna.authenticator_set.exists(), "spare codes go along"


def test_without_a_password_there_is_nothing_to_say(db: None) -> None:
    assert Client().get(STEP).headers["Location"] == SIGN_IN
