"""Signing in by way of the organisation, at a real provider."""

from collections.abc import Iterator

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.conftest import SignIn, prove
from tests.people.provider import START, agree, come_in, know, provider
from tests.people.test_second_step import STEP, turn_on
from tevoet.people.actions import accounts
from tevoet.people.actions.invitations import invite
from tevoet.people.actions.persons import NewPerson, add_address, add_person, leave
from tevoet.people.models import AccountLine, Organisation, Person, Team
from tevoet.web import environment

SIGN_IN = "/accounts/login/"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a provider."""
    with provider(tmp_path_factory.mktemp("provider") / "log") as address:
        yield address


@pytest.fixture
def house(running: str, settings: Settings, organisation: Organisation) -> str:
    """Let this installation use the provider."""
    settings.OIDC = {
        "issuer": running,
        "client_id": "tevoet",
        "secret": "geheim van de proef",
        "name": "Voorbeeld",
        "organisation": "",
        "trusts_addresses": False,
    }
    return running


@pytest.fixture
def anna_there(house: str, anna: Person) -> str:
    """The number by which the provider knows Anna."""
    know(house, "7", email="Anna@Voorbeeld.example", email_verified=True, name="Anna")
    return "7"


def people() -> int:
    """Count the people."""
    number: int = Person.objects.count()
    return number


def test_who_was_invited_comes_in(team: Team, anna_there: str, anna: Person) -> None:
    browser, before = Client(), people()
    answer = come_in(browser, anna_there, f"{START}?next=/me/week/")
    assert answer.headers["Location"] == "/me/week/"
    assert browser.get("/me/").wsgi_request.user == anna
    assert people() == before
    assert [line.kind for line in AccountLine.objects.filter(whom=anna)] == ["organisation"]


def test_nothing_that_was_said_is_kept(team: Team, anna_there: str, anna: Person) -> None:
    come_in(Client(), anna_there)
    come_in(Client(), anna_there)
    known = SocialAccount.objects.get()
    assert (known.user, known.extra_data) == (anna, {})
    assert not SocialToken.objects.exists()
    anna.refresh_from_db()
    assert (anna.name, anna.email) == ("Anna", "anna@voorbeeld.example")


def test_afterwards_the_number_counts_and_not_the_address(
    house: str, team: Team, anna_there: str, anna: Person, bram: Person
) -> None:
    come_in(Client(), anna_there)
    know(house, anna_there, email="bram@voorbeeld.example", email_verified=True)
    browser = Client()
    come_in(browser, anna_there)
    assert browser.get("/me/").wsgi_request.user == anna


def test_an_address_that_went_to_somebody_else_does_not_open(
    house: str, team: Team, anna_there: str
) -> None:
    come_in(Client(), anna_there)
    know(house, "8", email="anna@voorbeeld.example", email_verified=True)
    browser = Client()
    assert come_in(browser, "8").headers["Location"] == SIGN_IN
    assert browser.get("/me/").status_code == 302


@pytest.mark.parametrize("verified", [False, None, "false", "yes please"])
def test_an_address_that_nobody_checked_does_not_open(
    verified: str | bool | None, house: str, anna: Person
) -> None:
    know(house, "9", email=anna.email, email_verified=verified)
    assert come_in(Client(), "9").headers["Location"] == SIGN_IN
    assert not SocialAccount.objects.exists()


def test_a_house_may_say_that_its_provider_checks(
    house: str, team: Team, anna: Person, settings: Settings
) -> None:
    settings.OIDC["trusts_addresses"] = True
    know(house, "10", email=anna.email)
    assert come_in(Client(), "10").headers["Location"] == "/"


def test_nobody_is_made(house: str, anna: Person) -> None:
    know(house, "11", email="nieuw@voorbeeld.example", email_verified=True)
    browser, before = Client(), people()
    assert come_in(browser, "11").headers["Location"] == SIGN_IN
    assert "beheerder" in browser.get(SIGN_IN).content.decode()
    assert people() == before


def test_an_address_that_one_added_oneself_does_not_open(
    house: str, team: Team, bram: Person
) -> None:
    add_address(bram, address="directie@voorbeeld.example")
    know(house, "12", email="directie@voorbeeld.example", email_verified=True)
    assert come_in(Client(), "12").headers["Location"] == SIGN_IN


def test_who_was_invited_and_never_came_makes_the_account_so(
    house: str, organisation: Organisation, keeper: Person
) -> None:
    eva = add_person(organisation, new=NewPerson(name="Eva", address="eva@voorbeeld.example"))
    know(house, "13", email="eva@voorbeeld.example", email_verified=True)
    assert come_in(Client(), "13").headers["Location"] == SIGN_IN, "added, and not invited yet"
    link = invite(eva, by=keeper, now=timezone.now())
    browser = Client()
    assert come_in(browser, "13").headers["Location"] == "/"
    eva.refresh_from_db()
    assert (eva.email, eva.has_usable_password()) == ("eva@voorbeeld.example", False)
    assert Client().get("/" + link.split("/", 3)[3]).status_code == 410
    assert browser.get("/me/signing-in/password/").status_code == 200, "just proved"


def test_dirk_of_another_organisation_does_not_come_in(
    house: str, anna: Person, dirk: Person, settings: Settings
) -> None:
    know(house, "14", email=dirk.email, email_verified=True)
    for name in ("", "Voorbeeld"):
        settings.OIDC["organisation"] = name
        assert come_in(Client(), "14").headers["Location"] == SIGN_IN
    settings.OIDC["organisation"] = "Elders"
    assert come_in(Client(), "14").headers["Location"] == "/"


def test_with_two_organisations_one_has_to_be_named(
    anna_there: str, dirk: Person, settings: Settings
) -> None:
    assert come_in(Client(), anna_there).headers["Location"] == SIGN_IN
    settings.OIDC["organisation"] = "Voorbeeld"
    assert come_in(Client(), anna_there).headers["Location"] == "/"


def test_who_left_or_is_blocked_does_not_come_in(
    team: Team, anna_there: str, anna: Person, keeper: Person
) -> None:
    come_in(Client(), anna_there)
    accounts.block(anna, by=keeper)
    assert come_in(Client(), anna_there).headers["Location"] == "/accounts/inactive/"
    accounts.unblock(anna, by=keeper)
    leave(anna, on=timezone.now().date())
    assert come_in(Client(), anna_there).headers["Location"] == SIGN_IN


def test_who_turned_on_a_second_step_is_asked_for_it(
    team: Team, anna_there: str, anna: Person, sign_in: SignIn
) -> None:
    turn_on(prove(sign_in(anna)))
    assert come_in(Client(), anna_there).headers["Location"] == STEP


def test_nobody_ties_another_account_to_who_is_signed_in(
    team: Team, anna_there: str, anna: Person, bram: Person, sign_in: SignIn
) -> None:
    browser = sign_in(bram)
    come_in(browser, anna_there, f"{START}?process=connect")
    assert SocialAccount.objects.get().user == anna


def test_a_way_back_of_another_browser_opens_nothing(team: Team, anna_there: str) -> None:
    path = agree(Client().get(START), anna_there)
    browser = Client()
    assert browser.get(path).headers["Location"] == SIGN_IN
    assert browser.get("/me/").status_code == 302


@pytest.mark.parametrize("said", ["", "?error=access_denied", "?code=verzonnen&state=verzonnen"])
def test_whatever_comes_back_wrong_is_one_refusal(said: str, house: str) -> None:
    browser = Client()
    assert browser.get(f"{START}back/{said}").headers["Location"] == SIGN_IN
    assert "Inloggen met Voorbeeld lukte niet" in browser.get(SIGN_IN).content.decode()


def test_a_provider_that_does_not_answer_is_said(house: str, settings: Settings) -> None:
    settings.OIDC["issuer"] = "http://localhost:9"
    browser = Client()
    assert browser.get(START).headers["Location"] == SIGN_IN
    assert "Inloggen met Voorbeeld lukte niet" in browser.get(SIGN_IN).content.decode()


def test_one_is_sent_with_a_proof_that_only_this_browser_has(house: str) -> None:
    way = Client().get(f"{START}?again=yes").headers["Location"]
    for part in ("code_challenge_method=S256", "state=", "prompt=login", "openid"):
        assert part in way
    assert "back%2F" in way


def test_without_a_provider_there_is_no_such_page(anna: Person) -> None:
    assert Client().get(START).status_code == 404
    assert "organisation" not in Client().get(SIGN_IN).content.decode()


def test_who_comes_by_the_organisation_alone_proves_it_there(
    house: str, team: Team, anna_there: str, anna: Person
) -> None:
    browser = Client()
    come_in(browser, anna_there)
    anna.set_unusable_password()
    anna.save()
    browser = Client()
    come_in(browser, anna_there)
    session = browser.session
    session["proved_at"] -= 301
    session.save()
    page = browser.get("/me/signing-in/password/", follow=True).content.decode()
    assert f"{START}?again=yes&amp;next=/me/signing-in/password/" in page
    back = come_in(browser, anna_there, f"{START}?again=yes&next=/me/signing-in/password/")
    assert back.headers["Location"] == "/me/signing-in/password/"
    assert browser.get("/me/signing-in/password/").status_code == 200


@pytest.mark.parametrize(
    "given",
    [
        {"TEVOET_OIDC_ISSUER": "http://login.voorbeeld.example", "TEVOET_OIDC_CLIENT": "tevoet"},
        {"TEVOET_OIDC_ISSUER": "https://login.voorbeeld.example"},
        {
            "TEVOET_OIDC_ISSUER": "https://login.voorbeeld.example",
            "TEVOET_OIDC_CLIENT": "tevoet",
            "TEVOET_OIDC_TRUSTS_ADDRESSES": "misschien",
        },
    ],
)
def test_a_wrong_setting_stops_loudly(
    given: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match="TEVOET_OIDC"):
        environment.oidc()
