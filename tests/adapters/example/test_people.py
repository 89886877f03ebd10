"""The example people are plainly invented and can be reached by nobody's real number."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tevoet.adapters.example.people import away_until, other_people, people, person, team_of


def test_there_are_25_people_in_three_teams() -> None:
    everyone = people()
    assert len(everyone) == len({one.key for one in everyone}) == 25
    assert {one.team for one in everyone} == {"Planning", "Klantcontact", "Techniek", ""}
    roles = [one.role for one in everyone]
    assert (roles.count("leader"), roles.count("coach"), roles.count("keeper")) == (3, 1, 1)


def test_anna_leads_bram_and_carla_coaches() -> None:
    assert person("anna").role == "leader"
    assert "bram" in {one.key for one in team_of(person("anna"))}
    assert person("carla").role == "coach"


def test_dirk_is_from_elsewhere() -> None:
    assert [one.key for one in other_people()] == ["dirk"]
    assert "dirk" not in {one.key for one in people()}


def test_addresses_and_numbers_cannot_be_real() -> None:
    everyone = [*people(), *other_people()]
    assert all(one.address.endswith(".example") for one in everyone)
    numbers = {int(one.phone.removeprefix("+44")) for one in everyone}
    assert len(numbers) == 26
    assert all(7700900000 <= number <= 7700900999 for number in numbers)


def test_somebody_works_part_time_and_somebody_is_away() -> None:
    assert any(len(one.days) < 5 for one in people())
    now = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert list(away_until(now)) == ["noor"]
    assert away_until(now)["noor"] > now.date()
