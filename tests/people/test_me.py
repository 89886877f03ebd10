"""What is mine: change it, take it along, remove it."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from tests.conftest import SignIn, prove
from tevoet.people.actions.facts import add_phone
from tevoet.people.actions.persons import NewPerson, add_person, add_with_role
from tevoet.people.models import Connection, Organisation, Person, Team
from tevoet.people.phones import NotAPhoneNumber, e164, shown


def kept(browser_page: bytes) -> dict[str, list[dict[str, object]]]:
    """Return what a copy holds of people."""
    with zipfile.ZipFile(io.BytesIO(browser_page)) as archive:
        found: dict[str, list[dict[str, object]]] = json.loads(archive.read("people.json"))
    return found


def test_the_page_names_what_is_known(team: Team, sign_in: SignIn, anna: Person) -> None:
    add_phone(anna, number="020 123 4567")
    page = sign_in(anna).get("/me/").content.decode()
    assert 'href="tel:+31201234567"' in page
    assert "+31 20 123 4567" in page
    assert "anna@voorbeeld.example" in page
    assert 'id="signing-in"' in page


@pytest.mark.parametrize(
    ("page", "filled"),
    [
        ("name", {"name": "Anna de Vrolijke"}),
        ("place", {"time_zone": "Europe/Lisbon"}),
        ("place", {"country": "DE", "subdivision": "BY"}),
        ("place", {"place": "Bij het raam"}),
    ],
)
def test_a_fact_can_be_changed(
    page: str, filled: dict[str, str], sign_in: SignIn, anna: Person
) -> None:
    assert sign_in(anna).post(f"/me/{page}/", filled).status_code == 302
    anna.refresh_from_db()
    assert {name: getattr(anna, name) for name in filled} == filled


@pytest.mark.parametrize(
    ("page", "filled"),
    [
        ("name", {"name": ""}),
        ("addresses", {"address": "geen adres"}),
        ("phones", {"number": "geen nummer"}),
        ("place", {"time_zone": "Mars/Olympus"}),
        ("place", {"country": "DE", "subdivision": "ZZ"}),
        ("week", {"from_0": "09:00"}),
        ("week", {"from_0": "17:00", "until_0": "09:00"}),
        ("away", {"until": "2020-01-01"}),
        ("removal", {}),
        ("sign-in-address", {"address": "iemand@anders.example"}),
    ],
)
def test_what_is_not_right_is_said(
    page: str, filled: dict[str, str], sign_in: SignIn, anna: Person
) -> None:
    answer = prove(sign_in(anna)).post(f"/me/{page}/", filled)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_the_week_is_kept_day_by_day(sign_in: SignIn, anna: Person) -> None:
    filled = {"from_0": "09:00", "until_0": "13:00", "from_3": "10:00", "until_3": "16:30"}
    sign_in(anna).post("/me/week/", filled)
    assert [day.weekday for day in anna.working_days.all()] == [0, 3]


def test_away_is_one_tap_and_back_too(sign_in: SignIn, anna: Person) -> None:
    browser, today = sign_in(anna), anna.today(timezone.now())
    browser.post("/me/away/", {"until": today.isoformat()})
    assert Person.objects.get(pk=anna.pk).is_away(today)
    assert "/me/back/" in browser.get("/me/").content.decode()
    browser.post("/me/back/")
    assert not Person.objects.get(pk=anna.pk).is_away(today)


def test_another_address_and_signing_in_with_it(sign_in: SignIn, anna: Person) -> None:
    browser = prove(sign_in(anna))
    browser.post("/me/addresses/", {"address": "Anna@thuis.example"})
    first, second = anna.addresses.all()
    browser.post(f"/me/addresses/{first.pk}/removal/")
    assert anna.addresses.count() == 2, "the address to sign in with stays"
    browser.post("/me/sign-in-address/", {"address": second.address})
    anna.refresh_from_db()
    assert anna.email == "anna@thuis.example"
    browser.post(f"/me/addresses/{first.pk}/removal/")
    assert anna.addresses.get() == second


def test_an_address_of_a_colleague_is_not_mine(
    team: Team, sign_in: SignIn, anna: Person, bram: Person
) -> None:
    answer = sign_in(anna).post("/me/addresses/", {"address": bram.email})
    assert answer.status_code == 422
    assert "Bram" in answer.content.decode()


def test_phone_numbers_are_kept_so_that_they_can_be_called() -> None:
    assert e164("020-123 4567", country="NL") == "+31201234567"
    assert e164("+32 2 123 45 67", country="NL") == "+3221234567"
    assert shown("+31201234567") == "+31 20 123 4567"
    with pytest.raises(NotAPhoneNumber):
        e164("12", country="NL")


def test_a_copy_holds_everything_and_nothing_of_others(
    connection: Connection, sign_in: SignIn, anna: Person, bram: Person
) -> None:
    add_phone(bram, number="020 123 4568")
    answer = prove(sign_in(anna)).get("/me/copy/")
    copy = kept(answer.content)
    assert copy["personaddress"][0]["address"] == "anna@voorbeeld.example"
    assert [row["second"] for row in copy["connection"]] == ["Bram"]
    assert "bram@" not in json.dumps(copy)
    assert "4568" not in json.dumps(copy)


def test_removing_is_real_and_shown(
    connection: Connection, sign_in: SignIn, organisation: Organisation, anna: Person, bram: Person
) -> None:
    mine = add_person(organisation, new=NewPerson("Eva", "eva@elders.example"), added_by=anna)
    browser = prove(sign_in(anna))
    answer = browser.post("/me/removal/", {"sure": "on"})
    page = browser.get(answer.headers["Location"]).content.decode()
    assert "<span>" in page
    for gone in (anna, mine, connection):
        with pytest.raises(ObjectDoesNotExist):
            gone.refresh_from_db()
    assert Person.objects.filter(pk=bram.pk).exists()
    assert browser.get("/me/").status_code == 302
    assert browser.get("/removed/").status_code == 404, "it is shown once"


def test_the_last_keeper_is_asked_to_make_another_first(
    sign_in: SignIn, team: Team, keeper: Person
) -> None:
    answer = prove(sign_in(keeper)).post("/me/removal/", {"sure": "on"})
    assert answer.status_code == 422
    assert Person.objects.filter(pk=keeper.pk).exists()


def test_a_keeper_who_is_alone_takes_all_along(sign_in: SignIn, keeper: Person) -> None:
    prove(sign_in(keeper)).post("/me/removal/", {"sure": "on"})
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("kind", ["phones", "addresses"])
def test_what_is_dirks_stays_dirks(kind: str, sign_in: SignIn, anna: Person, dirk: Person) -> None:
    add_phone(dirk, number="020 123 4567")
    pk = (dirk.phone_numbers if kind == "phones" else dirk.addresses).get().pk
    assert sign_in(anna).post(f"/me/{kind}/{pk}/removal/").status_code == 404


def test_my_page_costs_no_more_questions_with_more_rows(
    team: Team, sign_in: SignIn, anna: Person, django_assert_max_num_queries: object
) -> None:
    browser = sign_in(anna)
    browser.get("/me/")
    for count in range(12):
        new = NewPerson(f"Collega {count}", f"collega{count}@voorbeeld.example")
        add_with_role(team.organisation, new=new, role=("member", team))
        anna.addresses.create(address=f"anna{count}@voorbeeld.example")
        add_phone(anna, number=f"020 123 45{count:02}")
    with django_assert_max_num_queries(22):  # type: ignore[operator]  # pytest-django's own fixture
        browser.get("/me/")


def test_who_has_no_password_is_sent_to_choose_one(
    team: Team, sign_in: SignIn, anna: Person
) -> None:
    anna.set_unusable_password()
    anna.save()
    browser = sign_in(anna)
    asked = browser.get("/me/signing-in/password/", follow=True).content.decode()
    assert "/accounts/forgotten/" in asked
    assert browser.get("/accounts/forgotten/").status_code == 200
    answer = prove(browser).post(
        "/me/signing-in/password/", {"password": "buiten in de zon zitten"}
    )
    assert answer.status_code == 302


def test_away_begins_with_today_and_quiet_with_a_week(
    connection: Connection, sign_in: SignIn, anna: Person, bram: Person
) -> None:
    browser, today = sign_in(anna), anna.today(timezone.now())
    assert f'value="{today.isoformat()}"' in browser.get("/me/").content.decode()
    later = (today + timedelta(days=7)).isoformat()
    assert f'value="{later}"' in browser.get(f"/with/{bram.pk}/mute/").content.decode()
