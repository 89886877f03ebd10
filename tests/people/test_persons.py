"""People come, leave, and may be somebody's alone."""

from datetime import date

import pytest

from tests.conftest import SignIn
from tevoet.people.actions.facts import add_phone
from tevoet.people.actions.persons import (
    AddressKnown,
    NewPerson,
    add_person,
    add_with_role,
    change,
    leave,
)
from tevoet.people.actions.teams import LastKeeper
from tevoet.people.models import Connection, Organisation, Person, Team

TODAY = date(2026, 11, 23)


@pytest.fixture
def eva(organisation: Organisation, anna: Person) -> Person:
    """Somebody whom Anna added for herself."""
    new = NewPerson("Eva", "eva@elders.example", "020 123 4567")
    return add_person(organisation, new=new, added_by=anna)


def test_whom_anna_adds_is_hers_alone(
    eva: Person, team: Team, anna: Person, bram: Person, keeper: Person
) -> None:
    seen = Person.objects.visible_to
    assert eva in seen(anna)
    assert not any(eva in seen(person) for person in (bram, keeper))
    assert Connection.objects.between(anna, eva).exists()
    assert not eva.has_account


def test_the_keeper_does_not_find_whom_anna_added(
    sign_in: SignIn, eva: Person, keeper: Person
) -> None:
    browser = sign_in(keeper)
    assert f"people/{eva.pk}/" not in browser.get("/organisation/").content.decode()
    assert browser.get(f"/organisation/people/{eva.pk}/").status_code == 404
    assert browser.post(f"/organisation/people/{eva.pk}/invitation/").status_code == 404


def test_two_may_each_add_the_same_somebody(
    eva: Person, organisation: Organisation, team: Team, bram: Person
) -> None:
    again = add_person(organisation, new=NewPerson("Eva", "eva@elders.example"), added_by=bram)
    assert again != eva


def test_an_address_belongs_to_one_person(
    eva: Person, organisation: Organisation, team: Team, anna: Person
) -> None:
    with pytest.raises(AddressKnown):
        add_person(organisation, new=NewPerson("Bram", "BRAM@voorbeeld.example"))
    with pytest.raises(AddressKnown):
        add_person(organisation, new=NewPerson("Eva", "eva@elders.example"), added_by=anna)


def test_dirks_organisation_knows_nothing_of_ours(dirk: Person, team: Team) -> None:
    new = NewPerson("Bram", "bram@voorbeeld.example")
    assert add_person(dirk.organisation, new=new).organisation == dirk.organisation


def test_who_leaves_keeps_only_the_path(
    connection: Connection, keeper: Person, anna: Person, bram: Person
) -> None:
    add_phone(bram, number="020 123 4567")
    leave(bram, on=TODAY)
    assert not bram.phone_numbers.exists()
    assert not bram.roles.exists()
    assert not Connection.objects.visible_to(anna).open().exists()
    assert Connection.objects.visible_to(anna).exists()
    assert bram in Person.objects.visible_to(anna)


def test_who_left_may_come_back_under_the_same_address(
    keeper: Person, organisation: Organisation, bram: Person
) -> None:
    address = bram.email or ""
    leave(bram, on=TODAY)
    assert add_person(organisation, new=NewPerson("Bram", address)).left_on is None


def test_the_last_keeper_does_not_leave(keeper: Person) -> None:
    with pytest.raises(LastKeeper):
        leave(keeper, on=TODAY)


def test_a_new_name_and_address_come_together(organisation: Organisation) -> None:
    finn = add_person(organisation, new=NewPerson("Finn", "finn@voorbeeld.example"))
    change(finn, name="Finn de Bouwer", address="bouwer@voorbeeld.example")
    assert Person.objects.get(pk=finn.pk).name == "Finn de Bouwer"
    assert [a.address for a in finn.addresses.all()] == ["bouwer@voorbeeld.example"]


def test_a_keeper_cannot_come_in_as_another_by_a_new_address(
    sign_in: SignIn, keeper: Person, bram: Person
) -> None:
    filled = {"name": "Bram", "address": "keeper2@voorbeeld.example"}
    page = f"/organisation/people/{bram.pk}/details/"
    assert sign_in(keeper).post(page, filled).status_code == 422
    bram.refresh_from_db()
    assert bram.email == "bram@voorbeeld.example"
    filled = {"name": "Bram de Bouwer", "address": "bram@voorbeeld.example"}
    assert sign_in(keeper).post(page, filled).status_code == 302


def test_who_is_not_seen_is_not_named(
    sign_in: SignIn, organisation: Organisation, team: Team, anna: Person
) -> None:
    add_person(organisation, new=NewPerson("Gijsbert", "verborgen@voorbeeld.example"))
    answer = sign_in(anna).post("/me/addresses/", {"address": "verborgen@voorbeeld.example"})
    assert answer.status_code == 422
    assert "Gijsbert" not in answer.content.decode()


def test_somebody_may_be_added_with_a_role(team: Team, anna: Person) -> None:
    new = NewPerson("Finn", "finn@voorbeeld.example")
    finn = add_with_role(team.organisation, new=new, role=("member", team))
    assert Connection.objects.between(anna, finn).exists()


def test_seeing_costs_one_question_with_many_connections(
    team: Team, anna: Person, django_assert_num_queries: object
) -> None:
    for count in range(30):
        new = NewPerson(f"Collega {count}", f"collega{count}@voorbeeld.example")
        add_with_role(team.organisation, new=new, role=("member", team))
    with django_assert_num_queries(2):  # type: ignore[operator]  # pytest-django's own fixture
        assert len(Person.objects.visible_to(anna)) == 33
