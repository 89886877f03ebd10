"""A service is connected by its own page, by whoever asked, and never without keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from tests.adapters.services.standin.server import StandIn, stand_in
from tests.keys import give_keys
from tests.lent.services import back_from, connect, switch_on
from tevoet.contact.actions import connecting
from tevoet.contact.models import Grant, Source
from tevoet.people.models import Person

PAGE = "/sources/services/microsoft/"
SignIn = Callable[[Person], Client]


@pytest.fixture
def standin(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """A stand-in, switched on."""
    with stand_in() as made:
        switch_on(made, settings, monkeypatch)
        yield made


@pytest.fixture
def as_anna(sign_in: SignIn, anna: Person) -> Client:
    """Anna, signed in, in English."""
    client = sign_in(anna)
    client.cookies["tevoet-language"] = "en-gb"
    return client


@pytest.mark.usefixtures("key")
def test_nothing_is_offered_that_was_not_switched_on(as_anna: Client) -> None:
    assert b"Microsoft" not in as_anna.get("/sources/").content
    for address in (PAGE, f"{PAGE}asking/", f"{PAGE}answer/"):
        assert as_anna.get(address).status_code == 404


@pytest.mark.usefixtures("key", "standin")
def test_the_page_says_what_is_asked_and_that_it_is_untried(as_anna: Client) -> None:
    assert PAGE.encode() in as_anna.get("/sources/").content
    page = as_anna.get(PAGE).content.decode()
    assert "Untried against the real service" in page
    assert "Never a text" in page
    assert as_anna.get("/sources/services/other/").status_code == 404


@pytest.mark.usefixtures("standin")
def test_keys_come_first(as_anna: Client) -> None:
    assert b"First make your keys" in as_anna.get(PAGE).content
    assert as_anna.get(f"{PAGE}asking/").status_code == 422


@pytest.mark.usefixtures("key", "standin")
def test_yes_connects(as_anna: Client, anna: Person) -> None:
    source = connect(as_anna)
    assert (source.owner, source.kind) == (anna, Source.Kind.SERVICE)
    page = as_anna.get(f"/sources/{source.pk}/").content.decode()
    assert "A mailbox at Microsoft 365" in page
    assert "Untried" not in page or "waits for its turn" in page


@pytest.mark.usefixtures("key")
def test_no_connects_nothing(as_anna: Client, standin: StandIn) -> None:
    standin.entrance.says_no = "access_denied"
    answer = as_anna.get(back_from(as_anna))
    assert answer.status_code == 422
    assert b"gave no permission" in answer.content
    assert not Grant.objects.exists()


@pytest.mark.usefixtures("key")
def test_more_than_headers_connects_nothing(as_anna: Client, standin: StandIn) -> None:
    standin.entrance.scope = "Mail.ReadBasic Calendars.ReadBasic Mail.Read"
    answer = as_anna.get(back_from(as_anna))
    assert answer.status_code == 422
    assert b"(Mail.Read)" in answer.content
    assert not Grant.objects.exists()


@pytest.mark.usefixtures("key", "standin")
def test_an_answer_works_once(as_anna: Client) -> None:
    back = back_from(as_anna)
    assert as_anna.get(back).status_code == 302
    assert as_anna.get(back).status_code == 422
    assert Grant.objects.count() == 1


@pytest.mark.usefixtures("key", "standin")
def test_an_answer_to_somebody_else_is_refused(
    as_anna: Client, bram: Person, sign_in: SignIn
) -> None:
    give_keys(bram)
    as_bram = sign_in(bram)
    back = back_from(as_anna)
    assert as_bram.get(back).status_code == 422
    back_from(as_bram)
    assert as_bram.get(back).status_code == 422
    assert not Grant.objects.exists()


@pytest.mark.usefixtures("key", "standin")
def test_an_answer_of_another_service_is_refused(as_anna: Client) -> None:
    back = back_from(as_anna).replace("microsoft", "gmail")
    assert as_anna.get(back).status_code == 422
    assert not Grant.objects.exists()


@pytest.mark.usefixtures("key", "standin")
def test_an_answer_that_comes_late_is_refused(
    as_anna: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = back_from(as_anna)
    monkeypatch.setattr(connecting, "LASTS", timedelta(0))
    assert as_anna.get(back).status_code == 422


@pytest.mark.usefixtures("key", "standin")
def test_nobody_else_sees_or_touches_it(
    as_anna: Client, bram: Person, dirk: Person, sign_in: SignIn
) -> None:
    source = connect(as_anna)
    for other in (bram, dirk):
        client = sign_in(other)
        assert client.get(f"/sources/{source.pk}/").status_code == 404
        for act in ("", "ending/", "reading/"):
            assert client.post(f"/sources/{source.pk}/background/{act}").status_code == 404
    assert Grant.objects.get().stopped_at is None


@pytest.mark.usefixtures("key", "standin")
def test_what_is_known_about_me_does_not_show_it(as_anna: Client) -> None:
    connect(as_anna)
    page = as_anna.get("/me/known/contact.grant/").content.decode()
    assert "what opens the headers there" in page.lower()
    assert "renewal" not in page
