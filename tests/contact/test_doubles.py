"""One name ticked twice: it is asked whether that is one person."""

from pathlib import Path

import pytest
from django.test import Client

from tests.conftest import SignIn
from tests.contact.letters import EVI, mailbox, ping_pong
from tests.contact.test_proposals import PROPOSALS, names, send
from tests.keys import opened, overview_of, read_now
from tevoet.contact import overview
from tevoet.contact.models import Proposal
from tevoet.people.models import Connection, Person

HOME = "evi@thuis.example"
PHONE = "+31850000009"
BOTH = (
    {"address": EVI, "works": "on", "name": "Evi van Dam"},
    {"address": HOME, "works": "on", "name": "Dam, Evi van"},
)


@pytest.fixture
def browser(connection: Connection, anna: Person, tmp_path: Path, sign_in: SignIn) -> Client:
    """Anna has read mail with two addresses of Evi."""
    text = ping_pong(EVI, 4, first=50) + ping_pong(HOME, 2, first=80)
    read_now(anna, paths=[mailbox(tmp_path / "inbox", text)])
    return sign_in(anna)


def said(how: str) -> tuple[dict[str, str], dict[str, str]]:
    """Tick both, and say whether that is one person."""
    return {**BOTH[0], "same": how}, BOTH[1]


def test_a_name_ticked_twice_is_asked_about_and_nothing_is_kept(
    browser: Client, anna: Person
) -> None:
    fields = {"who-TOTAL_FORMS": "2", "who-INITIAL_FORMS": "2"}
    fields |= {f"who-{n}-{key}": v for n, one in enumerate(BOTH) for key, v in one.items()}
    answer = browser.post(PROPOSALS, fields)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Evi van Dam" in page
    assert HOME in page
    assert 'name="who-0-same"' in page
    assert 'name="who-1-same"' not in page
    assert names(anna) == ["Bram"]


def test_one_person_has_both_addresses(browser: Client, anna: Person) -> None:
    assert send(browser, *said("one")) == 302
    assert names(anna) == ["Bram", "Evi van Dam"]
    seen = {one.other.name: one for one in overview_of(anna).contacts}
    assert sum(week.get("mail", 0) for week in seen["Evi van Dam"].weeks) == 8
    assert overview.unknown_to(anna, opened(anna)) == []


def test_different_people_with_one_name_are_two(browser: Client, anna: Person) -> None:
    assert send(browser, *said("apart")) == 302
    assert names(anna) == ["Bram", "Dam, Evi van", "Evi van Dam"]


def test_a_name_of_somebody_i_work_with_is_asked_about(browser: Client, anna: Person) -> None:
    assert send(browser, BOTH[0]) == 302
    assert send(browser, BOTH[1]) == 422
    assert send(browser, {**BOTH[1], "same": "one"}) == 302
    assert names(anna) == ["Bram", "Evi van Dam"]


def test_a_phone_number_of_the_same_person_can_be_called(browser: Client, anna: Person) -> None:
    phone = {"address": PHONE, "works": "on", "name": "Evi van Dam"}
    assert send(browser, said("one")[0], phone) == 302
    seen = {one.other.name: one for one in overview_of(anna).contacts}
    assert seen["Evi van Dam"].phone == PHONE


@pytest.mark.parametrize("first", [EVI, HOME])
def test_each_answer_can_be_undone_and_the_last_takes_the_person_along(
    browser: Client, anna: Person, first: str
) -> None:
    send(browser, *said("one"))
    for address in (first, ({EVI, HOME} - {first}).pop()):
        undo = Proposal.objects.get(owner=anna, address=address)
        assert browser.post(PROPOSALS, {"undo": str(undo.pk)}).status_code == 302
        assert address in {one.key for one in overview.unknown_to(anna, opened(anna))}
    assert names(anna) == ["Bram"]
    assert not Person.objects.filter(name="Evi van Dam").exists()
