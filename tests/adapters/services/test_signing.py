"""A permission is asked for with a secret, and kept only when it is for headers alone."""

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.adapters.services.standin.server import StandIn, says
from tevoet.adapters.services.account import Client, Service, Tokens, gmail, is_safe, microsoft
from tevoet.adapters.services.refusals import (
    PermissionNotGiven,
    PermissionTooWide,
    ServiceNotReached,
    ServiceNotUnderstood,
)
from tevoet.adapters.services.signing import authorise_url, exchange, withdraw

BACK = "http://localhost:8000/back/"
VERIFIER = "v" * 64


def code_for(standin: StandIn, service: Service) -> str:
    """Ask for the permission as a browser does, and return the code it brings back."""
    url = authorise_url(service, standin.client, back_to=BACK, state="s", verifier=VERIFIER)
    back = httpx.get(url).headers["Location"]
    told = parse_qs(urlsplit(back).query)
    assert told["state"] == ["s"]
    return told["code"][0]


def given(standin: StandIn, service: Service, verifier: str = VERIFIER) -> Tokens:
    """Ask for the permission, and take what is given."""
    code = code_for(standin, service)
    return exchange(service, standin.client, code=code, verifier=verifier, back_to=BACK)


@pytest.mark.parametrize("name", ["microsoft", "google"])
def test_a_code_becomes_tokens(standin: StandIn, name: str) -> None:
    service: Service = getattr(standin, name)()
    assert given(standin, service).renewal == "renewal-1"


def test_only_permissions_without_texts_are_asked_for() -> None:
    client = Client(name="n", secret="s")
    asked = {}
    for service in (microsoft("organizations"), gmail()):
        url = authorise_url(service, client, back_to=BACK, state="s", verifier=VERIFIER)
        assert "client_secret" not in url
        assert VERIFIER not in url
        asked[service.slug] = set(parse_qs(urlsplit(url).query)["scope"][0].split())
    graph = "https://graph.microsoft.com/"
    assert asked["microsoft"] == {
        f"{graph}Mail.ReadBasic",
        f"{graph}Calendars.ReadBasic",
        "offline_access",
    }
    assert asked["gmail"] == {"https://www.googleapis.com/auth/gmail.metadata"}


def test_a_stolen_code_is_worth_nothing(standin: StandIn) -> None:
    with pytest.raises(PermissionNotGiven):
        given(standin, standin.microsoft(), verifier="w" * 64)


@pytest.mark.parametrize(
    ("scope", "refusal"),
    [
        ("Mail.ReadBasic Calendars.ReadBasic Mail.Read", PermissionTooWide),
        ("https://graph.microsoft.com/Mail.ReadWrite Mail.ReadBasic", PermissionTooWide),
        ("Mail.ReadBasic Calendars.ReadBasic Calendars.Read", PermissionTooWide),
        ("Mail.ReadBasic User.Read openid", PermissionNotGiven),
        ("openid", PermissionNotGiven),
    ],
)
def test_more_or_less_than_headers_is_not_kept(
    standin: StandIn, scope: str, refusal: type[Exception]
) -> None:
    standin.entrance.scope = scope
    with pytest.raises(refusal):
        given(standin, standin.microsoft())


def test_full_access_to_gmail_is_not_kept(standin: StandIn) -> None:
    standin.entrance.scope = (
        "https://www.googleapis.com/auth/gmail.metadata https://mail.google.com/"
    )
    with pytest.raises(PermissionTooWide, match="https://mail"):
        given(standin, standin.google())


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (says(500), ServiceNotReached),
        (says(429), ServiceNotReached),
        (says(200, b"<html>"), ServiceNotUnderstood),
        (says(200, b"[]"), ServiceNotUnderstood),
        (says(200, b'{"access_token": 7, "token_type": "Bearer"}'), ServiceNotUnderstood),
        (says(400, b'{"error": "invalid_grant"}'), PermissionNotGiven),
    ],
)
def test_an_entrance_that_is_broken_has_a_name(
    standin: StandIn, said: object, refusal: type[Exception]
) -> None:
    service = standin.microsoft()
    code = code_for(standin, service)
    standin.faults["/token"] = [said]  # type: ignore[list-item]  # a fault, as pytest hands it over
    with pytest.raises(refusal):
        exchange(service, standin.client, code=code, verifier=VERIFIER, back_to=BACK)


def test_a_permission_is_given_back_where_that_can_be_done(standin: StandIn) -> None:
    tokens = given(standin, standin.google())
    withdraw(standin.google(), tokens)
    assert standin.entrance.renewals == {}
    withdraw(standin.microsoft(), tokens)
    assert len(standin.asked("/revoke")) == 1


def test_nothing_goes_unencrypted_over_a_network() -> None:
    assert not is_safe("http://login.example.org/token")
    assert is_safe("http://127.0.0.1:8000/token")
    assert all(is_safe(one.tokens_at) for one in (microsoft("organizations"), gmail()))
