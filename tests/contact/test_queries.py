"""The number of queries does not grow with the rows."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection as database
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import SignIn
from tests.contact.letters import mailbox, ping_pong
from tests.keys import opened, read_now
from tevoet.contact import overview
from tevoet.contact.actions.limits import not_now, set_limits
from tevoet.contact.actions.speaking import speak
from tevoet.contact.models import Proposal, Reading, Source
from tevoet.people.actions.connections import connect
from tevoet.people.models import Person

NOW = datetime.now(UTC)


def colleague(owner: Person, number: int) -> None:
    """Add one more colleague with everything that can hang on one."""
    name = f"collega{number}"
    other = Person.objects.create(organisation=owner.organisation, name=name)
    other.addresses.create(address=f"{name}@voorbeeld.example")
    other.phone_numbers.create(number=f"+3120123456{number % 10}")
    other.working_days.create(weekday=0, starts="09:00", ends="17:00")
    between = connect(owner, other=other)
    between.mutes.create(by=owner, until=NOW.date() + timedelta(days=2))
    for days in (1, 40, 400):
        speak(between, by=owner, channel="phone", at=NOW - timedelta(days=days))
    set_limits(between, owner=owner, voice_days=5, in_person_days=9)
    not_now(between, owner=owner)
    Proposal.objects.create(owner=owner, address=f"{name}@thuis.example", person=other, at=NOW)
    source = Source.objects.create(owner=owner, uploaded_at=NOW)
    Reading.objects.create(source=source, ended_at=NOW, outcome={"read": 1})


@pytest.fixture
def read(anna: Person, tmp_path: Path) -> None:
    """Anna has read mail with twenty colleagues."""
    mails = (ping_pong(f"collega{n}@voorbeeld.example", 2, first=100 * n + 1) for n in range(1, 21))
    read_now(anna, paths=[mailbox(tmp_path / "inbox", "".join(mails))])


def queries(browser: Client, address: str) -> int:
    """Count the queries of one page."""
    with CaptureQueriesContext(database) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


@pytest.mark.usefixtures("read")
def test_the_overview_asks_as_much_for_ten_as_for_twenty(anna: Person) -> None:
    counted = []
    for number in range(1, 21):
        colleague(anna, number)
        if number in {10, 20}:
            asker = Person.objects.get(pk=anna.pk)
            archive = opened(asker)
            with CaptureQueriesContext(database) as asked:
                seen = overview.of(asker, datetime.now(UTC), archive)
            assert len(seen.contacts) == number
            counted.append(len(asked))
    assert counted[0] == counted[1] <= 16


@pytest.mark.usefixtures("read")
@pytest.mark.parametrize("address", ["/", "/people/", "/sources/", "/proposals/"])
def test_a_page_asks_no_more_for_twenty_than_for_ten(
    anna: Person, sign_in: SignIn, address: str
) -> None:
    browser, counted = sign_in(anna), []
    for number in range(1, 21):
        colleague(anna, number)
        if number in {10, 20}:
            counted.append(queries(browser, address))
    assert counted[0] >= counted[1]  # less when nobody is left to be asked about
