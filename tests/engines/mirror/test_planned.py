"""Known values of one-to-ones that were planned, of room, and of the compatibility view."""

import pytest

from tests.engines.mirror.made import (
    ANNA,
    BRAM,
    CARLA,
    HOUR,
    NOW,
    at,
    mail,
    settings,
    spoke,
)  # fmt: skip
from tevoet.adapters.tables.moments import MomentTable
from tevoet.engines.mirror.reading import summary
from tevoet.engines.mirror.settings import MirrorSettings
from tevoet.engines.mirror.summary import Number, PersonSummary, Summary
from tevoet.engines.mirror.viva import cadence_class
from tevoet.engines.moments.records import CANCELLED, MOVED, Change, Channel, Moment

DAY = 24 * HOUR
NOTHING = {"planned": 0, "moved": 0, "cancelled": 0, "mailed": 0}


def read(*moments: Moment, changed: tuple[Change, ...] = (), **rest: object) -> Summary:
    given = rest.get("given") or settings()
    assert isinstance(given, MirrorSettings)
    with MomentTable() as table:
        table.add(moments)
        table.add_changes(changed, "agenda")
        return summary(table, given)


def bram(found: Summary) -> PersonSummary:
    person = found.person(BRAM)
    assert person is not None
    return person


def planned(when: int, **rest: object) -> Moment:
    """Make a meeting of Anna and Bram that stands in a calendar."""
    return spoke(BRAM, when, Channel.IN_PERSON, **rest)._replace(conversation=99)


def rescheduled(*moments: Moment, changed: tuple[Change, ...] = ()) -> dict[str, Number] | None:
    return bram(read(*moments, changed=changed)).counted.get("rescheduled@1")


def test_without_a_calendar_nothing_was_planned() -> None:
    assert rescheduled(spoke(BRAM, NOW - DAY), mail(BRAM, (ANNA,), NOW - DAY)) is None


def test_a_meeting_that_was_moved_counts_once_at_its_first_time() -> None:
    meeting = planned(NOW - DAY)
    change = Change(meeting.id, NOW - 2 * DAY, MOVED, BRAM)
    assert rescheduled(meeting, changed=(change,)) == {**NOTHING, "planned": 1, "moved": 1}


def test_a_meeting_moved_and_left_out_of_its_series_was_moved() -> None:
    meeting = planned(NOW - DAY)
    both = tuple(Change(meeting.id, NOW - 2 * DAY, kind, BRAM) for kind in (CANCELLED, MOVED))
    assert rescheduled(meeting, changed=both) == {**NOTHING, "planned": 1, "moved": 1}


def test_what_was_cancelled_before_the_window_or_lies_ahead_is_left_out() -> None:
    far = (Change(1, NOW - 29 * DAY, CANCELLED, BRAM), Change(2, NOW + DAY, CANCELLED, BRAM))
    assert rescheduled(planned(NOW - DAY), changed=far) == {**NOTHING, "planned": 1}


@pytest.mark.parametrize(("hours", "mailed"), [(1, 1), (72, 1), (73, 0), (-1, 0)])
def test_mail_instead_comes_within_three_days(hours: int, mailed: int) -> None:
    meeting = planned(NOW - 5 * DAY, confirmed=False)
    written = mail(ANNA, (BRAM,), NOW - 5 * DAY + hours * HOUR)
    assert rescheduled(meeting, written) == {**NOTHING, "planned": 1, "mailed": mailed}


def test_a_mail_after_a_talk_is_no_mail_instead() -> None:
    written = mail(ANNA, (BRAM,), NOW - 4 * DAY)
    assert rescheduled(planned(NOW - 5 * DAY), written) == {**NOTHING, "planned": 1}
    loose, talk = planned(NOW - 5 * DAY, confirmed=False), spoke(BRAM, NOW - 3 * DAY)
    assert rescheduled(loose, written, talk) == {**NOTHING, "planned": 1}


def room(*moments: Moment, reserved: tuple[tuple[int, int], ...] = ()) -> dict[str, Number]:
    return read(*moments, given=settings(window_days=7, reserved=reserved)).own["room_share@1"]


def test_a_free_block_under_half_an_hour_is_no_room() -> None:
    """Of five working days one hour and 20 minutes between two talks are gone."""
    first, second = at("2026-11-05 09:00"), at("2026-11-05 09:50")
    found = room(planned(first), planned(second))
    assert found["working_minutes"] == 5 * 8 * 60
    assert found["free_minutes"] == 5 * 8 * 60 - 80


def test_talks_at_the_same_time_and_at_night_take_no_time_twice() -> None:
    evening, noon = at("2026-11-04 20:00"), at("2026-11-05 11:00")
    longer = planned(noon, minutes=90.0)
    found = room(planned(evening), longer, planned(noon), planned(noon + 1800, confirmed=False))
    assert found["free_minutes"] == 5 * 8 * 60 - 90


def test_what_is_kept_for_people_counts_within_working_hours() -> None:
    early = at("2026-11-05 07:00")  # 08:00 in Amsterdam
    found = room(planned(NOW - DAY * 30), reserved=((early, early + 2 * HOUR),))
    assert found["reserved_minutes"] == 60
    assert found["reserved"] == pytest.approx(60 / 2400)


def test_never_answered_counts_there_and_not_here() -> None:
    meetings = [planned(NOW - n * 7 * DAY + HOUR, confirmed=False, minutes=60.0) for n in (1, 2)]
    person = bram(read(*meetings))
    assert person.figures["under_15@1"] == 0
    assert person.counted["under_15@1"] == {"minutes": 30.0}
    assert person.figures["one_to_one_minutes@1"] == 0


def test_the_cadence_there_spreads_over_weeks_without_any() -> None:
    """The example of the page: four weekly meetings, and then none until week 26."""
    monday = at("2026-05-18 10:00")
    meetings = [planned(monday + n * 7 * DAY) for n in range(4)]
    person = bram(read(*meetings))
    assert person.figures["one_to_one_cadence@1"] == pytest.approx(26 / 4)
    assert person.counted["one_to_one_cadence@1"] == {"weeks_with": 4, "weeks": 26}
    assert [cadence_class(weeks) for weeks in (0.5, 3, 10, 10.1)] == ["<1", "3-6", ">10", ">10"]


def test_a_network_has_contact_both_ways() -> None:
    one_way = [mail(ANNA, (CARLA,), NOW - HOUR), mail(ANNA, (CARLA,), NOW - 2 * HOUR)]
    both = [mail(ANNA, (BRAM,), NOW - HOUR), mail(BRAM, (ANNA,), NOW - 3 * HOUR)]
    assert read(*one_way, *both).own["network_size@1"] == {"value": 1, "older": 2}
