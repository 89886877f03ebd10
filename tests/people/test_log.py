"""The log of accounts, and what a keeper can do to one."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.conftest import PASSWORD, SignIn, prove
from tests.people.software_key import SoftwareKey, make_with, sign_in_with
from tevoet.people.actions.log import KEPT, forget_lines, note
from tevoet.people.actions.persons import NewPerson, add_person
from tevoet.people.models import AccountLine, Organisation, Person, Role, Team

LOG = "/organisation/log/"


def acts(person: Person) -> list[tuple[str, str]]:
    """Return what happened to an account and by whom, the oldest first."""
    lines = AccountLine.objects.filter(whom=person).order_by("pk")
    return [(line.kind, line.by.name if line.by else "") for line in lines]


def status_of(person: Person, act: str, browser: Client) -> int:
    """Let a keeper do something to somebody; return the status."""
    return browser.post(f"/organisation/people/{person.pk}/{act}/").status_code


def test_a_blocked_person_is_out_at_once_and_comes_back(
    team: Team, sign_in: SignIn, anna: Person, keeper: Person
) -> None:
    browser, key = sign_in(anna), SoftwareKey()
    make_with(prove(browser), key)
    kees = sign_in(keeper)
    assert kees.get(f"/organisation/people/{anna.pk}/block/").status_code == 200
    assert status_of(anna, "block", kees) == 302
    assert browser.get("/me/").status_code == 302
    filled = {"login": anna.email, "password": PASSWORD}
    assert Client().post("/accounts/login/", filled).headers["Location"] == "/accounts/inactive/"
    assert sign_in_with(Client(), key).headers["Location"] == "/accounts/inactive/"
    wrong = Client().post("/accounts/login/", {**filled, "password": "een verkeerd wachtwoord"})
    assert wrong.status_code == 422
    assert status_of(anna, "block/ending", kees) == 302
    assert Client().post("/accounts/login/", filled).headers["Location"] == "/"
    assert acts(anna) == [("passkey-added", "Anna"), ("blocked", "Kees"), ("unblocked", "Kees")]


def test_a_keeper_signs_somebody_out_everywhere(
    team: Team, sign_in: SignIn, anna: Person, keeper: Person
) -> None:
    browser, kees = sign_in(anna), sign_in(keeper)
    assert kees.get(f"/organisation/people/{anna.pk}/sessions/ending/").status_code == 200
    assert status_of(anna, "sessions/ending", kees) == 302
    assert browser.get("/me/").status_code == 302
    assert acts(anna) == [("signed-out", "Kees")]


def test_a_keeper_does_not_block_oneself_nor_the_last_keeper(
    sign_in: SignIn, keeper: Person, anna: Person
) -> None:
    status_of(keeper, "block", sign_in(keeper))
    keeper.refresh_from_db()
    assert keeper.blocked_at is None
    Role.objects.create(person=anna, kind=Role.Kind.KEEPER)
    status_of(keeper, "block", sign_in(anna))
    status_of(anna, "leaving", sign_in(anna))
    anna.refresh_from_db()
    assert anna.left_on is None, "who is blocked keeps nothing"


def test_a_keeper_removes_who_never_had_an_account_or_left(
    organisation: Organisation, sign_in: SignIn, keeper: Person, anna: Person
) -> None:
    eva = add_person(organisation, new=NewPerson(name="Eva", address="eva@voorbeeld.example"))
    kees = sign_in(keeper)
    assert kees.get(f"/organisation/people/{eva.pk}/removal/").status_code == 200
    status_of(eva, "removal", kees)
    status_of(anna, "removal", kees)
    assert set(Person.objects.values_list("name", flat=True)) == {"Kees", "Anna"}
    status_of(anna, "leaving", kees)
    status_of(anna, "removal", kees)
    assert not Person.objects.filter(name="Anna").exists()
    lines = AccountLine.objects.filter(kind="removed")
    assert [(line.whom, line.by) for line in lines] == [(None, keeper)] * 2
    kees.get("/me/")  # shows what was said of the last act
    assert "Anna" not in kees.get(LOG).content.decode(), "the name is gone too"


@pytest.mark.parametrize("act", ["block", "block/ending", "sessions/ending", "removal"])
def test_dirk_does_nothing_to_anna(act: str, sign_in: SignIn, anna: Person, dirk: Person) -> None:
    Role.objects.create(person=dirk, kind=Role.Kind.KEEPER)
    assert status_of(anna, act, sign_in(dirk)) == 404


def test_a_keeper_reads_the_lines_of_the_own_organisation(
    sign_in: SignIn, anna: Person, dirk: Person, keeper: Person
) -> None:
    for person in (anna, dirk):
        note("password", whom=person, by=person)
    page = sign_in(keeper).get(LOG).content.decode()
    assert "Anna" in page
    assert "Dirk" not in page


def test_a_person_reads_the_lines_about_oneself(
    sign_in: SignIn, anna: Person, bram: Person, keeper: Person
) -> None:
    note("blocked", whom=anna, by=keeper)
    note("password", whom=bram, by=bram)
    for path in ("/me/signing-in/log/", "/me/signing-in/"):
        page = sign_in(anna).get(path).content.decode()
        assert "Geblokkeerd" in page
        assert "Kees" in page
        assert ">Ander wachtwoord<" not in page


def test_what_people_do_to_their_accounts_is_written_down(
    team: Team, sign_in: SignIn, anna: Person
) -> None:
    browser = prove(sign_in(anna))
    anna.addresses.create(address="anna.nieuw@voorbeeld.example")
    browser.post("/me/sign-in-address/", {"address": "anna.nieuw@voorbeeld.example"})
    browser.post("/me/signing-in/password/", {"password": "buiten in de zon zitten"})
    make_with(browser, SoftwareKey())
    browser.post("/me/signing-in/sessions/ending/")
    assert [kind for kind, _ in acts(anna)] == [
        "address",
        "password",
        "passkey-added",
        "signed-out",
    ]


def test_becoming_keeper_is_written_down(sign_in: SignIn, anna: Person, keeper: Person) -> None:
    kees = sign_in(keeper)
    kees.post(f"/organisation/people/{anna.pk}/roles/", {"kind": "keeper"})
    role = anna.roles.get(kind="keeper")
    status_of(anna, f"roles/{role.pk}/ending", kees)
    assert acts(anna) == [("keeper", "Kees"), ("no-keeper", "Kees")]


def test_a_line_holds_no_address_and_no_text() -> None:
    fields = {field.name for field in AccountLine._meta.get_fields()}
    assert fields == {"id", "organisation", "whom", "by", "kind", "at"}


def test_lines_go_after_a_year(anna: Person) -> None:
    note("password", whom=anna, by=anna)
    assert forget_lines(timezone.now()) == 0
    assert forget_lines(timezone.now() + KEPT + KEPT) == 1
