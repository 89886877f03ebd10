"""Mail in Gmail: headers and labels, page by page, and then what was added."""

import pytest

from tests.adapters.services.made import ANNA, BRAM, google, headers
from tests.adapters.services.standin.schema import LETTER, misfits
from tests.adapters.services.standin.server import StandIn
from tevoet.adapters.services import gmail
from tevoet.adapters.services.standing import Standing
from tevoet.engines.moments.message import read_message
from tevoet.engines.moments.records import Mail


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let five messages make a page."""
    monkeypatch.setattr(gmail, "PAGE", 5)


def fill(standin: StandIn, *numbers: int) -> None:
    """Let messages come in."""
    for number in numbers:
        standin.gmail.add(f"m{number}", headers(number))


def test_the_stand_in_writes_messages_as_published(standin: StandIn) -> None:
    fill(standin, 1)
    query = {"format": ["metadata"], "metadataHeaders": ["From"], "fields": ["id,payload/headers"]}
    status, told = standin.gmail.answer("/users/me/messages/m1", query)
    assert (status, misfits(told, LETTER)) == (200, [])
    assert set(told) == {"id", "payload"}


def test_everything_is_read_and_then_what_is_new(standin: StandIn) -> None:
    way, standing = google(standin), Standing()
    fill(standin, *range(12))
    assert len(way.mails(standing).mails) == 12
    assert way.mails(standing).mails == []
    fill(standin, 20, 21)
    assert len(way.mails(standing).mails) == 2


def test_it_is_the_same_mail_that_a_mailbox_holds(standin: StandIn) -> None:
    fill(standin, 1)
    head = (
        b"From: bram@example.org\nTo: anna@example.org\nMessage-ID: <1@example.org>\n"
        b"Date: Mon, 1 Jun 2026 10:01:05 +0200\n\n"
    )
    (mail,) = google(standin).mails(Standing()).mails
    held = read_message(head)
    assert isinstance(held, Mail)
    assert mail.key == held.key
    assert [one.address for one in mail.people] == [BRAM, ANNA]


def test_history_that_is_not_known_any_more_means_reading_anew(standin: StandIn) -> None:
    way, standing = google(standin), Standing()
    fill(standin, 1, 2)
    way.mails(standing)
    fill(standin, 3)
    standin.gmail.since = 103
    assert len(way.mails(standing).mails) == 3
    assert way.mails(standing).mails == []


def test_a_round_is_cut_and_goes_on_where_it_was(standin: StandIn) -> None:
    way, standing = google(standin), Standing()
    fill(standin, *range(12))
    sizes: list[int] = []
    while not sizes or not standing.is_over:
        standing = Standing.of(standing.written())
        sizes.append(len(way.mails(standing, most=5).mails))
    assert sizes == [5, 5, 2]
    fill(standin, 13)
    assert len(way.mails(standing).mails) == 1


def test_labels_say_what_is_no_contact(standin: StandIn) -> None:
    way, standing = google(standin), Standing()
    fill(standin, 1)
    way.mails(standing)
    for number, label in enumerate(("SPAM", "TRASH", "DRAFT", "CHAT"), start=2):
        standin.gmail.add(f"m{number}", headers(number), (label,))
    batch = way.mails(standing)
    assert batch.set_aside == {"spam": 1, "trash": 1, "draft": 1, "other_item": 1}


def test_a_message_that_went_meanwhile_is_counted(standin: StandIn) -> None:
    fill(standin, 1, 2)
    standin.gmail.gone.add("m1")
    batch = google(standin).mails(Standing())
    assert [one.reason for one in batch.refused] == ["not_handed_over"]
    assert len(batch.mails) == 1


def test_a_header_with_line_ends_makes_no_other_header(standin: StandIn) -> None:
    odd = headers(1, **{"Message-ID": "<1@example.org>\r\nFrom: mallory@example.org"})
    standin.gmail.add("m1", odd)
    standin.gmail.add("m2", [{"name": 7, "value": None}])
    standin.gmail.messages["m3"] = {"id": "m3", "labelIds": 7, "payload": "none"}
    batch = google(standin).mails(Standing())
    assert [one.people[0].address for one in batch.mails] == [BRAM]
    assert [one.reason for one in batch.refused] == ["no_headers", "no_headers"]


def test_no_text_and_no_subject_is_ever_asked_for(standin: StandIn) -> None:
    fill(standin, 1)
    google(standin).mails(Standing())
    asked = " ".join(standin.heard)
    assert "format=metadata" in asked
    assert "snippet" not in asked
    assert "subject" not in asked.lower()


def test_a_page_takes_its_time_so_that_the_limits_hold(standin: StandIn) -> None:
    way = google(standin)
    fill(standin, *range(12))
    way.mails(Standing())
    assert len(way.slept) == 2
    assert max(way.slept) <= gmail.PAGE_SECONDS
