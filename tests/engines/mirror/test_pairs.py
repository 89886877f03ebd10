"""Known values of the rhythm, the balance and the replies of two people."""

from datetime import time

import pytest

from tests.engines.mirror.made import ANNA, BRAM, CARLA, HOUR, NOW, at, mail, settings, spoke
from tevoet.adapters.tables.moments import MomentTable
from tevoet.engines.mirror.reading import summary
from tevoet.engines.mirror.settings import MirrorSettings, Rhythm
from tevoet.engines.mirror.summary import PersonSummary, Replied
from tevoet.engines.moments.records import Channel, Moment

DAY = 24 * HOUR


def bram(*moments: Moment, given: MirrorSettings | None = None) -> PersonSummary:
    with MomentTable() as table:
        table.add(moments)
        found = summary(table, given or settings()).person(BRAM)
    assert found is not None
    return found


def test_the_cadence_is_the_median_gap_between_days() -> None:
    talks = [spoke(BRAM, NOW - days * DAY) for days in (1, 8, 22)]
    assert bram(*talks).figures["cadence_weeks@1"] == pytest.approx(1.5)


def test_two_talks_on_one_day_are_one() -> None:
    talks = [spoke(BRAM, at) for at in (NOW - HOUR, NOW - 2 * HOUR, NOW - 14 * DAY)]
    assert bram(*talks).figures["cadence_weeks@1"] == pytest.approx(2.0)


def test_a_gap_may_begin_before_the_window() -> None:
    talks = [spoke(BRAM, NOW - days * DAY) for days in (1, 43)]
    assert bram(*talks).figures["cadence_weeks@1"] == pytest.approx(6.0)


def test_one_talk_gives_no_cadence() -> None:
    assert bram(spoke(BRAM, NOW - DAY)).figures["cadence_weeks@1"] is None


def test_replies_are_counted_for_both_sides() -> None:
    person = bram(
        mail(BRAM, (ANNA,), NOW - 50 * HOUR, talk=1),
        mail(ANNA, (BRAM,), NOW - 47 * HOUR, talk=1),
        mail(BRAM, (ANNA,), NOW - 42 * HOUR, talk=1),
    )
    assert person.replies == {
        "theirs": Replied(3.0, 1, 1),
        "mine": Replied(5.0, 1, 0),
    }


def test_while_more_than_half_wait_there_is_no_median() -> None:
    asked = [mail(BRAM, (ANNA,), NOW - n * HOUR, talk=n) for n in (10, 20, 30)]
    person = bram(*asked, mail(ANNA, (BRAM,), NOW - 9 * HOUR, talk=10))
    assert person.replies["theirs"] == Replied(None, 1, 2)


def test_a_mail_that_waits_holds_the_median_up() -> None:
    """Of three mails two were answered after 1 and 4 hours; one has waited 2 hours so far."""
    person = bram(
        mail(BRAM, (ANNA,), NOW - 40 * HOUR, talk=1),
        mail(ANNA, (BRAM,), NOW - 39 * HOUR, talk=1),
        mail(BRAM, (ANNA,), NOW - 30 * HOUR, talk=2),
        mail(ANNA, (BRAM,), NOW - 26 * HOUR, talk=2),
        mail(BRAM, (ANNA,), NOW - 2 * HOUR, talk=3),
    )
    assert person.replies["theirs"] == Replied(4.0, 2, 1)


def test_a_reply_to_somebody_else_in_the_conversation_is_a_reply() -> None:
    person = bram(
        mail(BRAM, (ANNA,), NOW - 9 * HOUR, talk=1), mail(ANNA, (CARLA,), NOW - 8 * HOUR, talk=1)
    )
    assert person.replies["theirs"] == Replied(1.0, 1, 0)


def test_reciprocity_is_the_smaller_side_over_the_larger() -> None:
    got = [mail(BRAM, (ANNA,), NOW - n * HOUR) for n in range(1, 5)]
    person = bram(*got, mail(ANNA, (BRAM,), NOW - HOUR))
    assert person.figures["reciprocity@1"] == pytest.approx(1 / 4)


def test_only_group_meetings_are_told() -> None:
    among_more = spoke((BRAM, CARLA), NOW - DAY, Channel.IN_PERSON)
    assert bram(among_more).figures["group_only@1"] == 1
    assert bram(among_more, spoke(BRAM, NOW - DAY)).figures["group_only@1"] == 0
    assert bram(mail(BRAM, (ANNA,), NOW - HOUR)).figures["group_only@1"] is None


def test_mail_outside_the_hours_of_the_receiver_is_counted() -> None:
    mails = [
        mail(ANNA, (BRAM,), at("2026-11-05 09:00")),  # Thursday, 10:00 in Amsterdam
        mail(ANNA, (BRAM,), at("2026-11-05 20:00")),  # 21:00
        mail(ANNA, (BRAM,), at("2026-11-07 10:00")),  # Saturday
        mail(BRAM, (ANNA,), at("2026-11-07 10:00")),  # not mine
    ]
    assert bram(*mails).figures["after_hours_sent@1"] == 2
    evenings = {BRAM: Rhythm(opens=time(18), closes=time(22))}
    assert bram(*mails, given=settings(rhythms=evenings)).figures["after_hours_sent@1"] == 2
