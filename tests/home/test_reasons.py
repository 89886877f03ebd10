"""The reason is said with the numbers it rests on."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import translation

from tests.home.conftest import MONDAY, NOON, MakeContact, call_hint
from tevoet.engines.mirror.hintbook import Settings
from tevoet.home.reasons import RULES, day_name, lead, mailed, rules, sentences, silent
from tevoet.smallthings.pending import Matter
from tevoet.smallthings.today import Act, Reason


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English, in which the sentences are written."""
    with translation.override("en-gb"):
        yield


def said(act: Act) -> str:
    """Return the whole reason."""
    return " ".join(sentences(act, MONDAY))


def test_a_hint_says_turns_and_days(make_contact: MakeContact) -> None:
    act = Act(make_contact(voice_days=24), Reason.CALL, call_hint(reason="third_person_joined"))
    assert lead(act) == "Give Bram a call"
    assert said(act) == (
        "You two mailed back and forth 6 times since Thursday. Halfway somebody else was added. "
        "You and Bram really spoke 24 days ago."
    )


def test_most_outside_hours_is_said() -> None:
    assert "outside the working hours" in mailed(call_hint(reason="outside_hours"), MONDAY)[1]


def test_not_met_says_both_numbers_and_walks(make_contact: MakeContact) -> None:
    act = Act(make_contact(in_person_days=45), Reason.NOT_MET)
    assert lead(act) == "Walk over to Bram"
    assert "45 days ago. Your own limit is 30 days." in said(act)


def test_no_voice_says_the_limit(make_contact: MakeContact) -> None:
    act = Act(make_contact(voice_days=20), Reason.NO_VOICE)
    assert said(act).endswith("20 days ago. Your own limit for speaking is 14 days.")


def test_waiting_mail_is_counted(make_contact: MakeContact) -> None:
    one = Act(make_contact(waiting=1), Reason.WAITING)
    two = Act(make_contact(waiting=2), Reason.WAITING)
    assert said(one).startswith("A mail from Bram has been waiting")
    assert said(two).startswith("2 mails from Bram have been waiting")


def test_not_visible_is_not_called_no_contact(make_contact: MakeContact) -> None:
    act = Act(make_contact(voice_days=None), Reason.NOT_VISIBLE)
    assert "not visible here" in said(act)
    assert "no contact" not in said(act)


def test_without_a_number_one_walks(make_contact: MakeContact) -> None:
    assert lead(Act(make_contact(phone="", voice_days=20), Reason.NO_VOICE)) == "Walk over to Bram"


def test_why_this_tells_all_rules_and_marks_one(make_contact: MakeContact) -> None:
    told = rules(Act(make_contact(), Reason.WAITING), Settings())
    assert [rule.is_this for rule in told] == [reason is Reason.WAITING for reason in Reason]
    assert set(RULES) == set(Reason)


def test_a_day_is_named_within_a_week_and_dated_before() -> None:
    assert day_name(NOON - timedelta(days=6), MONDAY) == "Tuesday"
    assert day_name(NOON - timedelta(days=7), MONDAY) == "16 November"


def test_a_silence_read_from_a_hint_says_its_limit() -> None:
    assert (
        "24 days ago; the limit is 14" in silent("Bram", "no_voice", {"days": 24, "limit": 14})[0]
    )
    assert "not visible here" in silent("Bram", "voice_not_visible", {"limit": 14})[0]


def test_a_wish_says_since_when_and_asks_for_no_reason(make_contact: MakeContact) -> None:
    act = Act(make_contact(voice_days=9), Reason.WISH, matter=Matter(1, NOON))
    assert lead(act) == "Give Bram a call"
    assert said(act).startswith("Bram wants to be heard by you, since Monday. Why, you will hear.")
    invited = Act(make_contact(), Reason.WISH, matter=Matter(1, NOON, is_invitation=True))
    assert said(invited).startswith("Bram would like to speak with you, since Monday.")


def test_what_needs_only_oneself_says_its_day(make_contact: MakeContact) -> None:
    held = Act(make_contact(), Reason.LOOK_BACK, matter=Matter(1, NOON))
    assert (lead(held), said(held)[:20]) == (
        "Look back on your talk with Bram",
        "You spoke on Monday.",
    )
    promised = Act(make_contact(), Reason.PROMISE, matter=Matter(1, MONDAY - timedelta(days=9)))
    assert lead(promised) == "Do what you promised Bram"
    assert "It was for 14 November." in said(promised)


def test_who_planned_it_is_said(make_contact: MakeContact) -> None:
    assert said(Act(make_contact(), Reason.PLANNED)).startswith("You planned this yourself.")
    together = Act(make_contact(), Reason.PLANNED, matter=Matter(1, MONDAY))
    assert said(together).startswith("You planned this together.")


def test_a_planned_day_that_passed_is_asked_about(make_contact: MakeContact) -> None:
    act = Act(make_contact(), Reason.PLANNED, matter=Matter(1, MONDAY - timedelta(days=3)))
    assert lead(act, today=MONDAY) == "Did you speak with Bram?"
    assert said(act).startswith("You planned it together for Friday.")
    today = Act(make_contact(), Reason.PLANNED, matter=Matter(1, MONDAY))
    assert lead(today, today=MONDAY) == "Today you speak with Bram"
