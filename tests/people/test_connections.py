"""Two people begin, mute and end what is between them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.conftest import SignIn
from tevoet.people.actions.connections import (
    ConnectionWasEnded,
    NotTogether,
    begin_connection,
    connect,
    end_connection,
    mute,
    unmute,
)
from tevoet.people.models import Connection, Mute, Person, Team

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_two_of_one_team_may_begin(team: Team, bram: Person, carla: Person) -> None:
    assert begin_connection(bram, other=carla).is_open


def test_two_without_a_team_may_not(team: Team, bram: Person, dirk: Person) -> None:
    with pytest.raises(NotTogether):
        begin_connection(bram, other=dirk)
    with pytest.raises(NotTogether):
        begin_connection(bram, other=bram)


def test_two_people_have_one_connection(anna: Person, bram: Person) -> None:
    assert connect(anna, other=bram) == connect(bram, other=anna)


def test_only_who_ended_it_may_begin_again(
    connection: Connection, anna: Person, bram: Person
) -> None:
    end_connection(connection, by=bram, now=NOW)
    assert not Connection.objects.visible_to(anna).open().exists()
    assert Connection.objects.visible_to(anna).exists(), "the path stays visible"
    with pytest.raises(ConnectionWasEnded):
        begin_connection(anna, other=bram)
    assert begin_connection(bram, other=anna).is_open


def test_a_mute_is_of_one_side_until_a_day(
    connection: Connection, anna: Person, bram: Person
) -> None:
    mute(connection, by=bram, until=date(2026, 12, 1))
    mute(connection, by=bram, until=date(2026, 12, 2))
    mine = Connection.objects.visible_to
    assert not mine(bram).unmuted_for(bram, date(2026, 12, 1)).exists()
    assert mine(bram).unmuted_for(bram, date(2026, 12, 2)).exists()
    assert mine(anna).unmuted_for(anna, date(2026, 12, 1)).exists(), "Anna does not notice"
    unmute(connection, by=bram)
    assert mine(bram).unmuted_for(bram, date(2026, 12, 1)).exists()


def test_muting_on_the_page(
    connection: Connection, sign_in: SignIn, anna: Person, bram: Person
) -> None:
    until = timezone.localdate() + timedelta(days=7)
    browser = sign_in(bram)
    answer = browser.post(f"/with/{anna.pk}/mute/", {"until": until.isoformat()})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/with/{anna.pk}/")
    assert Mute.objects.get().by == bram
    browser.post(f"/with/{anna.pk}/mute/ending/")
    assert not Mute.objects.exists()


def test_a_day_that_is_over_is_refused(
    connection: Connection, sign_in: SignIn, anna: Person, bram: Person
) -> None:
    answer = sign_in(bram).post(f"/with/{anna.pk}/mute/", {"until": "2020-01-01"})
    assert answer.status_code == 422
    assert "aria-invalid" in answer.content.decode()


def test_ending_on_the_page_is_asked_first(
    connection: Connection, sign_in: SignIn, anna: Person, bram: Person
) -> None:
    browser = sign_in(bram)
    assert anna.name in browser.get(f"/with/{anna.pk}/ending/").content.decode()
    connection.refresh_from_db()
    assert connection.is_open
    assert browser.post(f"/with/{anna.pk}/ending/").status_code == 302
    connection.refresh_from_db()
    assert connection.ended_by == bram


def test_beginning_on_the_page(team: Team, sign_in: SignIn, bram: Person, carla: Person) -> None:
    sign_in(bram).post(f"/with/{carla.pk}/beginning/")
    assert Connection.objects.between(bram, carla).exists()


@pytest.mark.parametrize("act", ["mute", "mute/ending", "ending", "beginning"])
def test_dirk_finds_nothing_here(
    act: str, connection: Connection, sign_in: SignIn, anna: Person, dirk: Person
) -> None:
    assert sign_in(dirk).post(f"/with/{anna.pk}/{act}/").status_code == 404


def test_an_ending_by_mistake_can_be_undone_at_once(
    connection: Connection, sign_in: SignIn, anna: Person, bram: Person
) -> None:
    browser = sign_in(bram)
    page = browser.post(f"/with/{anna.pk}/ending/", follow=True).text
    assert browser.get(f"/with/{anna.pk}/").status_code == 404
    assert f'action="/with/{anna.pk}/ending/undoing/"' in page
    answer = browser.post(f"/with/{anna.pk}/ending/undoing/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/with/{anna.pk}/")
    connection.refresh_from_db()
    assert (connection.is_open, connection.ended_by) == (True, None)


def test_what_the_other_ended_cannot_be_undone(
    connection: Connection, sign_in: SignIn, anna: Person, bram: Person, dirk: Person
) -> None:
    end_connection(connection, by=bram, now=NOW)
    sign_in(anna).post(f"/with/{bram.pk}/ending/undoing/")
    assert sign_in(dirk).post(f"/with/{bram.pk}/ending/undoing/").status_code == 404
    connection.refresh_from_db()
    assert (connection.is_open, connection.ended_by) == (False, bram)
