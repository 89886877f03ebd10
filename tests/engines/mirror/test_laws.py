"""Whatever the moments: the naive oracle agrees, and neither order nor doubles matter."""

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import settings as tuned

from tests.engines.mirror.made import every_settings, many
from tests.engines.mirror.naive import ME, Naive
from tevoet.adapters.tables.moments import MomentTable
from tevoet.engines.mirror.reading import summary
from tevoet.engines.mirror.records import from_json, to_json
from tevoet.engines.mirror.settings import MirrorSettings
from tevoet.engines.mirror.summary import PersonSummary, Summary
from tevoet.engines.moments.records import Moment

careful = tuned(max_examples=25, deadline=None)


def read(moments: list[Moment], settings: MirrorSettings) -> Summary:
    with MomentTable() as table:
        table.add(moments)
        return summary(table, settings)


@careful
@given(many, every_settings)
def test_every_figure_and_hint_agrees_with_the_naive_oracle(
    moments: list[Moment], settings: MirrorSettings
) -> None:
    assert_agrees(read(moments, settings), Naive(moments, settings))


def assert_agrees(found: Summary, naive: Naive) -> None:
    """Compare a whole mirror with plain loops over the same moments."""
    assert {one.key for one in found.people} == set(naive.by_person)
    for person in found.people:
        assert_figures(person, naive)
        assert_counts(person, naive)
        assert_calls(person, found, naive)
        assert strips(person, found) == naive.weekly(person.key)


def assert_figures(person: PersonSummary, naive: Naive) -> None:
    key, figures = person.key, person.figures
    assert figures["one_to_one_minutes@1"] == pytest.approx(naive.one_to_one_minutes(key))
    assert figures["last_human_contact_days@1"] == naive.last_human_contact_days(key)
    assert figures["mail_share@1"] == pytest.approx(naive.mail_share(key))
    assert figures["waiting_for_me@1"] == naive.waiting_for_me(key)
    assert figures["who_starts@1"] == pytest.approx(naive.who_starts(key))
    assert figures["cadence_weeks@1"] == pytest.approx(naive.cadence_weeks(key))
    assert figures["reciprocity@1"] == pytest.approx(naive.reciprocity(key))
    assert figures["group_only@1"] == naive.group_only(key)
    assert figures["after_hours_sent@1"] == naive.after_hours_sent(key)
    assert_replies(person, naive)
    by_channel, told = person.contacts_by_channel, naive.contacts_by_channel(key)
    assert by_channel.keys() == told.keys()
    for channel, one in by_channel.items():
        assert (one.number, one.minutes) == pytest.approx(told[channel])


def assert_replies(person: PersonSummary, naive: Naive) -> None:
    for side, writer in (("mine", ME), ("theirs", person.key)):
        found, told = person.replies.get(side), naive.replies(person.key, writer)
        if told is None:
            assert found is None
            continue
        assert found is not None
        assert found.hours == pytest.approx(told[0])
        assert (found.answered, found.waiting) == told[1:]


def assert_counts(person: PersonSummary, naive: Naive) -> None:
    key, mails = person.key, [one for run in naive.mails(person.key).values() for one in run]
    assert person.sent + person.received == len(mails)
    assert person.received == sum(one.sender == key for one in mails)
    assert person.last_mail_at == max((one.moment.at for one in mails), default=None)
    human = naive.human(key)
    assert person.last_human_contact_at == max((m.at for m in human), default=None)
    met = [m.at for m in human if m.channel == "in_person"]
    assert person.last_in_person_at == max(met, default=None)
    assert person.waiting_oldest_at == min(naive.waiting(key), default=None)
    assert (person.unconfirmed.number, person.unconfirmed.minutes) == naive.unconfirmed(key)


def strips(person: PersonSummary, found: Summary) -> dict[str, dict[date, int]]:
    mondays = [date.fromisoformat(text) for text in found.weeks]
    assert all(b - a == timedelta(weeks=1) for a, b in pairwise(mondays))
    return {
        channel: {monday: n for monday, n in zip(mondays, numbers, strict=True) if n}
        for channel, numbers in person.weekly.items()
    }


def assert_calls(person: PersonSummary, found: Summary, naive: Naive) -> None:
    calls = [
        (hint.strength, hint.turns, hint.until_at)
        for hint in found.hints
        if hint.kind == "better_as_a_call" and hint.person == person.key
    ]
    assert calls == [(s, turns, until) for s, turns, _, until in naive.calls(person.key)]


@careful
@given(many, every_settings)
def test_neither_order_nor_doubles_nor_json_change_a_summary(
    moments: list[Moment], settings: MirrorSettings
) -> None:
    once = read(moments, settings)
    shuffled = moments + moments[: len(moments) // 2]
    random.Random(5).shuffle(shuffled)  # noqa: S311  an order, not a secret
    assert read(shuffled, settings) == once
    assert from_json(to_json(once)) == once
