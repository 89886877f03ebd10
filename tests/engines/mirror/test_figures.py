"""Known values, figure by figure, on moments made by hand."""

from datetime import date

import pytest

from tests.engines.mirror.made import (
    ANNA,
    ANNA_TOO,
    BRAM,
    BRAM_PHONE,
    CARLA,
    HOUR,
    NOW,
    at,
    mail,
    settings,
    spoke,
)
from tevoet.adapters.tables.moments import MomentTable
from tevoet.engines.mirror.reading import summary
from tevoet.engines.mirror.settings import MirrorSettings, Rhythm
from tevoet.engines.mirror.summary import PersonSummary, Summary, Talked
from tevoet.engines.moments.records import Channel, Moment

DAY = 24 * HOUR


def read(*moments: Moment, given: MirrorSettings | None = None) -> Summary:
    with MomentTable() as table:
        table.add(moments)
        return summary(table, given or settings())


def bram(*moments: Moment, given: MirrorSettings | None = None) -> PersonSummary:
    found = read(*moments, given=given).person(BRAM)
    assert found is not None
    return found


def test_contacts_are_counted_by_channel_with_their_minutes() -> None:
    person = bram(
        mail(BRAM, (ANNA,), NOW - HOUR),
        spoke(BRAM, NOW - 2 * HOUR, minutes=20.0),
        spoke(BRAM, NOW - 3 * HOUR, minutes=10.0),
        spoke((BRAM, CARLA), NOW - 4 * HOUR, Channel.VIDEO, minutes=None),
    )
    assert person.contacts_by_channel == {
        "mail": Talked(1, 0.0),
        "phone": Talked(2, 30.0),
        "video": Talked(1, 0.0),
    }


def test_those_who_got_the_same_mail_had_no_contact_with_each_other() -> None:
    found = read(mail(BRAM, (ANNA,), NOW - HOUR, cc=(CARLA,)))
    assert [person.key for person in found.people] == [BRAM]


def test_a_mail_to_myself_is_with_nobody() -> None:
    assert read(mail(ANNA, (ANNA_TOO,), NOW - HOUR)).people == ()


def test_the_window_begins_just_after_its_first_second() -> None:
    inside = bram(mail(BRAM, (ANNA,), NOW - 28 * DAY + 1))
    outside = bram(mail(BRAM, (ANNA,), NOW - 28 * DAY))
    assert inside.contacts_by_channel == {"mail": Talked(1, 0.0)}
    assert outside.contacts_by_channel == {}
    assert outside.received == 1


def test_moments_after_now_never_count_in_figures() -> None:
    found = read(spoke(BRAM, NOW + 1), mail(BRAM, (ANNA,), NOW + 1))
    assert found.people == ()
    assert (found.moments, found.future) == ({"phone": 1, "mail": 1}, 2)


def test_only_confirmed_human_contact_of_the_two_gives_minutes() -> None:
    person = bram(
        spoke(BRAM, NOW - HOUR, Channel.IN_PERSON, minutes=45.0),
        spoke(BRAM, NOW - 2 * HOUR, Channel.UNKNOWN, minutes=60.0),
        spoke(BRAM, NOW - 3 * HOUR, Channel.VIDEO, minutes=60.0, confirmed=False),
        spoke((BRAM, CARLA), NOW - 4 * HOUR, Channel.VIDEO, minutes=60.0),
    )
    assert person.figures["one_to_one_minutes@1"] == 45.0
    assert person.unconfirmed == Talked(1, 60.0)


def test_mail_groups_and_calls_nobody_answered_do_not_reset_the_clock() -> None:
    person = bram(
        spoke(BRAM, at("2026-10-30 09:00"), minutes=None),
        spoke(BRAM, NOW - HOUR, minutes=0.0),
        spoke((BRAM, CARLA), NOW - HOUR, Channel.IN_PERSON),
        spoke(BRAM, NOW - HOUR, Channel.CHAT, minutes=None),
        mail(BRAM, (ANNA,), NOW - HOUR),
    )
    assert person.figures["last_human_contact_days@1"] == 10
    assert person.last_human_contact_at == at("2026-10-30 09:00")


