"""The home pages show one's own contact, to oneself only, in a constant number of questions."""

import gzip
import re
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection as database
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.conftest import SignIn
from tests.home.conftest import KeepSummary
from tevoet.contact.archive import PlainArchive
from tevoet.contact.models import NotNow, Spoken
from tevoet.home import pages
from tevoet.people.actions.connections import connect
from tevoet.people.models import Connection, Person, WorkingDay
from tevoet.smallthings.today import Reason

ADDRESSES = ("/", "/people/", "/with/{}/", "/with/{}/visit/", "/people/{}/")
HTMX = {"hx-request": "true"}


@pytest.mark.parametrize("address", ADDRESSES[2:])
def test_dirk_finds_nothing(
    sign_in: SignIn, dirk: Person, connection: Connection, address: str
) -> None:
    for other in (connection.first, connection.second):
        answer = sign_in(dirk).get(address.format(other.pk), headers=HTMX)
        assert answer.status_code == 404


def test_dirk_sees_nobody(
    sign_in: SignIn, dirk: Person, connection: Connection, keep_summary: KeepSummary, bram: Person
) -> None:
    for address in ADDRESSES[:2]:
        assert "Bram" not in sign_in(dirk).get(address).text


def test_anna_does_not_see_what_bram_read_and_bram_not_what_she_read(
    sign_in: SignIn, anna: Person, bram: Person, connection: Connection, keep_summary: KeepSummary
) -> None:
    keep_summary(anna, [bram])
    mine = sign_in(anna).get(f"/with/{bram.pk}/").text
    theirs = sign_in(bram).get(f"/with/{anna.pk}/").text
    assert "82 %" in mine
    assert "82 %" not in theirs
    assert 'class="strip"' not in theirs


def test_bram_does_not_see_what_anna_tapped(
    sign_in: SignIn, anna: Person, bram: Person, connection: Connection
) -> None:
    Spoken.objects.create(connection=connection, by=anna, channel="phone", at=timezone.now())
    assert "undoing" in sign_in(anna).get("/people/").text
    assert "undoing" not in sign_in(bram).get("/people/").text


def test_today_names_one_person_and_why(
    sign_in: SignIn, anna: Person, bram: Person, connection: Connection, keep_summary: KeepSummary
) -> None:
    bram.phone_numbers.create(number="+31000000000")
    keep_summary(anna, [bram])
    page = sign_in(anna).get("/").text
    assert 'href="tel:+31000000000"' in page
    assert page.count('class="button first"') == 1
    assert '<li aria-current="true">' in page


def test_today_without_anything_read_says_what_it_draws_on(
    sign_in: SignIn, anna: Person, connection: Connection
) -> None:
    page = sign_in(anna).get("/").text
    assert 'href="/sources/"' in page
    assert 'id="act"' in page


class ClosedArchive(PlainArchive):
    """An archive that nobody can open now."""

    def is_open(self, owner: Person) -> bool:
        """Say no."""
        return False


def test_a_locked_summary_leaves_taps_and_limits(
    anna: Person, bram: Person, connection: Connection, keep_summary: KeepSummary
) -> None:
    keep_summary(anna, [bram])
    at = timezone.now() - timedelta(days=20)
    Spoken.objects.create(connection=connection, by=anna, channel="phone", at=at)
    Spoken.objects.update(made_at=at)
    seen = pages.for_today(anna, timezone.now(), ClosedArchive())
    assert seen.overview.locked
    assert seen.act is not None
    assert (seen.act.reason, seen.act.hint) == (Reason.NO_VOICE, None)


def test_today_without_anybody_leads_to_a_source(sign_in: SignIn, anna: Person) -> None:
    page = sign_in(anna).get("/").text
    assert 'class="button first" href="/sources/"' in page


def test_today_with_nothing_to_do_says_so(
    sign_in: SignIn, anna: Person, bram: Person, connection: Connection
) -> None:
    for channel in ("in_person", "phone"):
        at = timezone.now() - timedelta(days=2)
        Spoken.objects.create(connection=connection, by=anna, channel=channel, at=at)
    Spoken.objects.update(made_at=timezone.now() - timedelta(days=2))
    page = sign_in(anna).get("/").text
    assert 'class="empty sheet"' in page
    assert 'id="act"' not in page


