"""The keeper's pages."""

from collections.abc import Callable

import pytest

from tests.conftest import SignIn
from tevoet.people.actions.facts import add_phone
from tevoet.people.actions.persons import NewPerson, add_with_role
from tevoet.people.models import Connection, Organisation, Person, Role, Team

CUSTOMS = {
    "name": "Nieuw",
    "language": "en-gb",
    "country": "DE",
    "subdivision": "BY",
    "time_zone": "Europe/Berlin",
}
Counting = Callable[[int], object]


def test_the_keeper_sees_names_roles_and_accounts(
    sign_in: SignIn, team: Team, keeper: Person
) -> None:
    page = sign_in(keeper).get("/organisation/").content.decode()
    assert all(name in page for name in ("Anna", "Bram", "Carla", "Planning"))


def test_the_keeper_sees_nothing_of_contact(
    sign_in: SignIn, connection: Connection, keeper: Person, bram: Person
) -> None:
    add_phone(bram, number="020 123 4567")
    browser = sign_in(keeper)
    for page in (
        "/organisation/",
        f"/organisation/people/{bram.pk}/",
        f"/teams/{bram.roles.get().team_id}/",
    ):
        assert "4567" not in browser.get(page).content.decode()
    assert browser.post(f"/with/{bram.pk}/mute/").status_code == 404


def test_the_organisation_can_be_changed(sign_in: SignIn, keeper: Person) -> None:
    assert sign_in(keeper).post("/organisation/details/", CUSTOMS).status_code == 302
    organisation = Organisation.objects.get()
    assert {name: getattr(organisation, name) for name in CUSTOMS} == CUSTOMS


def test_somebody_is_added_by_hand(sign_in: SignIn, team: Team, keeper: Person) -> None:
    filled = {
        "name": "Eva",
        "address": "eva@voorbeeld.example",
        "phone": "020 123 4567",
        "team": team.pk,
        "kind": "member",
    }
    answer = sign_in(keeper).post("/organisation/people/", filled)
    made = Person.objects.latest("pk")
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        f"/organisation/people/{made.pk}/",
    )
    assert Role.objects.get(person__name="Eva").team == team


@pytest.mark.parametrize(
    ("page", "filled"),
    [
        ("people", {"name": "Eva", "address": "bram@voorbeeld.example", "kind": "member"}),
        ("people", {"name": "Eva", "address": "eva@a.example", "kind": "member", "phone": "1"}),
        ("teams", {"name": "Planning"}),
        ("details", {**CUSTOMS, "subdivision": "ZZ"}),
    ],
)
def test_what_cannot_be_is_said(
    page: str, filled: dict[str, str], sign_in: SignIn, team: Team, keeper: Person
) -> None:
    answer = sign_in(keeper).post(f"/organisation/{page}/", filled)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_a_role_is_given_and_taken(
    sign_in: SignIn, team: Team, keeper: Person, bram: Person
) -> None:
    browser, page = sign_in(keeper), f"/organisation/people/{bram.pk}/roles/"
    assert browser.post(page, {"kind": "leader"}).status_code == 422, "which team?"
    assert browser.post(page, {"kind": "leader", "team": team.pk}).status_code == 302
    role = bram.roles.get(kind="leader")
    assert browser.post(f"{page}{role.pk}/ending/").status_code == 302
    assert not bram.roles.filter(kind="leader").exists()


def test_the_last_keeper_role_stays_and_says_why(sign_in: SignIn, keeper: Person) -> None:
    role = keeper.roles.get()
    page = f"/organisation/people/{keeper.pk}/roles/{role.pk}/ending/"
    answer = sign_in(keeper).post(page, follow=True)
    assert 'class="notice attention"' in answer.content.decode()
    assert keeper.is_keeper


def test_a_new_leader_takes_over_on_the_page(
    sign_in: SignIn, team: Team, keeper: Person, anna: Person, bram: Person
) -> None:
    page = f"/teams/{team.pk}/leader/"
    answer = sign_in(keeper).post(page, {"leader": bram.pk, "instead_of": anna.pk})
    assert answer.status_code == 302
    assert [role.person for role in team.roles.filter(kind="leader")] == [bram]


def test_dirk_cannot_be_made_leader_here(
    sign_in: SignIn, team: Team, keeper: Person, dirk: Person
) -> None:
    answer = sign_in(keeper).post(f"/teams/{team.pk}/leader/", {"leader": dirk.pk})
    assert answer.status_code == 422


def test_who_leaves_is_asked_first(
    sign_in: SignIn, team: Team, keeper: Person, bram: Person
) -> None:
    browser, page = sign_in(keeper), f"/organisation/people/{bram.pk}/leaving/"
    assert "Bram" in browser.get(page).content.decode()
    browser.post(page)
    bram.refresh_from_db()
    assert bram.left_on is not None


def test_dirks_people_are_not_there(sign_in: SignIn, keeper: Person, dirk: Person) -> None:
    browser = sign_in(keeper)
    assert browser.get(f"/organisation/people/{dirk.pk}/").status_code == 404
    assert "Dirk" not in browser.get("/organisation/").content.decode()


def test_a_team_shows_its_people_and_who_is_connected(
    sign_in: SignIn, connection: Connection, anna: Person, carla: Person
) -> None:
    page = sign_in(carla).get(f"/teams/{anna.roles.get().team_id}/").content.decode()
    assert f"/with/{anna.pk}/beginning/" in page
    mine = sign_in(anna).get(f"/teams/{anna.roles.get().team_id}/").content.decode()
    assert f"/with/{carla.pk}/beginning/" in mine
    assert "/beginning/" in mine


@pytest.mark.parametrize("page", ["/organisation/", "/teams/{team}/"])
def test_the_number_of_questions_does_not_grow(
    page: str, sign_in: SignIn, team: Team, keeper: Person, django_assert_max_num_queries: Counting
) -> None:
    browser = sign_in(keeper)
    url = page.format(team=team.pk)
    for count in range(20):
        new = NewPerson(f"Collega {count}", f"collega{count}@voorbeeld.example")
        add_with_role(team.organisation, new=new, role=("member", team))
    with django_assert_max_num_queries(14):  # type: ignore[attr-defined]  # pytest-django's own fixture
        assert browser.get(url).status_code == 200


def test_of_many_people_one_is_found_by_name_or_team(
    sign_in: SignIn, team: Team, keeper: Person
) -> None:
    browser = sign_in(keeper)
    for count in range(50):
        new = NewPerson(f"Collega {count:02}", f"collega{count}@voorbeeld.example")
        add_with_role(team.organisation, new=new, role=None)
    first = browser.get("/organisation/").content.decode()
    assert "Collega 05" in first
    assert "Collega 49" not in first
    assert "Collega 49" in browser.get("/organisation/?page=2").content.decode()
    found = browser.get("/organisation/?name=lega 49").content.decode()
    assert "Collega 49" in found
    assert "Collega 05" not in found
    in_team = browser.get("/organisation/?name=plann").content.decode()
    assert "Bram" in in_team
    assert "Collega" not in in_team
    assert browser.get("/organisation/?name=niemand&page=x").status_code == 200
