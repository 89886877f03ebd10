"""What the example plans is true whatever the moment: weekday, weekend, holiday, clock change."""

from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from tevoet.adapters.example.contacts import contacts_of_anna
from tevoet.adapters.example.days import Days
from tevoet.adapters.example.people import person
from tevoet.adapters.example.planted import write_ping_pong, write_waiting
from tevoet.adapters.example.post import Post

ZONE = ZoneInfo("Europe/Amsterdam")
any_now = st.datetimes(datetime(2026, 1, 1), datetime(2031, 12, 31)).map(  # noqa: DTZ001 - zone below
    lambda now: now.replace(tzinfo=ZONE)
)


def since(days: Days, key: str, *channels: str) -> int:
    """Count the days since the last talk by one of these channels, whole days by the calendar."""
    found = [
        contact.at for contact in contacts_of_anna(days)
        if contact.person.key == key and contact.channel in channels
    ]  # fmt: skip
    return (days.today - max(found).date()).days


@settings(deadline=None)
@given(any_now)
def test_the_last_talks_are_as_long_ago_as_promised(now: datetime) -> None:
    days = Days(now)
    assert since(days, "bram", "in_person", "phone", "video") == 24
    assert since(days, "mila", "phone") <= 14
    assert since(days, "mila", "in_person") > 30
    assert since(days, "joris", "in_person") <= 12
    assert since(days, "ruben", "video", "in_person") <= 14
    assert since(days, "fatma", "in_person") <= (days.today - days.before_today(1)).days
    assert since(days, "noor", "in_person", "phone", "video") > 14


@settings(deadline=None)
@given(any_now)
def test_no_talk_ends_after_now(now: datetime) -> None:
    for contact in contacts_of_anna(Days(now)):
        assert contact.at + timedelta(minutes=contact.minutes) <= now


@settings(deadline=None)
@given(any_now)
def test_the_mail_with_bram_lies_in_the_last_four_working_days_without_a_silence(
    now: datetime,
) -> None:
    days = Days(now)
    post = Post(person("anna"), days, Random(1))  # noqa: S311 - an example, no secret
    write_ping_pong(post)
    times = [letter.at for letter in post.letters]
    assert len(times) == 7
    assert times[0].date() >= days.before_today(4)
    assert all(timedelta() < later - one < timedelta(hours=48) for one, later in pairwise(times))


@settings(deadline=None)
@given(any_now)
def test_rubens_mail_came_three_working_days_ago(now: datetime) -> None:
    days = Days(now)
    post = Post(person("anna"), days, Random(1))  # noqa: S311 - an example, no secret
    write_waiting(post)
    assert [letter.at.date() for letter in post.letters] == [days.before_today(3)]
