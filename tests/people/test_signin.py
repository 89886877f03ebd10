"""Signing in with a password, and what a stranger can find out: nothing."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from time import perf_counter, sleep

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.conftest import PASSWORD, SignIn, prove
from tevoet.people.actions.persons import leave, sign_in_with
from tevoet.people.models import Person, Team, Visitor
from tevoet.people.passwords import Hasher, is_worn
from tevoet.people.sessions import PROVED
from tevoet.web import settings as house

SIGN_IN = "/accounts/login/"
NEW = "tussen de middag buiten"


def try_to(browser: Client, address: str, password: str, **more: str) -> int:
    """Try to sign in; return the status."""
    return browser.post(SIGN_IN, {"login": address, "password": password, **more}).status_code


def work() -> None:
    """Let the worker do what waits."""
    call_command("db_worker", "--batch", "--no-startup-delay", queue_name="*", verbosity=0)


def page_for(address: str) -> tuple[int, str]:
    """Return what a wrong password for an address answers, without what differs each time."""
    browser = Client()
    answer = browser.post(SIGN_IN, {"login": address, "password": "een verkeerd wachtwoord"})
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return answer.status_code, text.replace(address, "")


def test_the_right_password_opens(team: Team, anna: Person) -> None:
    browser = Client()
    assert try_to(browser, "Anna@Voorbeeld.example", PASSWORD) == 302
    assert browser.get("/me/").status_code == 200


def test_a_wrong_password_says_so_with_422(anna: Person) -> None:
    assert try_to(Client(), anna.email or "", "een verkeerd wachtwoord") == 422


def test_nobody_learns_whether_there_is_an_account(anna: Person) -> None:
    assert page_for("anna@voorbeeld.example") == page_for("niemand@voorbeeld.example")


def test_one_comes_back_to_the_page_that_was_asked_for(anna: Person) -> None:
    browser = Client()
    way = browser.get("/me/week/").headers["Location"]
    assert way == "/accounts/login/?next=/me/week/"
    answer = browser.post(way, {"login": anna.email, "password": PASSWORD, "next": "/me/week/"})
    assert answer.headers["Location"] == "/me/week/"


def test_one_is_never_sent_to_somebody_else(anna: Person) -> None:
    elsewhere = {"login": anna.email, "password": PASSWORD, "next": "https://evil.example/"}
    answer = Client().post(SIGN_IN, elsewhere)
    assert answer.headers["Location"] == "/"


def test_a_part_of_a_page_leads_the_whole_page_to_sign_in(db: None) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/me/week/"}
    answer = Client().post("/me/week/", headers=headers)
    assert answer.headers["HX-Redirect"] == "/accounts/login/?next=/me/week/"


def test_who_is_not_signed_in_is_a_visitor(db: None) -> None:
    assert isinstance(Client().get(SIGN_IN).wsgi_request.user, Visitor)


def test_who_left_does_not_come_in_and_is_out_at_once(team: Team, bram: Person) -> None:
    browser = Client()
    try_to(browser, bram.email or "", PASSWORD)
    assert browser.get("/me/").status_code == 200
    address = bram.email or ""
    leave(bram, on=bram.today(timezone.now()))
    assert browser.get("/me/").status_code == 302
    assert try_to(Client(), address, PASSWORD) == 422


def test_an_old_address_does_not_open(anna: Person) -> None:
    try_to(Client(), "anna@voorbeeld.example", PASSWORD)
    sign_in_with(anna, address="anna.nieuw@voorbeeld.example")
    assert try_to(Client(), "anna@voorbeeld.example", PASSWORD) == 422
    assert try_to(Client(), "anna.nieuw@voorbeeld.example", PASSWORD) == 302
    assert not EmailAddress.objects.exists(), "the library keeps no addresses beside ours"


@pytest.mark.django_db(transaction=True)
def test_a_lost_password_is_chosen_anew_by_mail(anna: Person, settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.voorbeeld.example"
    browser = Client()
    browser.post("/accounts/forgotten/", {"email": anna.email})
    assert mail.outbox == [], "it goes out where nobody can time it"
    work()
    link = re.search(r"https?://[^/\s]+(/accounts/forgotten/\S+)", str(mail.outbox[0].body))
    assert link is not None
    page = browser.get(link[1], follow=True)
    filled = {"password1": NEW, "password2": NEW}
    assert browser.post(page.request["PATH_INFO"], filled).status_code == 302
    assert try_to(Client(), anna.email or "", NEW) == 302
    assert not EmailAddress.objects.exclude(email=anna.email).exists()


@pytest.mark.django_db(transaction=True)
def test_asking_for_a_mail_answers_everybody_alike(anna: Person, settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.voorbeeld.example"
    known = Client().post("/accounts/forgotten/", {"email": anna.email})
    unknown = Client().post("/accounts/forgotten/", {"email": "niemand@voorbeeld.example"})
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    work()
    assert len(mail.outbox) == 1


def test_a_password_is_changed_by_who_just_showed_who_they_are(
    sign_in: SignIn, anna: Person
) -> None:
    browser, elsewhere = sign_in(anna), sign_in(anna)
    page = "/me/signing-in/password/"
    asked = browser.post(page, {"password": NEW}).headers["Location"]
    assert asked == f"/accounts/again/?next={page}"
    assert browser.post(asked, {"password": "een verkeerd wachtwoord"}).status_code == 422
    assert browser.post(asked, {"password": PASSWORD}).headers["Location"] == page
    assert browser.post(page, {"password": "elf tekens!"}).status_code == 422
    assert browser.post(page, {"password": NEW}).status_code == 302
    assert try_to(Client(), anna.email or "", NEW) == 302
    assert browser.get("/me/").status_code == 200
    assert elsewhere.get("/me/").status_code == 302, "every other session ends"


def test_after_five_minutes_one_is_asked_again(sign_in: SignIn, anna: Person) -> None:
    browser = prove(sign_in(anna))
    assert browser.get("/me/signing-in/password/").status_code == 200
    session = browser.session
    session[PROVED] -= 301
    session.save()
    assert browser.get("/me/signing-in/password/").status_code == 302


@pytest.mark.parametrize(
    "password",
    [
        "elf tekens!",
        "QWERTY123456",
        "JustinBieber",
        "Wachtwoord!2026",
        "geheimgeheim",
        "121212121212",
        "voorbeeld.example",
    ],
)
def test_a_password_that_is_tried_first_is_refused(password: str, anna: Person) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, anna)


def test_no_kind_of_sign_is_asked_for(anna: Person) -> None:
    validate_password("alleen maar kleine letters", anna)
    assert not is_worn("correct horse battery staple")


def test_passwords_are_kept_with_argon2() -> None:
    assert house.PASSWORD_HASHERS == ["tevoet.people.passwords.Hasher"]
    assert Hasher().encode("lopend", "zoutzoutzout").startswith("argon2$argon2id$v=19$m=102400,")


def test_at_most_two_passwords_are_hashed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    busy, most, lock = 0, 0, Lock()

    def slow(*_: object) -> str:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        sleep(0.02)
        with lock:
            busy -= 1
        return ""

    monkeypatch.setattr(Argon2PasswordHasher, "encode", slow)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda salt: Hasher().encode("lopend", salt), "abcdefghij"))
    assert most == 2


def test_a_very_long_password_is_judged_at_once() -> None:
    begun = perf_counter()
    assert not is_worn("a" + "1230984567" * 20_000 + "nog iets")
    assert perf_counter() - begun < 5


@pytest.mark.parametrize(
    "address", ["//elders.example/", "https://elders.example/", "/\\elders.example"]
)
def test_signing_in_never_leads_to_another_site(address: str, client: Client, anna: Person) -> None:
    filled = {"login": anna.email, "password": PASSWORD, "next": address}
    assert client.post(SIGN_IN, filled).headers["Location"] == "/"
    assert client.get(SIGN_IN, {"next": address}).headers["Location"] == "/"


def test_without_a_mail_server_no_mail_is_promised(anna: Person) -> None:
    told = [
        Client().post("/accounts/forgotten/", {"email": address})
        for address in (anna.email, "niemand@voorbeeld.example")
    ]
    assert all(b"keeper" in page.content or b"beheerder" in page.content for page in told)
    assert [page.status_code for page in told] == [422, 422]
    assert mail.outbox == []
