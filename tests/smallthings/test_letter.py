"""The letter of the week: once, only with something to say, names and days alone."""

import itertools
from datetime import date, timedelta

import pytest

from tests.smallthings.conftest import Hands, Server
from tevoet.contact.models import NotNow, Spoken
from tevoet.people.models import Away, Connection, Person
from tevoet.smallthings.actions.stopping import resume, stop
from tevoet.smallthings.models import Kind, Mailing
from tevoet.smallthings.post import round_of_mail
from tevoet.talks.actions.wishing import wish

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def text(server: Server, place: int = -1) -> str:
    """Return what stands in a mail that arrived."""
    kept = server.taken[place].get_content()  # type: ignore[attr-defined]  # of this policy
    return str(kept).replace("\r\n", "\n")


@pytest.fixture
def long_ago(connection: Connection, anna: Person, clock: Hands) -> Spoken:
    """Anna tapped forty days ago that she and Bram spoke."""
    when = clock.now - 40 * DAY
    return Spoken.objects.create(
        connection=connection, by=anna, channel="phone", at=when, made_at=when
    )


@pytest.mark.usefixtures("connection")
def test_nobody_gets_a_letter_without_a_line(server: Server, clock: Hands) -> None:
    assert round_of_mail(clock) == 0
    assert server.taken == []
    assert not Mailing.objects.waiting().exists()


@pytest.mark.usefixtures("long_ago")
def test_it_names_whom_one_has_not_spoken(server: Server, clock: Hands, anna: Person) -> None:
    assert round_of_mail(clock) == 1
    (letter,) = server.taken
    assert letter["To"] == anna.email
    assert "40 dagen geleden" in text(server)
    assert "Bram" in text(server)
    assert letter["Auto-Submitted"] == "auto-generated"


def test_it_names_talks_that_were_planned(
    server: Server, clock: Hands, connection: Connection, anna: Person
) -> None:
    NotNow.objects.create(
        owner=anna, connection=connection, planned_on=date(2026, 11, 26),
        until=date(2026, 11, 27), at=clock.now,
    )  # fmt: skip
    assert round_of_mail(clock) == 1
    assert "donderdag 26 november" in text(server)


@pytest.mark.usefixtures("long_ago")
def test_whoever_is_away_gets_none(server: Server, clock: Hands, anna: Person) -> None:
    Away.objects.create(person=anna, since=clock.now.date(), until=clock.now.date() + 4 * DAY)
    assert round_of_mail(clock) == 0
    assert server.taken == []


@pytest.mark.usefixtures("long_ago")
def test_it_waits_for_the_first_working_day(server: Server, clock: Hands, anna: Person) -> None:
    anna.working_days.create(weekday=2, starts="09:00", ends="17:00")
    assert round_of_mail(clock) == 0
    clock.move(2 * DAY)
    assert round_of_mail(clock) == 1
    assert len(server.taken) == 1


@pytest.mark.usefixtures("long_ago")
def test_there_is_never_a_second_in_a_week(server: Server, clock: Hands) -> None:
    at = []
    for _ in range(24 * 22):  # every hour for three weeks
        if round_of_mail(clock):
            at.append(clock.now)
        clock.move(timedelta(hours=1))
    assert len(at) >= 3
    assert all(after - before >= 6 * DAY for before, after in itertools.pairwise(at))
    assert len({f"{one:%G-%V}" for one in at}) == len(at) == len(set(server.ids))


@pytest.mark.usefixtures("long_ago")
def test_whoever_stopped_it_gets_none_until_they_want_it_again(
    server: Server, clock: Hands, anna: Person
) -> None:
    stop(anna, kind=Kind.LETTER, now=clock.now)
    assert round_of_mail(clock) == 0
    resume(anna, kind=Kind.LETTER)
    assert round_of_mail(clock) == 1
    assert len(server.taken) == 1


def test_a_wish_is_mailed_once_at_once_in_one_line(
    server: Server, clock: Hands, connection: Connection, anna: Person, bram: Person
) -> None:
    wish(connection, by=bram, now=clock.now)
    stop(anna, kind=Kind.LETTER, now=clock.now)
    assert [round_of_mail(clock), round_of_mail(clock)] == [1, 0]
    (mail,) = server.taken
    assert mail["To"] == anna.email
    assert mail["Subject"] == "Bram wil gehoord worden. Bel of loop vandaag even langs."
    line, address, _ = text(server).split("\n\n")
    assert (line, address) == (mail["Subject"], "http://localhost:8000/")


def test_a_leader_s_wish_reads_as_an_invitation(
    server: Server, clock: Hands, connection: Connection, anna: Person
) -> None:
    wish(connection, by=anna, now=clock.now)
    round_of_mail(clock)
    assert "Anna wil je graag spreken" in server.taken[0]["Subject"]


def test_a_wish_taken_back_in_time_is_not_mailed(
    server: Server, clock: Hands, connection: Connection, bram: Person
) -> None:
    one = wish(connection, by=bram, now=clock.now)
    server.says.append("451 later")
    assert round_of_mail(clock) == 0
    one.end(one.Ending.WITHDRAWN, at=clock.now)
    clock.move(timedelta(hours=2))
    assert round_of_mail(clock) == 0
    assert server.taken == []
    assert not Mailing.objects.waiting().filter(kind=Kind.WISH).exists()


def test_a_letter_is_in_the_language_of_its_reader(
    server: Server, clock: Hands, long_ago: Spoken
) -> None:
    long_ago.by.language = "en-gb"
    long_ago.by.save()
    round_of_mail(clock)
    assert "It is 40 days" in text(server)
