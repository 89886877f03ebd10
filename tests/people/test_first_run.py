"""The first keeper founds the first organisation."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tevoet.people.actions.invitations import AlreadyFounded, first_run_link
from tevoet.people.actions.organisations import Customs, NewKeeper, found_organisation
from tevoet.people.models import Invitation, Organisation, Person

FILLED = {
    "organisation": "Voorbeeld",
    "language": "nl",
    "country": "NL",
    "time_zone": "Europe/Amsterdam",
    "name": "Kees",
    "address": "Kees@voorbeeld.example",
    "password": "tussen de middag buiten",
}


def path_of(link: str) -> str:
    """Return a link without the name of the server."""
    return "/" + link.split("/", 3)[3]


def test_the_first_keeper_founds_and_is_in(db: None) -> None:
    browser, path = Client(), path_of(first_run_link())
    assert browser.get(path).status_code == 200
    answer = browser.post(path, FILLED)
    assert answer.headers["Location"] == "/organisation/"
    assert "Voorbeeld" in browser.get("/organisation/").content.decode()
    keeper = Person.objects.get()
    assert (keeper.is_keeper, keeper.email) == (True, "kees@voorbeeld.example")


def test_afterwards_the_page_is_not_there(db: None) -> None:
    path = path_of(first_run_link())
    Client().post(path, FILLED)
    page = Client().get(path)
    assert page.status_code == 404
    assert "/accounts/login/" in page.content.decode()
    assert page.templates[0].name == "people/used.html"
    assert Client().post(path, FILLED).status_code == 404
    with pytest.raises(AlreadyFounded):
        first_run_link()


def test_only_the_newest_link_works(db: None) -> None:
    old, new = path_of(first_run_link()), path_of(first_run_link())
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    assert Invitation.objects.get().digest not in new


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("address", "geen adres"),
        ("password", "kort"),
        ("password", "kees@voorbeeld.example"),
        ("country", "XX"),
        ("time_zone", "Europe"),
        ("organisation", ""),
    ],
)
def test_what_is_not_right_is_said_beside_the_field(field: str, value: str, db: None) -> None:
    answer = Client().post(path_of(first_run_link()), {**FILLED, field: value})
    assert answer.status_code == 422
    assert not Organisation.objects.exists()
    assert list(answer.context["form"].errors) == [field]


def test_more_organisations_come_by_act(organisation: Organisation) -> None:
    keeper = NewKeeper("Els", "els@elders.example", "tussen de middag buiten")
    made = found_organisation("Elders", keeper=keeper, customs=Customs(language="en-gb"))
    assert made.people.get().organisation.language == "en-gb"


def test_a_worn_password_is_refused_before_anything_is_made(db: None) -> None:
    answer = Client().post(path_of(first_run_link()), {**FILLED, "password": "welkom2026!!"})
    assert answer.status_code == 422
    assert isinstance(answer.context["form"].errors.as_data()["password"][0], ValidationError)
