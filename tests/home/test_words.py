"""Rows, steps and figures say what is visible and no more."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import translation

from tests.home.conftest import MONDAY, MakeContact
from tevoet.engines.mirror.summary import Talked
from tevoet.home import figures, lanes, rows, steps
from tevoet.home.seen import of_contact

WEEKS: list[dict[str, int]] = [{} for _ in range(26)]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English, in which the sentences are written."""
    with translation.override("en-gb"):
        yield


def weeks(**counts: dict[int, int]) -> list[dict[str, int]]:
    """Return 26 weeks with counts per channel and place."""
    found: list[dict[str, int]] = [{} for _ in range(26)]
    for channel, places in counts.items():
        for place, number in places.items():
            found[place][channel] = number
    return found


def test_a_row_says_how_long_ago_and_how(make_contact: MakeContact) -> None:
    spoken = make_contact(voice_days=12, in_person_days=12, last_channel="phone")
    assert rows.row(spoken, []).line == "12 days ago, by phone"
    unseen = make_contact(voice_days=None, in_person_days=None)
    assert rows.row(unseen, []).line == "not visible here yet"
    assert not rows.row(unseen, []).is_long


def test_a_row_says_in_words_that_a_limit_passed(make_contact: MakeContact) -> None:
    voice = rows.row(make_contact(voice_days=24), [])
    assert (voice.line, voice.is_long) == ("24 days ago; your limit is 14 days", True)
    met = rows.row(make_contact(in_person_days=40), [])
    assert met.line == "yesterday; not met in person for 40 days, your limit is 30"


def test_away_and_muted_ask_no_attention(make_contact: MakeContact) -> None:
    until = MONDAY + timedelta(days=4)
    away = rows.row(make_contact(voice_days=24, away_until=until), [])
    muted = rows.row(make_contact(voice_days=24, muted_until=until), [])
    assert (away.line, away.is_long) == ("away until 27 November; 24 days ago", False)
    assert (muted.line, muted.is_long) == ("muted until 27 November", False)


def test_a_planned_talk_is_in_the_row(make_contact: MakeContact) -> None:
    row = rows.row(make_contact(planned_on=MONDAY + timedelta(days=1)), [])
    assert row.line == "yesterday; planned on 24 November"


def test_a_path_has_a_step_per_week_and_says_what_is_not_visible(
    make_contact: MakeContact,
) -> None:
    contact = make_contact(weeks=weeks(in_person={10: 2}, phone={11: 1, 20: 1}))
    told = [(step.when, step.text) for step in steps.path(contact, MONDAY)]
    assert told == [
        ("week of 10 August", "2 times in person"),
        ("week of 17 August", "By phone"),
        ("8 weeks", "Not visible here whether you spoke."),
        ("week of 19 October", "By phone"),
        ("5 weeks", "Not visible here whether you spoke."),
        ("no day yet", "The next step."),
    ]


def test_a_path_without_weeks_knows_the_last_talk(make_contact: MakeContact) -> None:
    contact = make_contact(voice_days=3, last_channel="in_person")
    assert [step.text for step in steps.path(contact, MONDAY)] == ["In person", "The next step."]


def test_a_path_of_nothing_visible_is_only_the_next_step(make_contact: MakeContact) -> None:
    contact = make_contact(voice_days=None, weeks=weeks(mail={25: 9}))
    assert [step.icon for step in steps.path(contact, MONDAY)] == ["steps"]


def test_lanes_count_what_the_table_shows() -> None:
    found = lanes.of_weeks(
        weeks(in_person={25: 2}, phone={25: 1}, video={24: 1}, group={25: 4}, mail={0: 7}), MONDAY
    )
    assert found is not None
    assert found.sentence.startswith(
        "26 weeks: 2 × in person, 2 × phone or video, 7 × mail or chat"
    )
    assert "In 24 of these weeks no talk is visible here." in found.sentence
    assert found.table.rows[0] == ("23 November", 2, 1, 4, 0)
    assert len(found.table.rows) == 26
    assert lanes.of_weeks([], MONDAY) is None


def test_every_figure_has_a_sentence_a_note_and_a_table(make_contact: MakeContact) -> None:
    read = {
        "contacts_by_channel@1": {"mail": Talked(14, 0.0), "in_person": Talked(2, 75.0)},
        "one_to_one_minutes@1": 75.0,
        "last_human_contact_days@1": 24,
        "mail_share@1": 0.82,
        "waiting_for_me@1": 1,
        "who_starts@1": 0.64,
    }
    found = figures.figures(of_contact(make_contact(figures=read)))
    assert [figure.sentence for figure in found] == [
        "In 28 days, meetings with others included: 2 × in person, 14 × mail.",
        "You talked 75 minutes with just the two of you.",
        "You last spoke 24 days ago, as far as was read.",
        "1 mail is waiting for you.",
    ]
    assert all(figure.note and figure.table.rows for figure in found)
    assert found[0].table.rows == [("in person", 2, 75), ("mail", 14, "–")]
    assert [[str(cell) for cell in figure.table.rows[0]] for figure in found[1:]] == [
        ["minutes with just the two of you", "75"],
        ["days since you spoke", "24"],
        ["mails that wait for you", "1"],
    ]
    assert found[3].definition == "waiting_for_me@1"


def test_a_figure_of_nothing_says_not_visible(make_contact: MakeContact) -> None:
    names = ("contacts_by_channel", "last_human_contact_days", "cadence_weeks")
    contact = make_contact(figures={f"{name}@1": None for name in names})
    told = [figure.sentence for figure in figures.figures(of_contact(contact))]
    assert told == [
        "In 28 days no contact is visible here.",
        "It is not visible here when you last spoke.",
        "Too few talks are visible here to say how often you two speak.",
    ]


def test_a_figure_that_was_not_counted_is_not_told(make_contact: MakeContact) -> None:
    assert figures.figures(of_contact(make_contact())) == []
