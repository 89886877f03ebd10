"""Dirk, from another organisation, sees nothing of Anna and Bram."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Walk
from tevoet.people.models import Connection, Person, Team


def test_dirk_sees_nobody(walk: Walk, dirk: Person, connection: Connection) -> None:
    page = walk("/people/", person=dirk)
    for name in ("Anna", "Bram"):
        expect(page.locator("main")).not_to_contain_text(name)


@pytest.mark.parametrize("path", ["/with/{0.first_id}/", "/with/{0.second_id}/limits/"])
def test_dirk_finds_no_page(walk: Walk, dirk: Person, connection: Connection, path: str) -> None:
    page = walk("/me/", person=dirk)
    answer = page.goto(path.format(connection))
    assert answer is not None
    assert answer.status == 404


def test_dirk_finds_no_team(walk: Walk, dirk: Person, team: Team) -> None:
    answer = walk("/me/", person=dirk).goto(f"/teams/{team.pk}/")
    assert answer is not None
    assert answer.status == 404


def test_a_visitor_is_asked_to_sign_in(walk: Walk, connection: Connection) -> None:
    page = walk(f"/with/{connection.first_id}/")
    expect(page.locator("input[name=password]")).to_be_visible()
