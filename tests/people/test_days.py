"""On which days somebody works."""

from datetime import UTC, date, datetime, time
from zoneinfo import available_timezones

import pytest
from django.utils.translation import override

from tevoet.people.actions.facts import Place, come_back, go_away, set_week, settle
from tevoet.people.actions.persons import leave
from tevoet.people.countries import CITIES, clocks
from tevoet.people.days import is_holiday
from tevoet.people.models import Organisation, Person

MONDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 28)


@pytest.mark.parametrize(
    ("on", "country", "part", "free"),
    [
        (date(2026, 4, 27), "NL", "", True),
        (date(2026, 4, 28), "NL", "", False),
        (date(2026, 1, 6), "DE", "BY", True),
        (date(2026, 1, 6), "DE", "BE", False),
        (date(2026, 1, 6), "DE", "unknown", False),
        (date(2026, 1, 1), "XX", "", False),
    ],
)
def test_a_public_holiday_is_of_a_country_and_its_part(
    on: date, country: str, part: str, free: bool
) -> None:
    assert is_holiday(on, country=country, subdivision=part) is free


def test_until_somebody_says_so_the_week_is_ordinary(anna: Person) -> None:
    assert anna.works_on(MONDAY)
    assert not anna.works_on(SATURDAY)


def test_part_time_days_are_free_days(anna: Person) -> None:
    set_week(anna, week={1: (time(8), time(12))})
    assert not anna.works_on(MONDAY)
    assert anna.hours_on(date(2026, 11, 24)) == (time(8), time(12))


def test_who_is_away_does_not_work_until_and_with_that_day(anna: Person) -> None:
    go_away(anna, since=MONDAY, until=date(2026, 11, 24))
    anna = Person.objects.get(pk=anna.pk)
    assert [anna.works_on(date(2026, 11, day)) for day in (23, 24, 25)] == [False, False, True]
    come_back(anna)
    assert Person.objects.get(pk=anna.pk).works_on(MONDAY)


def test_a_holiday_is_where_one_works(anna: Person) -> None:
    kings_day = date(2026, 4, 27)
    assert not anna.works_on(kings_day)
    settle(anna, place=Place(country="BE"))
    assert anna.works_on(kings_day)


def test_the_day_is_by_the_own_clock(anna: Person) -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert anna.today(late) == date(2026, 11, 24)
    settle(anna, place=Place(time_zone="America/New_York"))
    assert anna.today(late) == MONDAY


def test_who_left_does_not_work(team: object, bram: Person) -> None:
    leave(bram, on=MONDAY)
    assert not bram.works_on(MONDAY)


def people_of(organisation: Organisation, number: int) -> None:
    """Make example colleagues with a week each."""
    for count in range(number):
        person = Person(organisation=organisation, name=f"Collega {count}")
        person.save()
        set_week(person, week={0: (time(9), time(17))})


def test_asking_of_many_costs_no_more_questions(
    organisation: Organisation,
    django_assert_num_queries: object,
) -> None:
    for number in (3, 10):
        people_of(organisation, number)
        with django_assert_num_queries(2):  # type: ignore[operator]  # pytest-django's own fixture
            worked = [person.works_on(MONDAY) for person in Person.objects.with_days()]
        assert all(worked)


def test_clocks_are_named_in_the_language_of_the_page() -> None:
    for language, area, cities in (
        ("nl", "Europa", ("Brussel", "Londen", "Parijs", "Wenen")),
        ("en-gb", "Europe", ("Brussels", "London", "Paris", "Vienna")),
    ):
        with override(language):
            named, offered = clocks()[0]
        names = [name for _, name in offered]
        assert named == area
        assert set(cities) <= set(names)
        assert names == sorted(names)
        assert ("Europe/Amsterdam", "Amsterdam") in offered


def test_every_city_with_a_name_of_its_own_is_a_time_zone() -> None:
    assert set(CITIES) <= available_timezones()
