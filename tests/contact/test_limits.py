"""The two limits of one's own."""

import pytest
from django.urls import reverse

from tests.conftest import SignIn
from tests.keys import overview_of
from tevoet.contact.actions.limits import LimitOutOfReach, forget_limits, set_limits
from tevoet.contact.overview import Limits
from tevoet.people.models import Connection, Person


def limits(person: Person) -> Limits:
    """Return the limits of the first contact."""
    return overview_of(person).contacts[0].limits


def test_until_somebody_chooses_the_program_begins_with_14_and_30(
    connection: Connection, anna: Person
) -> None:
    assert limits(anna) == Limits(14, 30, own=False)


def test_limits_are_chosen_on_the_page_and_given_up_again(
    connection: Connection, anna: Person, bram: Person, sign_in: SignIn
) -> None:
    signed_in, address = sign_in(anna), reverse("contact:limits", args=[bram.pk])
    chosen = {"voice_days": "7", "in_person_days": "60"}
    assert signed_in.post(address, chosen).status_code == 302
    assert limits(anna) == Limits(7, 60, own=True)
    assert limits(bram) == Limits()
    assert 'value="7"' in signed_in.get(address).content.decode()
    assert signed_in.post(address, {"forget": "yes"}).status_code == 302
    assert limits(anna) == Limits()


def test_the_page_says_that_no_study_fixes_them(
    connection: Connection, anna: Person, bram: Person, sign_in: SignIn
) -> None:
    signed_in = sign_in(anna)
    signed_in.cookies["tevoet-language"] = "en-gb"
    page = signed_in.get(reverse("contact:limits", args=[bram.pk]))
    assert "No study fixes these numbers" in page.content.decode()


@pytest.mark.parametrize("days", ["0", "-3", "367", "", "soon"])
def test_a_limit_out_of_reach_is_refused(
    connection: Connection, anna: Person, bram: Person, sign_in: SignIn, days: str
) -> None:
    fields = {"voice_days": days, "in_person_days": "30"}
    answer = sign_in(anna).post(reverse("contact:limits", args=[bram.pk]), fields)
    assert answer.status_code == 422
    with pytest.raises(LimitOutOfReach):
        set_limits(connection, owner=anna, voice_days=0, in_person_days=30)
    assert limits(anna) == Limits()


def test_giving_up_nothing_is_fine(connection: Connection, anna: Person) -> None:
    forget_limits(connection, owner=anna)
    assert limits(anna) == Limits()


def test_dirk_finds_no_limits(
    connection: Connection, anna: Person, dirk: Person, sign_in: SignIn
) -> None:
    assert sign_in(dirk).get(reverse("contact:limits", args=[anna.pk])).status_code == 404