def test_who_is_planned_beside_the_act_stands_below(
    sign_in: SignIn, anna: Person, bram: Person, carla: Person, connection: Connection
) -> None:
    today = timezone.localdate()
    for one in (connection, connect(anna, other=carla)):
        NotNow.objects.create(
            owner=anna, connection=one, until=today, planned_on=today, at=timezone.now()
        )
    page = sign_in(anna).get("/").text
    assert page.count('class="name"') == 1


def test_a_day_to_plan_is_offered(
    sign_in: SignIn, anna: Person, bram: Person, connection: Connection
) -> None:
    page = sign_in(anna).get(f"/with/{bram.pk}/").text
    days = re.findall(r'name="on" value="(\d{4}-\d\d-\d\d)"', page)
    assert len(days) == 5
    assert days[0] > str(timezone.localdate())


def test_a_row_alone_is_for_htmx(
    sign_in: SignIn, anna: Person, bram: Person, connection: Connection
) -> None:
    client = sign_in(anna)
    assert client.get(f"/people/{bram.pk}/").status_code == 302
    part = client.get(f"/people/{bram.pk}/", headers=HTMX).text
    assert part.strip().startswith(f'<li id="row-{bram.pk}"')
    assert "<html" not in part


def crowd(anna: Person, number: int) -> list[Person]:
    """Connect Anna with so many colleagues."""
    made = [
        Person.objects.create(organisation=anna.organisation, name=f"Collega {place:03}")
        for place in range(number)
    ]
    for one in made:
        one.phone_numbers.create(number="+31000000000")
        WorkingDay.objects.create(person=one, weekday=0, starts="09:00", ends="17:00")
        connect(anna, other=one)
    return made


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_number_of_questions_does_not_grow(
    sign_in: SignIn, anna: Person, address: str, keep_summary: KeepSummary
) -> None:
    people = crowd(anna, 3)
    keep_summary(anna, people)
    client = sign_in(anna)
    with CaptureQueriesContext(database) as few:
        client.get(address.format(people[0].pk), headers=HTMX)
    crowd(anna, 12)
    with CaptureQueriesContext(database) as many:
        client.get(address.format(people[0].pk), headers=HTMX)
    assert len(many) == len(few)


@pytest.mark.parametrize("address", ADDRESSES[:4])
def test_ids_are_unique(
    sign_in: SignIn, anna: Person, address: str, keep_summary: KeepSummary
) -> None:
    people = crowd(anna, 4)
    keep_summary(anna, people)
    page = sign_in(anna).get(address.format(people[0].pk)).text
    assert [name for name, n in Counter(re.findall(r' id="([^"]*)"', page)).items() if n > 1] == []


def test_many_people_come_a_page_at_a_time_and_can_be_found(
    sign_in: SignIn, anna: Person, keep_summary: KeepSummary
) -> None:
    keep_summary(anna, crowd(anna, 60))
    client = sign_in(anna)
    first, last = client.get("/people/").text, client.get("/people/?page=3").text
    assert (first.count('id="row-'), last.count('id="row-')) == (25, 10)
    assert 'rel="next"' in first
    assert 'rel="next"' not in last
    assert client.get("/people/?name=collega 05").text.count('id="row-') == 10
    assert client.get("/people/?name=nobody").text.count('id="row-') == 0
    assert len(gzip.compress(first.encode())) < 60_000


def test_pages_carry_no_style_or_script_of_their_own(
    sign_in: SignIn, anna: Person, bram: Person, connection: Connection, keep_summary: KeepSummary
) -> None:
    keep_summary(anna, [bram])
    for address in ADDRESSES[:4]:
        page = sign_in(anna).get(address.format(bram.pk)).text
        assert not re.search(r"\sstyle=|<style|<script(?! src)|\son\w+=\"", page)


def test_every_link_of_a_connection_leads_somewhere(
    sign_in: SignIn, anna: Person, bram: Person, connection: Connection, keep_summary: KeepSummary
) -> None:
    keep_summary(anna, [bram])
    client = sign_in(anna)
    links = set(re.findall(r'href="(/[^"]*)"', client.get(f"/with/{bram.pk}/").text))
    pages_of_ours = {link for link in links if not link.startswith("/static/")}
    assert f"/with/{bram.pk}/mute/" in pages_of_ours
    assert [link for link in sorted(pages_of_ours) if client.get(link).status_code != 200] == []


def test_people_leads_to_one_more_mailbox(
    sign_in: SignIn, anna: Person, bram: Person, connection: Connection, keep_summary: KeepSummary
) -> None:
    keep_summary(anna, [bram])
    assert 'href="/sources/"' in sign_in(anna).get("/people/").text
