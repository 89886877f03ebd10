"""Without any connection the page leads to the nearest way to one."""

from dataclasses import replace

import pytest
from django.utils import timezone

from tests.conftest import SignIn
from tests.home.conftest import summary_of
from tevoet.contact.folded import fold
from tevoet.contact.models import Proposal, Summary
from tevoet.people.models import Person, Team

FIRST = 'class="button first" href="'
ADDRESS = "elsewhere@voorbeeld.example"


def keep_somebody(owner: Person) -> None:
    """Keep a summary about somebody who is not known yet."""
    made = summary_of([Person(pk=99, name="Elsewhere")])
    stranger = replace(made.people[0], key=ADDRESS)
    parts = fold(replace(made, people=(stranger,), hints=()))
    Summary.objects.create(owner=owner, made_at=timezone.now(), **parts._asdict())


@pytest.mark.parametrize("address", ["/", "/people/"])
def test_who_was_read_about_is_asked_first(
    sign_in: SignIn, anna: Person, team: Team, address: str
) -> None:
    keep_somebody(anna)
    page = sign_in(anna).get(address).text
    assert f'{FIRST}/proposals/"' in page
    assert page.count(FIRST) == 1


@pytest.mark.parametrize("address", ["/", "/people/"])
def test_somebody_in_a_team_is_led_there(
    sign_in: SignIn, anna: Person, team: Team, address: str
) -> None:
    page = sign_in(anna).get(address).text
    assert f'{FIRST}/teams/{team.pk}/"' in page
    assert "/sources/" not in page.split("<main", 1)[1].split("</main>")[0]


def test_after_reading_nobody_new_nothing_more_is_asked(sign_in: SignIn, anna: Person) -> None:
    keep_somebody(anna)
    Proposal.objects.create(owner=anna, address=ADDRESS, at=timezone.now())
    page = sign_in(anna).get("/").text
    assert 'class="empty sheet"' in page
    assert FIRST not in page
