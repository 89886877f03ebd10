"""Somebody asks not to appear in the mirror of the other; that is respected."""

from pathlib import Path

import pytest

from tests.conftest import SignIn
from tests.contact.letters import BRAM, EVI, mailbox, ping_pong
from tests.keys import opened, overview_of, read_now
from tevoet.contact import overview
from tevoet.contact.actions.leaving_out import leave_out, let_in
from tevoet.contact.actions.speaking import speak
from tevoet.contact.models import LeftOut
from tevoet.contact.records import Contact
from tevoet.people.models import Connection, Person


@pytest.fixture
def read(connection: Connection, anna: Person, tmp_path: Path) -> None:
    """Anna has read much mail with Bram."""
    text = ping_pong(BRAM, 6) + ping_pong(EVI, 4, first=50)
    read_now(anna, paths=[mailbox(tmp_path / "inbox", text)])


def bram_in_the_mirror(anna: Person) -> Contact:
    (seen,) = overview_of(anna).contacts
    return seen


def known(anna: Person) -> list[str]:
    """Return who is in Anna's summary as it is kept."""
    folded = overview.open_summary(anna, opened(anna)).folded
    assert folded is not None
    return [one["key"] for one in folded.whole()["people"]]


@pytest.mark.usefixtures("read")
def test_nothing_that_was_read_shows_of_who_asked(
    anna: Person, bram: Person, connection: Connection
) -> None:
    before = bram_in_the_mirror(anna)
    assert before.call is not None
    assert before.figures
    leave_out(connection, by=bram)
    seen = bram_in_the_mirror(anna)
    assert (seen.is_hidden, seen.call, seen.waiting, seen.figures) == (True, None, 0, {})
    assert not any(any(week.values()) for week in seen.weeks)
    speak(connection, by=anna, channel="phone")
    assert bram_in_the_mirror(anna).voice_days == 0, "what Anna tapped stays"


@pytest.mark.usefixtures("read")
def test_the_summary_leaves_out_who_asked_and_takes_them_in_again(
    anna: Person, bram: Person, connection: Connection
) -> None:
    key = f"person:{bram.pk}"
    assert key in known(anna)
    leave_out(connection, by=bram)
    leave_out(connection, by=bram)
    assert key not in known(anna)
    assert EVI in known(anna)
    let_in(connection, by=bram)
    assert key in known(anna)
    assert bram_in_the_mirror(anna).figures


@pytest.mark.usefixtures("read")
def test_who_asked_sees_their_own_mirror_as_before(
    anna: Person, bram: Person, connection: Connection
) -> None:
    leave_out(connection, by=anna)
    seen = bram_in_the_mirror(anna)
    assert (seen.is_hidden, seen.hides_me) == (False, True)
    assert seen.figures


@pytest.mark.usefixtures("read")
def test_both_see_that_it_was_asked_and_no_reason(
    anna: Person, bram: Person, sign_in: SignIn
) -> None:
    browser = sign_in(bram)
    address = f"/with/{anna.pk}/left-out/"
    assert "Anna ziet dat je dit vroeg" in browser.get(address).content.decode()
    assert not LeftOut.objects.exists(), "looking asks nothing"
    assert browser.post(address).status_code == 302
    assert "Je vroeg om eruit te blijven" in browser.get(f"/with/{anna.pk}/").content.decode()
    page = sign_in(anna).get(f"/with/{bram.pk}/").content.decode()
    assert "Bram vroeg om niet in jouw spiegel te staan" in page
    assert browser.post(f"{address}ending/").status_code == 302
    assert not LeftOut.objects.exists()


def test_a_stranger_asks_nothing(
    anna: Person, dirk: Person, connection: Connection, sign_in: SignIn
) -> None:
    browser = sign_in(dirk)
    for address in (f"/with/{anna.pk}/left-out/", f"/with/{anna.pk}/left-out/ending/"):
        assert browser.post(address).status_code == 404
    assert not LeftOut.objects.exists()
