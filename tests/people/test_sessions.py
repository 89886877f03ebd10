"""Where somebody is signed in, and how that ends."""

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from tests.conftest import PASSWORD, SignIn, prove
from tevoet.people.devices import describe
from tevoet.people.models import Person, Team
from tevoet.people.sessions import NOWHERE, SEEN, forget_ended

PAGE = "/me/signing-in/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
    " Gecko) Version/19.0 Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
)
CHROME = (
    "Mozilla/5.0 (Linux; Android 16; Pixel) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/140.0.0.0 Mobile Safari/537.36"
)


def come_in(person: Person, agent: str = FIREFOX) -> Client:
    """Sign in with the form, as a browser of some kind."""
    browser = Client(headers={"User-Agent": agent})
    browser.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    return browser


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox · Linux"),
        (SAFARI, "Safari · iPhone"),
        (EDGE, "Edge · Windows"),
        (CHROME, "Chrome · Android"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_a_device_is_named_in_coarse_words(agent: str, words: str) -> None:
    assert describe(agent) == words


def test_the_list_keeps_no_network_address_and_no_version(team: Team, anna: Person) -> None:
    come_in(anna)
    assert list(UserSession.objects.values_list("ip", "user_agent")) == [
        (NOWHERE, "Firefox · Linux")
    ]


def test_one_signs_out_there(team: Team, anna: Person) -> None:
    here, there = come_in(anna), come_in(anna, SAFARI)
    page = here.get(PAGE).content.decode()
    assert "Safari · iPhone" in page
    pk = UserSession.objects.get(user_agent="Safari · iPhone").pk
    assert here.post(f"{PAGE}sessions/{pk}/ending/").status_code == 302
    assert there.get("/me/").status_code == 302
    assert here.get("/me/").status_code == 200
    assert "Safari · iPhone" not in here.get(PAGE).content.decode()


def test_one_signs_out_everywhere_else_also_where_no_list_knows(
    team: Team, sign_in: SignIn, anna: Person
) -> None:
    here, there, unlisted = come_in(anna), come_in(anna, SAFARI), sign_in(anna)
    here.post(f"{PAGE}sessions/ending/")
    assert [one.get("/me/").status_code for one in (here, there, unlisted)] == [200, 302, 302]
    assert UserSession.objects.count() == 1


def test_dirk_ends_no_session_of_anna(team: Team, anna: Person, dirk: Person) -> None:
    here = come_in(anna)
    pk = UserSession.objects.get().pk
    assert come_in(dirk).post(f"{PAGE}sessions/{pk}/ending/").status_code == 404
    assert here.get("/me/").status_code == 200


def test_last_seen_moves_at_most_every_ten_minutes(team: Team, anna: Person) -> None:
    browser = come_in(anna)
    first = UserSession.objects.get().last_seen_at
    browser.get("/me/")
    assert UserSession.objects.get().last_seen_at == first
    session = browser.session
    session[SEEN] -= 601
    session.save()
    browser.get("/me/")
    assert UserSession.objects.get().last_seen_at > first


def test_a_new_password_leaves_one_session(team: Team, anna: Person) -> None:
    here, there = come_in(anna), come_in(anna, SAFARI)
    prove(here).post(f"{PAGE}password/", {"password": "buiten in de zon zitten"})
    assert [one.get("/me/").status_code for one in (here, there)] == [200, 302]
    assert [one.user_agent for one in UserSession.objects.all()] == ["Firefox · Linux"]


def test_signing_in_gives_the_session_a_new_number(team: Team, anna: Person) -> None:
    browser = Client()
    browser.get("/accounts/passkey/options/")
    before = browser.session.session_key
    browser.post("/accounts/login/", {"login": anna.email, "password": PASSWORD})
    assert browser.session.session_key != before
    assert browser.session.get_expiry_age() > 24 * 3600, "the ten minutes are over"


def test_a_session_that_ended_leaves_the_list(team: Team, anna: Person) -> None:
    here, there = come_in(anna), come_in(anna, SAFARI)
    there.post("/accounts/logout/")
    assert forget_ended(timezone.now()) == 1
    assert [one.user_agent for one in UserSession.objects.all()] == ["Firefox · Linux"]
    assert here.get("/me/").status_code == 200


def test_the_cookie_of_a_device_names_nobody(team: Team, anna: Person) -> None:
    cookie = come_in(anna).cookies["tevoet-device"]
    assert "anna" not in cookie.value
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_a_copy_of_the_database_lets_nobody_in(anna: Person) -> None:
    browser = come_in(anna)
    secret = browser.cookies[settings.SESSION_COOKIE_NAME].value
    (kept,) = Session.objects.all()
    (listed,) = UserSession.objects.all()
    assert secret not in {kept.pk, kept.session_data, listed.session_key}
    thief = Client()
    for key in (kept.pk, listed.session_key):
        thief.cookies[settings.SESSION_COOKIE_NAME] = key
        assert thief.get("/me/").status_code == 302
    assert browser.get("/me/").status_code == 200
