"""A coach may come from elsewhere: by a link, so that nobody learns who has an account where."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.conftest import SignIn
from tevoet.people.actions.invitations import LinkWasUsed, begin_coaching, invite_coach
from tevoet.people.links import LASTS
from tevoet.people.models import Person, Team


def path_of(link: str) -> str:
    """Return a link without the name of the server."""
    return "/" + link.split("/", 3)[3]


def test_dirk_becomes_coach_with_a_link(
    sign_in: SignIn, team: Team, keeper: Person, dirk: Person
) -> None:
    path = path_of(invite_coach(team, by=keeper, now=timezone.now()))
    browser = sign_in(dirk)
    assert browser.get(f"/teams/{team.pk}/").status_code == 404
    assert "Planning" in browser.get(path).content.decode()
    assert browser.post(path).headers["Location"] == f"/teams/{team.pk}/"
    assert "Anna" in browser.get(f"/teams/{team.pk}/").content.decode()
    assert browser.get("/organisation/").status_code == 404


def test_a_link_makes_one_coach(team: Team, keeper: Person, carla: Person, dirk: Person) -> None:
    now = timezone.now()
    secret = path_of(invite_coach(team, by=keeper, now=now)).split("/")[2]
    begin_coaching(secret, person=dirk, now=now)
    with pytest.raises(LinkWasUsed):
        begin_coaching(secret, person=carla, now=now)


def test_an_old_or_replaced_link_is_closed(
    sign_in: SignIn, team: Team, keeper: Person, dirk: Person
) -> None:
    old = path_of(invite_coach(team, by=keeper, now=timezone.now()))
    late = path_of(invite_coach(team, by=keeper, now=timezone.now() - LASTS - timedelta(days=1)))
    assert [sign_in(dirk).get(path).status_code for path in (old, late)] == [410, 410]


def test_a_stranger_signs_in_first(team: Team, keeper: Person) -> None:
    path = path_of(invite_coach(team, by=keeper, now=timezone.now()))
    assert Client().get(path).headers["Location"] == f"/accounts/login/?next={path}"


def test_the_keeper_makes_the_link_and_takes_the_role_again(
    sign_in: SignIn, team: Team, keeper: Person, dirk: Person
) -> None:
    browser = sign_in(keeper)
    page = browser.post(f"/teams/{team.pk}/coaching/").content.decode()
    secret = page.split("/coaching/")[1].split("/")[0]
    role = begin_coaching(secret, person=dirk, now=timezone.now())
    ending = f"/teams/{team.pk}/roles/{role.pk}/ending/"
    assert ending in browser.get(f"/teams/{team.pk}/").content.decode()
    browser.post(ending)
    assert not dirk.roles.exists()
