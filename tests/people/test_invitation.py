"""A link that works once."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from tests.conftest import SignIn
from tevoet.people.actions.invitations import (
    HasAccount,
    LinkWasUsed,
    NoAddress,
    accept,
    find_invitation,
    invite,
)
from tevoet.people.actions.persons import AddressTaken, NewPerson, add_person, leave
from tevoet.people.links import LASTS
from tevoet.people.models import Invitation, Organisation, Person

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
PASSWORD = "tussen de middag buiten"


def secret_of(link: str) -> str:
    """Return the secret at the end of a link."""
    return link.rstrip("/").rpartition("/")[2]


@pytest.fixture
def eva(organisation: Organisation) -> Person:
    """An example colleague who was added and cannot sign in yet."""
    return add_person(organisation, new=NewPerson("Eva", "Eva@voorbeeld.example"))


def test_a_link_works_once(eva: Person, keeper: Person) -> None:
    secret = secret_of(invite(eva, by=keeper, now=NOW))
    person = accept(secret, password=PASSWORD, now=NOW)
    assert person.has_account
    assert person.email == "eva@voorbeeld.example"
    with pytest.raises(LinkWasUsed):
        accept(secret, password=PASSWORD, now=NOW)


def test_the_database_does_not_hold_the_secret(eva: Person, keeper: Person) -> None:
    secret = secret_of(invite(eva, by=keeper, now=NOW))
    kept = Invitation.objects.values().get()
    assert secret not in str(kept)


def test_a_link_lasts_two_weeks(eva: Person, keeper: Person) -> None:
    secret = secret_of(invite(eva, by=keeper, now=NOW))
    assert find_invitation(secret, now=NOW + LASTS - timedelta(minutes=1)).person == eva
    with pytest.raises(LinkWasUsed):
        find_invitation(secret, now=NOW + LASTS)


def test_a_new_link_replaces_the_old(eva: Person, keeper: Person) -> None:
    old = secret_of(invite(eva, by=keeper, now=NOW))
    new = secret_of(invite(eva, by=keeper, now=NOW))
    with pytest.raises(LinkWasUsed):
        find_invitation(old, now=NOW)
    assert find_invitation(new, now=NOW).person == eva


def test_who_has_an_account_or_no_address_is_not_invited(
    organisation: Organisation, keeper: Person
) -> None:
    with pytest.raises(HasAccount):
        invite(keeper, by=keeper, now=NOW)
    nobody = add_person(organisation, new=NewPerson("Finn"))
    with pytest.raises(NoAddress):
        invite(nobody, by=keeper, now=NOW)


def test_an_address_signs_in_for_one_account(eva: Person, keeper: Person, dirk: Person) -> None:
    dirk.email = "eva@voorbeeld.example"
    dirk.save()
    secret = secret_of(invite(eva, by=keeper, now=NOW))
    with pytest.raises(AddressTaken):
        accept(secret, password=PASSWORD, now=NOW)
    assert find_invitation(secret, now=NOW).used_at is None, "nothing is half done"


def test_a_link_of_who_left_is_closed(eva: Person, keeper: Person) -> None:
    secret = secret_of(invite(eva, by=keeper, now=NOW))
    leave(eva, on=NOW.date())
    with pytest.raises(LinkWasUsed):
        find_invitation(secret, now=NOW)


def test_the_keeper_sees_the_link_once(sign_in: SignIn, eva: Person, keeper: Person) -> None:
    browser = sign_in(keeper)
    page = browser.post(f"/organisation/people/{eva.pk}/invitation/").content.decode()
    assert "/invitations/" in page
    assert "/invitations/" not in browser.get(f"/organisation/people/{eva.pk}/").content.decode()


def test_the_page_makes_an_account_and_signs_in(eva: Person, keeper: Person) -> None:
    secret = secret_of(invite(eva, by=keeper, now=timezone.now()))
    browser = Client()
    assert "Eva" in browser.get(f"/invitations/{secret}/").content.decode()
    answer = browser.post(f"/invitations/{secret}/", {"password": PASSWORD})
    assert answer.status_code == 302
    assert browser.get("/me/").status_code == 200
    assert Client().get(f"/invitations/{secret}/").status_code == 410


@pytest.mark.parametrize("password", ["kort", "password1234", "Eva Eva Eva Eva"])
def test_a_worn_password_is_refused(password: str, eva: Person, keeper: Person) -> None:
    secret = secret_of(invite(eva, by=keeper, now=timezone.now()))
    answer = Client().post(f"/invitations/{secret}/", {"password": password})
    assert answer.status_code == 422
    assert not Person.objects.get(pk=eva.pk).has_account


def test_a_short_password_is_refused_in_dutch(eva: Person, keeper: Person) -> None:
    browser, secret = Client(), secret_of(invite(eva, by=keeper, now=timezone.now()))
    browser.cookies["tevoet-language"] = "nl"
    page = browser.post(f"/invitations/{secret}/", {"password": "kort"}).content.decode()
    assert "Dit wachtwoord is te kort. Neem minstens 12 tekens." in page


def test_the_mail_with_a_link_says_what_it_is_and_from_whom(
    eva: Person, keeper: Person, sign_in: SignIn
) -> None:
    eva.name = "Eva & Co"
    eva.save()
    page = sign_in(keeper).post(f"/organisation/people/{eva.pk}/invitation/").text
    found = re.search(r'href="(mailto:[^"]+)"', page)
    assert found is not None
    mail = urlsplit(unescape(found[1]))
    parts = parse_qs(mail.query)
    hello, words, link, name = parts["body"][0].split("\r\n\r\n")
    assert (mail.path, hello, name) == ("eva@voorbeeld.example", "Hallo Eva & Co,", keeper.name)
    assert "echt spreken" in words
    assert secret_of(link)
