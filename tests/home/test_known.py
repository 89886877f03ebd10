"""The pages say of somebody's day only what is known here."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.conftest import SignIn
from tests.home.conftest import NOON, KeepSummary
from tevoet.home import pages
from tevoet.people.models import Away, Connection, Person, WorkingDay

SAYS = "You both work today"


@pytest.fixture(autouse=True)
def in_english(anna: Person) -> None:
    """Anna reads English, in which the sentences are written."""
    anna.language = "en-gb"
    anna.save()


def give_week(*people: Person) -> None:
    """Let these people work every day, so that it does not matter which day it is."""
    for person in people:
        for weekday in range(7):
            WorkingDay.objects.create(person=person, weekday=weekday, starts="09:00", ends="17:00")


def test_who_is_away_reads_so_and_one_way_back(
    sign_in: SignIn, anna: Person, connection: Connection
) -> None:
    today = timezone.localdate()
    Away.objects.create(person=anna, since=today, until=today + timedelta(days=3))
    client = sign_in(anna)
    page = client.get("/").text
    assert "You are away until and with" in page
    assert 'id="act"' not in page
    assert page.split("<main", 1)[1].split("</main>")[0].count("<button") == 1
    client.post("/me/back/")
    assert 'id="act"' in client.get("/").text


def test_a_leave_that_is_over_is_no_leave(
    sign_in: SignIn, anna: Person, connection: Connection
) -> None:
    today = timezone.localdate()
    Away.objects.create(
        person=anna, since=today - timedelta(days=3), until=today - timedelta(days=1)
    )
    assert 'id="act"' in sign_in(anna).get("/").text


def test_two_with_a_week_may_walk(anna: Person, bram: Person, connection: Connection) -> None:
    assert not pages.for_today(anna, NOON).both_work
    give_week(anna, bram)
    assert pages.for_today(anna, NOON).both_work
    both = pages.of_connection(anna, bram.pk, NOON)
    assert both is not None
    assert both.both_work


def test_without_a_week_nothing_is_said_about_working(
    sign_in: SignIn, anna: Person, bram: Person, connection: Connection
) -> None:
    give_week(anna)
    client = sign_in(anna)
    for address in ("/", f"/with/{bram.pk}/"):
        page = client.get(address).text
        assert SAYS not in page
        assert "/visit/" not in page
        assert f"/with/{bram.pk}/plan/" in page
    assert "Plan a talk with Bram" in client.get("/").text
    assert "today</p>" not in client.get(f"/with/{bram.pk}/visit/").text


def test_nobody_walks_over_to_whom_one_added(
    sign_in: SignIn, anna: Person, bram: Person, connection: Connection
) -> None:
    give_week(anna, bram)
    bram.added_by = anna
    bram.save()
    bram.phone_numbers.create(number="+31000000000")
    page = sign_in(anna).get("/").text
    assert SAYS not in page
    assert "/visit/" not in page
    assert page.count('class="button first"') == 1
    assert "Give Bram a call" in page


def test_who_is_away_is_not_called_but_may_be_planned(
    sign_in: SignIn, anna: Person, bram: Person, connection: Connection
) -> None:
    give_week(anna, bram)
    bram.phone_numbers.create(number="+31000000000")
    today = timezone.localdate()
    Away.objects.create(person=bram, since=today, until=today + timedelta(days=3))
    page = sign_in(anna).get(f"/with/{bram.pk}/").text
    assert "Away until and with" in page
    assert 'href="tel:' not in page
    assert "/visit/" not in page
    assert f"/with/{bram.pk}/plan/" in page


def test_the_mirror_says_where_taps_count(
    sign_in: SignIn, anna: Person, bram: Person, connection: Connection, keep_summary: KeepSummary
) -> None:
    keep_summary(anna, [bram])
    page = sign_in(anna).get(f"/with/{bram.pk}/").text
    assert "meetings with others included" in page
    assert "and from what you tapped" not in page
    assert "not in the other sentences" in page
    assert ">mail_share@1<" not in page
    assert "called mail_share" not in page
