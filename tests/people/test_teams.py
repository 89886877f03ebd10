"""Teams, roles, and a new leader."""

from datetime import UTC, date, datetime

import pytest

from tevoet.people.actions.connections import connect, end_connection
from tevoet.people.actions.persons import NewPerson, add_person, leave
from tevoet.people.actions.teams import (
    FromElsewhere,
    HasLeft,
    LastKeeper,
    TeamNameTaken,
    change_leader,
    give_role,
    make_team,
    rename_team,
    take_role,
)
from tevoet.people.models import Connection, Organisation, Person, Role, Team

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def eva(organisation: Organisation) -> Person:
    """An example colleague without a team."""
    return add_person(organisation, new=NewPerson("Eva", "eva@voorbeeld.example"))


def test_a_leader_and_a_member_become_connected(team: Team, eva: Person, anna: Person) -> None:
    give_role(eva, kind="member", team=team)
    assert Connection.objects.between(anna, eva).count() == 1


def test_a_coach_and_a_colleague_do_not(
    team: Team, eva: Person, bram: Person, carla: Person
) -> None:
    give_role(eva, kind="member", team=team)
    assert not Connection.objects.between(bram, eva).exists()
    assert not Connection.objects.between(carla, eva).exists()


def test_a_role_given_twice_is_one_role(team: Team, eva: Person) -> None:
    give_role(eva, kind="member", team=team)
    give_role(eva, kind="member", team=team)
    assert eva.roles.count() == 1


def test_only_a_coach_may_come_from_elsewhere(team: Team, dirk: Person) -> None:
    with pytest.raises(FromElsewhere):
        give_role(dirk, kind="member", team=team)
    assert give_role(dirk, kind="coach", team=team).team == team


def test_who_left_gets_no_role(team: Team, eva: Person) -> None:
    leave(eva, on=date(2026, 11, 23))
    with pytest.raises(HasLeft):
        give_role(eva, kind="member", team=team)


def test_the_last_keeper_stays(keeper: Person, eva: Person) -> None:
    with pytest.raises(LastKeeper):
        take_role(keeper.roles.get())
    give_role(eva, kind="keeper")
    take_role(keeper.roles.get())
    assert not keeper.is_keeper


def test_a_team_name_is_used_once(team: Team, elsewhere: Organisation) -> None:
    with pytest.raises(TeamNameTaken):
        make_team(team.organisation, name="planning")
    other = make_team(team.organisation, name="Winkel")
    with pytest.raises(TeamNameTaken):
        rename_team(other, name="Planning")
    assert make_team(elsewhere, name="Planning").name == "Planning"


def test_a_new_leader_takes_over(
    team: Team, connection: Connection, eva: Person, anna: Person, bram: Person
) -> None:
    changed = change_leader(team, leader=eva)
    assert changed.before == (anna,)
    leading = Role.objects.filter(team=team, kind="leader")
    assert [role.person for role in leading] == [eva]
    assert Connection.objects.between(eva, bram).exists()
    connection.refresh_from_db()
    assert connection.is_open, "what hangs between the old leader and a member stays with them"


def test_of_two_leaders_one_may_be_followed(team: Team, eva: Person, anna: Person) -> None:
    give_role(eva, kind="leader", team=team)
    finn = add_person(team.organisation, new=NewPerson("Finn", "finn@voorbeeld.example"))
    change_leader(team, leader=finn, instead_of=anna)
    leading = Role.objects.filter(team=team, kind="leader")
    assert {role.person for role in leading} == {eva, finn}


def test_a_member_who_becomes_leader_is_member_no_more(team: Team, bram: Person) -> None:
    change_leader(team, leader=bram)
    assert [role.kind for role in bram.roles.all()] == ["leader"]


def test_a_role_does_not_begin_again_what_somebody_ended(
    team: Team, connection: Connection, anna: Person, bram: Person
) -> None:
    end_connection(connection, by=bram, now=NOW)
    give_role(anna, kind="leader", team=team)
    assert connect(anna, other=bram).ended_at is not None