def test_days_are_local_also_in_the_night_the_clocks_change() -> None:
    just_after_midnight = spoke(BRAM, at("2026-10-24 22:30"))  # 25 October, 00:30 summer time
    before_midnight = spoke(CARLA, at("2026-10-25 22:30"))  # 25 October, 23:30 winter time
    found = read(just_after_midnight, before_midnight, given=settings(at("2026-10-26 08:00")))
    days = {one.key: one.figures["last_human_contact_days@1"] for one in found.people}
    assert days == {BRAM: 1, CARLA: 1}


def test_the_share_of_mail_counts_exchanges_and_not_mails() -> None:
    person = bram(
        mail(BRAM, (ANNA,), NOW - 90 * HOUR, 1),
        mail(ANNA, (BRAM,), NOW - 80 * HOUR, 1),
        mail(BRAM, (ANNA,), NOW - 31 * HOUR, 1),  # 49 hours of silence: a second exchange
        mail(BRAM, (ANNA,), NOW - 30 * HOUR, 2),
        spoke(BRAM, NOW - HOUR, Channel.UNKNOWN),
    )
    assert person.figures["mail_share@1"] == pytest.approx(3 / 4)


def test_a_silence_of_exactly_48_hours_does_not_end_an_exchange() -> None:
    person = bram(
        mail(BRAM, (ANNA,), NOW - 49 * HOUR, 1),
        mail(ANNA, (BRAM,), NOW - HOUR, 1),
        spoke(BRAM, NOW - HOUR),
    )
    assert person.figures["mail_share@1"] == 0.5


def test_a_mail_to_many_that_nobody_answered_is_no_exchange_of_the_two() -> None:
    everyone = mail(ANNA, (BRAM, CARLA, "dirk@elsewhere.example"), NOW - HOUR)
    person = bram(everyone)
    assert person.figures["mail_share@1"] is None
    assert person.figures["who_starts@1"] is None
    assert person.contacts_by_channel == {"mail": Talked(1, 0.0)}


def test_i_started_half_of_what_we_have() -> None:
    person = bram(
        mail(ANNA, (BRAM,), NOW - 9 * HOUR, 1),
        mail(BRAM, (ANNA,), NOW - 8 * HOUR, 1),
        mail(BRAM, (ANNA,), NOW - 7 * HOUR, 2),
        spoke(BRAM, NOW - 6 * HOUR, sender=BRAM),
        spoke(BRAM, NOW - 5 * HOUR, sender=ANNA),
        spoke(BRAM, NOW - 4 * HOUR, sender=""),
        mail(ANNA, (BRAM,), NOW - 29 * DAY, 3),
        mail(BRAM, (ANNA,), NOW - 28 * DAY + HOUR, 3),  # began before the window
    )
    assert person.figures["who_starts@1"] == 0.5


def test_unnamed_conversations_are_each_their_own() -> None:
    person = bram(
        mail(BRAM, (ANNA,), NOW - 9 * HOUR, 0),
        mail(ANNA, (BRAM,), NOW - 8 * HOUR, 0),
        mail(ANNA, (BRAM,), NOW - 7 * HOUR, 0),
    )
    assert person.figures["who_starts@1"] == pytest.approx(2 / 3)


WAITING = [
    ("2026-11-05 11:59", 1),  # Thursday, one minute more than two working days before Monday
    ("2026-11-05 12:00", 0),  # exactly two
    ("2026-11-06 12:00", 0),
    ("2026-10-23 11:00", 1),  # before the clocks went back
]


@pytest.mark.parametrize(("written", "count"), WAITING)
def test_a_mail_waits_when_over_two_working_days_old(written: str, count: int) -> None:
    assert bram(mail(BRAM, (ANNA,), at(written))).figures["waiting_for_me@1"] == count


def test_a_public_holiday_is_no_working_day() -> None:
    friday_off = settings(rhythm=Rhythm(holidays=frozenset({date(2026, 11, 6)})))
    thursday = mail(BRAM, (ANNA,), at("2026-11-05 10:00"))
    assert bram(thursday).figures["waiting_for_me@1"] == 1
    assert bram(thursday, given=friday_off).figures["waiting_for_me@1"] == 0


