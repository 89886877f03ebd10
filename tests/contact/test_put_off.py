"""Not now, and planned for a day."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from tests.conftest import SignIn
from tevoet.contact import overview
from tevoet.contact.actions.limits import DayHasPassed, not_now, plan
from tevoet.contact.actions.speaking import speak
from tevoet.contact.models import NotNow
from tevoet.people.models import Connection, Person


def overview_of(person: Person, days: int = 0) -> tuple[bool, object]:
    """Return what the overview says of the first contact, some days from now."""
    contact = overview.of(person, datetime.now(UTC) + timedelta(days=days)).contacts[0]
    return contact.not_now, contact.planned_on


def test_not_now_lasts_until_tomorrow(
    connection: Connection, anna: Person, bram: Person, sign_in: SignIn
) -> None:
    answer = sign_in(anna).post(reverse("contact:not_now", args=[bram.pk]))
    assert answer.status_code == 302
    assert overview_of(anna) == (True, None)
    assert overview_of(anna, days=2) == (False, None)
    assert overview_of(bram) == (False, None)


def test_what_is_planned_shows_until_its_day_is_over(
    connection: Connection, anna: Person, bram: Person, sign_in: SignIn
) -> None:
    day = datetime.now(UTC).date() + timedelta(days=3)
    address = reverse("contact:plan", args=[bram.pk])
    assert sign_in(anna).post(address, {"on": day.isoformat()}).status_code == 302
    assert overview_of(anna) == (True, day)
    assert overview_of(anna, days=6) == (False, None)


def test_speaking_ends_what_was_put_off(connection: Connection, anna: Person) -> None:
    not_now(connection, owner=anna)
    speak(connection, by=anna, channel="phone")
    assert overview_of(anna) == (False, None)


def test_the_last_word_counts(connection: Connection, anna: Person) -> None:
    plan(connection, owner=anna, on=datetime.now(UTC).date() + timedelta(days=9))
    not_now(connection, owner=anna)
    assert NotNow.objects.get().planned_on is None


@pytest.mark.parametrize("name", ["not_now", "plan"])
def test_a_day_gone_by_is_refused(
    connection: Connection, anna: Person, bram: Person, sign_in: SignIn, name: str
) -> None:
    signed_in, address = sign_in(anna), reverse(f"contact:{name}", args=[bram.pk])
    for day in ("2020-01-01", "3020-01-01", "soon"):
        assert signed_in.post(address, {"until": day, "on": day}).status_code == 422
    with pytest.raises(DayHasPassed):
        plan(connection, owner=anna, on=datetime.now(UTC).date() - timedelta(days=2))


@pytest.mark.parametrize("name", ["not_now", "plan"])
def test_dirk_cannot_put_anybody_off(
    connection: Connection, anna: Person, dirk: Person, sign_in: SignIn, name: str
) -> None:
    assert sign_in(dirk).post(reverse(f"contact:{name}", args=[anna.pk])).status_code == 404


def test_htmx_is_led_onward(
    connection: Connection, anna: Person, bram: Person, sign_in: SignIn
) -> None:
    address = reverse("contact:not_now", args=[bram.pk])
    answer = sign_in(anna).post(address, {"next": "/people/"}, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == "/people/"
