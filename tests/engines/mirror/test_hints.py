"""When a hint comes, how strong it is, and when it stays away."""

import pytest

from tests.engines.mirror.made import ANNA, BRAM, CARLA, HOUR, NOW, at, mail, settings, spoke
from tests.engines.mirror.test_figures import DAY, read
from tevoet.engines.mirror.settings import Limits, MirrorSettings, Rhythm
from tevoet.engines.mirror.summary import Hint, Summary
from tevoet.engines.moments.records import Channel, Moment

MONDAY = at("2026-11-02 09:00")  # 10:00 in Amsterdam


def back_and_forth(mails: int, gap: int = HOUR // 2, begin: int = MONDAY) -> list[Moment]:
    pairs = [(ANNA, BRAM), (BRAM, ANNA)]
    return [mail(pairs[n % 2][0], (pairs[n % 2][1],), begin + n * gap) for n in range(mails)]


def calls(found: Summary) -> list[Hint]:
    return [hint for hint in found.hints if hint.kind == "better_as_a_call"]


@pytest.mark.parametrize(
    ("mails", "strength", "reason"),
    [(4, None, None), (5, "soft", "turns"), (6, "soft", "turns"), (7, "firm", "many_turns")],
)
def test_turns_are_changes_of_writer(mails: int, strength: str | None, reason: str | None) -> None:
    found = [(hint.strength, hint.reason) for hint in calls(read(*back_and_forth(mails)))]
    assert found == ([(strength, reason)] if strength else [])


def test_a_hint_says_with_whom_when_and_which_conversation() -> None:
    (hint,) = calls(read(*back_and_forth(5)))
    assert (hint.person, hint.turns, hint.conversation_hash) == (BRAM, 4, f"{7:016x}")
    assert (hint.from_at, hint.until_at) == (MONDAY, MONDAY + 2 * HOUR)


def test_somebody_added_midway_makes_it_firm() -> None:
    mails = back_and_forth(5)
    mails[2] = mail(ANNA, (BRAM,), mails[2].at, cc=(CARLA,))
    (hint,) = calls(read(*mails))
    assert (hint.strength, hint.reason) == ("firm", "third_person_joined")


def test_somebody_who_was_there_from_the_start_does_not() -> None:
    mails = [
        mail(one.sender, (one.people[1].address,), one.at, cc=(CARLA,)) for one in back_and_forth(5)
    ]
    (hint,) = calls(read(*mails))
    assert hint.strength == "soft"


def test_mostly_outside_both_peoples_hours_makes_it_firm() -> None:
    evening = back_and_forth(5, begin=at("2026-11-02 18:00"))
    (hint,) = calls(read(*evening))
    assert (hint.strength, hint.reason) == ("firm", "outside_hours")
    elsewhere = settings(rhythms={BRAM: Rhythm("America/New_York")})
    assert [one.strength for one in calls(read(*evening, given=elsewhere))] == ["soft"]


def test_turns_spread_over_more_than_five_working_days_are_no_hint() -> None:
    slow = [(ANNA, BRAM), (ANNA, BRAM), (BRAM, ANNA), (BRAM, ANNA)] * 3
    begin = at("2026-10-15 09:00")
    mails = [mail(a, (b,), begin + n * 47 * HOUR) for n, (a, b) in enumerate(slow)]
    assert calls(read(*mails)) == []
    quick = [one._replace(at=begin + n * 24 * HOUR) for n, one in enumerate(mails)]
    assert [hint.turns for hint in calls(read(*quick))] == [5]


def test_at_most_one_hint_per_person_and_day_the_strongest() -> None:
    soft = back_and_forth(5)
    firm = [one._replace(conversation=8, id=one.id + 10**6) for one in back_and_forth(8)]
    assert [(one.strength, one.turns) for one in calls(read(*soft, *firm))] == [("firm", 7)]


def not_met(found: Summary) -> list[tuple[str, str, dict[str, int]]]:
    hints = [hint for hint in found.hints if hint.kind == "not_met"]
    return [(hint.person, hint.reason, hint.parameters) for hint in hints]


@pytest.mark.parametrize(
    ("days", "expected"), [(14, []), (15, [(BRAM, "no_voice", {"limit": 14, "days": 15})])]
)
def test_a_voice_limit_passes_after_its_last_day(
    days: int, expected: list[tuple[str, str, dict[str, int]]]
) -> None:
    assert not_met(read(spoke(BRAM, NOW - days * DAY, Channel.VIDEO))) == expected


def test_a_phone_call_is_voice_and_no_meeting() -> None:
    moments = (spoke(BRAM, NOW - 31 * DAY, Channel.IN_PERSON), spoke(BRAM, NOW - DAY))
    assert not_met(read(*moments)) == [(BRAM, "no_in_person", {"limit": 30, "days": 31})]


def test_ones_own_limits_go_before_the_defaults() -> None:
    patient = settings(limits={BRAM: Limits(None, 60)})
    moments = (spoke(BRAM, NOW - 40 * DAY, Channel.IN_PERSON), mail(BRAM, (ANNA,), NOW - DAY))
    assert not_met(read(*moments, given=patient)) == []
    assert [reason for _, reason, _ in not_met(read(*moments))] == ["no_voice"]
    assert (
        not_met(read(*moments, given=MirrorSettings(NOW, frozenset({ANNA}), default_limits=None)))
        == []
    )


def test_mail_alone_is_called_not_visible_and_only_when_seen_long_enough() -> None:
    both_ways = (mail(BRAM, (ANNA,), NOW - 15 * DAY), mail(ANNA, (BRAM,), NOW - DAY))
    assert not_met(read(*both_ways)) == [(BRAM, "voice_not_visible", {"limit": 14})]
    assert not_met(read(*(one._replace(at=NOW - DAY) for one in both_ways))) == []


def test_who_never_answered_is_nobody_to_meet() -> None:
    assert not_met(read(mail(BRAM, (ANNA,), NOW - 20 * DAY), mail(CARLA, (ANNA,), NOW))) == []
