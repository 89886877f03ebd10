"""Everybody is spoken to in the own language and by the own clock."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.conftest import SignIn
from tevoet.people.middleware import ClockMiddleware
from tevoet.people.models import Organisation, Person

COOKIE = "tevoet-language"


def spoken(browser: Client, path: str = "/accounts/signup/") -> str:
    """Return the language that a page comes in."""
    return browser.get(path).headers["Content-Language"]


def test_a_visitor_chooses_for_this_browser(db: None) -> None:
    browser = Client()
    assert spoken(browser) == "nl"
    answer = browser.post("/language/", {"language": "en-gb", "next": "/accounts/signup/"})
    assert answer.headers["Location"] == "/accounts/signup/"
    assert spoken(browser) == "en-gb"


def test_a_person_chooses_everywhere(sign_in: SignIn, anna: Person) -> None:
    sign_in(anna).post("/language/", {"language": "en-gb"})
    assert spoken(sign_in(anna)) == "en-gb"


def test_ones_own_choice_wins_over_cookie_and_organisation(
    sign_in: SignIn, organisation: Organisation, anna: Person
) -> None:
    organisation.language = "en-gb"
    organisation.save()
    browser = sign_in(anna)
    assert spoken(browser) == "en-gb", "the organisation's"
    browser.cookies[COOKIE] = "nl"
    assert spoken(browser) == "nl", "the browser's"
    anna.language = "en-gb"
    anna.save()
    assert spoken(browser) == "en-gb", "the own"


@pytest.mark.parametrize("way", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_one_is_never_sent_to_somebody_else(way: str, db: None) -> None:
    answer = Client().post("/language/", {"language": "nl", "next": way})
    assert answer.headers["Location"] == "/"


def test_a_language_that_is_not_spoken_changes_nothing(db: None) -> None:
    browser = Client()
    browser.post("/language/", {"language": "tlh"})
    assert COOKIE not in browser.cookies


def test_moments_are_shown_by_the_own_clock(sign_in: SignIn, anna: Person) -> None:
    anna.time_zone = "Europe/Lisbon"
    anna.save()
    request = sign_in(anna).get("/me/").wsgi_request
    seen = ClockMiddleware(lambda _: HttpResponse(timezone.get_current_timezone_name()))(request)
    assert seen.content == b"Europe/Lisbon"