def test_two_working_days_over_a_change_of_clocks_end_at_the_same_time_of_day() -> None:
    friday = mail(BRAM, (ANNA,), at("2026-10-23 08:00"))  # 10:00 summer time
    at_ten, after_ten = settings(at("2026-10-27 09:00")), settings(at("2026-10-27 09:01"))
    assert bram(friday, given=at_ten).figures["waiting_for_me@1"] == 0
    assert bram(friday, given=after_ten).figures["waiting_for_me@1"] == 1


OLD = at("2026-11-02 09:00")


@pytest.mark.parametrize(
    ("answer", "count"),
    [
        (mail(ANNA, (BRAM,), OLD), 0),  # dated before its parent, clamped to it
        (mail(ANNA_TOO, (CARLA,), OLD + DAY), 0),  # the conversation went on
        (mail(ANNA, (BRAM,), OLD - 1), 1),
        (mail(ANNA, (BRAM,), OLD + DAY, 8), 1),  # another conversation
        (mail(ANNA, (BRAM,), NOW + 1), 1),
        (spoke(BRAM, OLD + DAY), 1),
    ],
)
def test_a_mail_is_answered_by_mine_in_the_conversation(answer: Moment, count: int) -> None:
    person = bram(mail(BRAM, (ANNA,), OLD), answer)
    assert person.figures["waiting_for_me@1"] == count
    assert person.waiting_oldest_at == (OLD if count else None)


def test_mail_to_many_or_in_copy_does_not_wait_for_me() -> None:
    person = bram(
        mail(BRAM, (ANNA, CARLA, "dirk@elsewhere.example"), OLD),
        mail(BRAM, (CARLA,), OLD, cc=(ANNA,)),
        mail(BRAM, (ANNA, CARLA), OLD),
        mail(BRAM, (ANNA, ANNA_TOO), OLD, cc=(BRAM,)),
    )
    assert person.figures["waiting_for_me@1"] == 2


def test_two_addresses_and_a_number_can_be_one_person() -> None:
    given = settings(aliases={BRAM: "bram", BRAM_PHONE: "bram"})
    found = read(mail(BRAM, (ANNA,), NOW - DAY), spoke(BRAM_PHONE, NOW - HOUR), given=given)
    assert [(one.key, one.addresses) for one in found.people] == [("bram", (BRAM_PHONE, BRAM))]
    assert found.people[0].figures["mail_share@1"] == 0.5


def test_the_strip_ends_with_the_running_week() -> None:
    person = bram(
        spoke(BRAM, at("2026-11-08 23:30")),  # Monday the 9th, 00:30 in Amsterdam
        spoke(BRAM, at("2026-11-08 22:30")),  # Sunday the 8th, 23:30
        spoke(BRAM, at("2026-05-17 22:00")),  # Monday 18 May, 00:00 summer time
        spoke(BRAM, at("2026-05-17 21:59")),
    )
    assert person.weekly["phone"] == (1, *[0] * 23, 1, 1)


def test_a_meeting_of_more_is_no_talk_of_the_two_in_the_strip() -> None:
    person = bram(
        spoke((BRAM, CARLA), NOW - HOUR, Channel.IN_PERSON), mail(BRAM, (ANNA,), NOW - DAY)
    )
    assert set(person.weekly) == {"group", "mail"}
    assert person.weekly["group"][-1] == 1


def test_an_empty_table_has_an_empty_summary() -> None:
    found = read()
    assert (found.people, found.hints, found.moments, found.conversations) == ((), (), {}, 0)
    assert (found.period_from, found.period_until, found.largest_conversation) == (None, None, 0)


def test_the_period_and_conversations_are_of_all_that_was_read() -> None:
    found = read(mail(BRAM, (ANNA,), 5), mail(BRAM, (ANNA,), 9), mail(CARLA, (BRAM,), 7, 8))
    assert (found.period_from, found.period_until) == (5, 9)
    assert (found.conversations, found.largest_conversation) == (2, 2)
    assert [person.key for person in found.people] == [BRAM]
