"""Example people are one click away, on this machine only."""

import pytest
from django.test import Client
from pytest_django import Settings

from tevoet.people.models import Person, Team

HERE = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost:8000"}


@pytest.fixture(autouse=True)
def example(settings: Settings, team: Team) -> None:
    """An example installation that answers to more names than its own."""
    settings.EXAMPLE = True
    settings.ALLOWED_HOSTS = ["*"]


def sign_in(**asked: str) -> int:
    """Ask to be Anna; return the status."""
    return Client().post("/example/anna/", **{**HERE, **asked}).status_code  # type: ignore[arg-type]  # headers as the test client takes them


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"HTTP_HOST": "127.0.0.1:8000"},
        {"HTTP_HOST": "[::1]:8000", "REMOTE_ADDR": "::1"},
        {"HTTP_HOST": "localhost"},
    ],
)
def test_here_one_click_is_enough(asked: dict[str, str]) -> None:
    assert sign_in(**asked) == 302


@pytest.mark.parametrize(
    "asked",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": "192.0.2.7", "HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_FORWARDED_FOR": "192.0.2.7"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
        {"HTTP_VIA": "1.1 proxy"},
        {"HTTP_HOST": "tevoet.voorbeeld.example"},
        {"HTTP_HOST": "localhost.voorbeeld.example"},
        {"HTTP_HOST": "tevoet.voorbeeld.example", "HTTP_X_FORWARDED_HOST": "localhost"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "127.0.0.1.voorbeeld.example"},
    ],
)
def test_from_elsewhere_it_is_not_there(asked: dict[str, str]) -> None:
    assert sign_in(**asked) == 404
    page = Client().get("/accounts/login/", **{**HERE, **asked})  # type: ignore[arg-type]  # headers as the test client takes them
    assert "/example/" not in page.content.decode()


def test_the_sign_in_page_names_the_example_people() -> None:
    page = Client().get("/accounts/login/", **HERE).content.decode()  # type: ignore[arg-type]  # headers as the test client takes them
    assert "/example/anna/" in page
    assert "/example/bram/" in page


def test_without_the_example_it_is_not_there(settings: Settings) -> None:
    settings.EXAMPLE = False
    assert sign_in() == 404


def test_behind_a_proxy_it_is_not_there(settings: Settings) -> None:
    settings.PROXIED = True
    assert sign_in() == 404


def test_a_real_address_is_never_an_example(anna: Person) -> None:
    anna.email = "anna@echte-organisatie.invalid"
    anna.save()
    assert sign_in() == 404


def test_a_click_on_a_link_is_not_enough() -> None:
    assert Client().get("/example/anna/", **HERE).status_code == 405  # type: ignore[arg-type]  # headers as the test client takes them


def test_ones_own_mailbox_has_one_door_for_oneself(settings: Settings, dirk: Person) -> None:
    Person.objects.filter(pk=dirk.pk).update(email="dirk@elders.test")
    assert Client().post("/example/dirk/", **HERE).status_code == 404  # type: ignore[arg-type]  # headers as the test client takes them
    settings.EXAMPLE_PERSON = "dirk@elders.test"
    page = Client().get("/accounts/login/", **HERE).content.decode()  # type: ignore[arg-type]  # headers as the test client takes them
    assert "/example/dirk/" in page
    assert "/example/anna/" not in page
    assert Client().post("/example/dirk/", **HERE).status_code == 302  # type: ignore[arg-type]  # headers as the test client takes them
