"""One click stops mail: from the mail program, without signing in; or on the page about it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import SignIn
from tests.smallthings.conftest import Hands, Server
from tevoet.people.models import Connection, Person
from tevoet.smallthings import stops
from tevoet.smallthings.models import Kind, MailStop
from tevoet.smallthings.post import round_of_mail
from tevoet.talks.actions.wishing import wish

pytestmark = pytest.mark.django_db


def path(person: Person, kind: Kind = Kind.LETTER) -> str:
    """Return the path of a link that stops mail."""
    return stops.link(person, kind).removeprefix("http://localhost:8000")


def test_the_link_in_the_header_stops_it_without_cookie_or_token(
    server: Server, clock: Hands, connection: Connection, anna: Person, bram: Person
) -> None:
    wish(connection, by=bram, now=clock.now)
    round_of_mail(clock)
    (mail,) = server.taken
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = re.sub(r"\s", "", mail["List-Unsubscribe"]).strip("<>")
    assert link in str(mail.get_content())  # type: ignore[attr-defined]  # of this policy
    browser = Client(enforce_csrf_checks=True)
    answered = browser.post(
        link.removeprefix("http://localhost:8000"), {"List-Unsubscribe": "One-Click"}
    )
    assert answered.status_code == 200
    assert MailStop.objects.get().person == anna
    assert MailStop.objects.get().kind == Kind.WISH


def test_looking_at_the_link_stops_nothing(anna: Person) -> None:
    assert "Stoppen met deze mail?" in Client().get(path(anna)).content.decode()
    assert not MailStop.objects.exists()


def test_a_link_of_somebody_else_s_making_is_not_there(anna: Person) -> None:
    forged = path(anna).replace(str(anna.pk), str(anna.pk + 1), 1)
    for wrong in (forged, reverse("smallthings:stop", args=["x"])):
        assert Client().post(wrong).status_code == 404


def test_the_page_shows_what_comes_and_stops_it(anna: Person, sign_in: SignIn) -> None:
    browser = sign_in(anna)
    page = browser.get(reverse("smallthings:mail")).content.decode()
    assert "brief van de week" in page.lower()
    browser.post(reverse("smallthings:ending", args=[Kind.LETTER]))
    assert MailStop.objects.visible_to(anna).get().kind == Kind.LETTER
    assert "Gestopt sinds" in browser.get(reverse("smallthings:mail")).content.decode()
    browser.post(reverse("smallthings:beginning", args=[Kind.LETTER]))
    assert not MailStop.objects.exists()


def test_a_kind_that_does_not_exist_is_not_there(anna: Person, sign_in: SignIn) -> None:
    answered = sign_in(anna).post(reverse("smallthings:ending", args=["advert"]))
    assert answered.status_code == 404
