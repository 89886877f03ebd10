"""How do the two meet, when the calendar does not say? One tap, and the mirror counts it so."""

from pathlib import Path

import pytest

from tests.conftest import SignIn
from tests.contact.letters import BRAM, mailbox, meeting
from tests.keys import overview_of, read_now
from tevoet.contact.actions.answering_how import say_how, take_back_how
from tevoet.contact.models import Manner
from tevoet.contact.records import Contact
from tevoet.people.models import Connection, Person


@pytest.fixture
def read(connection: Connection, anna: Person, tmp_path: Path) -> None:
    """Anna's calendar has a meeting with Bram without a place."""
    text = meeting(BRAM, days=6).replace("LOCATION:Kamer 3\r\n", "")
    read_now(anna, paths=[mailbox(tmp_path / "agenda.ics", text)])


def bram_in_the_mirror(anna: Person) -> Contact:
    (seen,) = overview_of(anna).contacts
    return seen


@pytest.mark.usefixtures("read")
def test_a_meeting_without_a_place_counts_as_its_owner_says(
    anna: Person, connection: Connection
) -> None:
    assert bram_in_the_mirror(anna).voice_days is None, "nothing is guessed"
    say_how(connection, owner=anna, channel="in_person")
    seen = bram_in_the_mirror(anna)
    assert (seen.voice_days, seen.in_person_days) == (6, 6)
    say_how(connection, owner=anna, channel="phone")
    seen = bram_in_the_mirror(anna)
    assert (seen.voice_days, seen.in_person_days) == (6, None)
    take_back_how(connection, owner=anna)
    assert bram_in_the_mirror(anna).voice_days is None


@pytest.mark.usefixtures("read")
def test_it_is_asked_on_the_page_and_one_tap_answers(
    anna: Person, bram: Person, sign_in: SignIn
) -> None:
    browser, page = sign_in(anna), f"/with/{bram.pk}/"
    overview_of(anna)
    assert "zonder plek of link" in browser.get(page).content.decode()
    assert browser.post(f"{page}manner/", {"channel": "mail"}).status_code == 302
    assert not Manner.objects.exists()
    assert browser.post(f"{page}manner/", {"channel": "in_person"}).status_code == 302
    said = browser.get(page).content.decode()
    assert "zonder plek of link" not in said
    assert "Ze tellen als: in het echt" in said
    assert browser.post(f"{page}manner/ending/").status_code == 302
    assert not Manner.objects.exists()


def test_a_stranger_says_nothing(
    anna: Person, dirk: Person, connection: Connection, sign_in: SignIn
) -> None:
    for address in (f"/with/{anna.pk}/manner/", f"/with/{anna.pk}/manner/ending/"):
        assert sign_in(dirk).post(address, {"channel": "phone"}).status_code == 404
    assert not Manner.objects.exists()
