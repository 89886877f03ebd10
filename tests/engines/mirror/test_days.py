"""Working days in local time, also when the clock changes."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import settings as tuned
from hypothesis import strategies as st

from tests.engines.mirror.made import HOUR, NOW, at
from tests.engines.mirror.naive import working_seconds
from tevoet.engines.mirror.days import QUARTER, days, position, quarters, weeks
from tevoet.engines.mirror.settings import Rhythm

unhurried = tuned(deadline=None)
HOLIDAY = Rhythm(holidays=frozenset({date(2026, 11, 5)}))
ZONES = ["Europe/Amsterdam", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "America/Asuncion"]


def test_a_day_can_have_23_or_25_hours() -> None:
    autumn = days(Rhythm(), at("2026-10-24 12:00"), at("2026-10-26 12:00"))
    assert [(day.ends - day.starts) // HOUR for day in autumn] == [24, 25, 24]


def test_a_holiday_and_a_weekend_have_no_hours() -> None:
    found = days(HOLIDAY, at("2026-11-05 12:00"), at("2026-11-07 12:00"))
    assert [day.working for day in found] == [0, 1, 0]
    assert [(day.closes - day.opens) // HOUR for day in found] == [0, 8, 0]


@unhurried
@given(st.sampled_from(ZONES), st.integers(0, 200 * 24), st.integers(0, 200 * 24))
def test_the_place_among_working_days_agrees_with_counting(zone: str, a: int, b: int) -> None:
    rhythm = Rhythm(zone)
    begin, end = NOW - max(a, b) * HOUR, NOW - min(a, b) * HOUR
    calendar = days(rhythm, NOW - 200 * 24 * HOUR, NOW)
    passed = position(calendar, end) - position(calendar, begin)
    assert passed == working_seconds(begin, end, rhythm)


@unhurried
@given(st.sampled_from(ZONES), st.integers(0, 400 * 24))
def test_days_and_weeks_follow_each_other_without_a_gap(zone: str, ago: int) -> None:
    now = NOW - ago * HOUR
    calendar = days(Rhythm(zone), now - 60 * 24 * HOUR, now)
    strip = weeks(Rhythm(zone), now)
    assert all(one.ends == two.starts for one, two in pairwise(calendar))
    assert all(one.ends == two.starts for one, two in pairwise(strip))
    assert calendar[-1].starts <= now < calendar[-1].ends
    assert strip[-1].starts <= now < strip[-1].ends


def test_every_quarter_of_an_hour_has_its_week() -> None:
    by_quarter = dict(quarters(Rhythm(), NOW))
    for week in weeks(Rhythm(), NOW):
        assert by_quarter[week.starts // QUARTER] == week.week
        assert by_quarter[(week.ends - 1) // QUARTER] == week.week
