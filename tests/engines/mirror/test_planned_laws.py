"""Whatever was planned: the oracle agrees on one-to-ones, room, dots and the compatibility view."""

import pytest
from hypothesis import given

from tests.engines.mirror.made import HOUR, NOW, changes, every_settings, many, settings
from tests.engines.mirror.naive import ME
from tests.engines.mirror.naive_planned import NaivePlanned
from tests.engines.mirror.test_laws import careful
from tevoet.adapters.tables.moments import MomentTable
from tevoet.engines.mirror.reading import summary
from tevoet.engines.mirror.records import from_json, to_json
from tevoet.engines.mirror.settings import MirrorSettings
from tevoet.engines.mirror.summary import PersonSummary, Summary
from tevoet.engines.moments.records import Change, Moment

RESERVED = ((NOW - 75 * HOUR, NOW - 72 * HOUR), (NOW - 74 * HOUR, NOW - 71 * HOUR))


def read(moments: list[Moment], given: MirrorSettings, changed: list[Change]) -> Summary:
    with MomentTable() as table:
        table.add(moments)
        table.add_changes(changed, "ics")
        table.add_changes(changed[:2], "another")
        return summary(table, given)


@careful
@given(many, every_settings, changes)
def test_what_was_planned_agrees_with_the_naive_oracle(
    moments: list[Moment], given: MirrorSettings, changed: list[Change]
) -> None:
    found, naive = read(moments, given, changed), NaivePlanned(moments, given, changed)
    for person in found.people:
        assert_planned(person, naive)
        assert_dots(person, naive)
        assert_exchanges(person, naive)
    assert from_json(to_json(found)) == found


@careful
@given(many, every_settings)
def test_room_and_network_agree_with_the_naive_oracle(
    moments: list[Moment], given: MirrorSettings
) -> None:
    given = settings(rhythm=given.rhythm, aliases=given.aliases, reserved=RESERVED)
    found, naive = read(moments, given, []), NaivePlanned(moments, given)
    room, blocks = found.own["room_share@1"], found.own["open_hour_blocks@1"]
    told = naive.room_share()
    assert (room["value"], room["reserved"]) == (pytest.approx(told) if told else (None, None))
    assert blocks["value"] == naive.open_hour_blocks()
    network = found.own["network_size@1"]
    assert (network["value"], network["older"]) == naive.network_size()


def assert_planned(person: PersonSummary, naive: NaivePlanned) -> None:
    key, figures = person.key, person.figures
    told = naive.rescheduled(key)
    assert person.counted.get("rescheduled@1") == told
    moved = None if told is None else told["moved"] + told["cancelled"] + told["mailed"]
    assert figures["rescheduled@1"] == moved
    assert figures["under_15@1"] == naive.under_15(key)
    assert figures["one_to_one_cadence@1"] == pytest.approx(naive.one_to_one_cadence(key))


def assert_dots(person: PersonSummary, naive: NaivePlanned) -> None:
    for side, writer in (("mine", ME), ("theirs", person.key)):
        asked = [o for o in naive.recent(person.key) if naive.asks(o, person.key, writer)]
        told = sorted((one.moment.at, *naive.wait(one, person.key)) for one in asked)
        assert [tuple(dot) for dot in person.dots.get(side, ())] == told[-60:]


def assert_exchanges(person: PersonSummary, naive: NaivePlanned) -> None:
    long = [run for run in naive.exchanges(person.key) if len(naive.turn_times(run)) >= 4]
    told = sorted(
        (-len(naive.turn_times(run)), -run[-1].moment.at, -run[0].moment.at, -len(run))
         for run in long
    )  # fmt: skip
    found = sorted((-o.turns, -o.last_at, -o.first_at, -o.mails) for o in person.long_exchanges)
    assert [one[0] for one in found] == [one[0] for one in told[:5]]
    assert set(found) <= set(told)


def test_an_empty_log_has_no_room_and_no_network() -> None:
    own = read([], settings(), []).own
    assert own["room_share@1"]["value"] is None
    assert own["open_hour_blocks@1"]["value"] is None
    assert own["network_size@1"] == {"value": 0, "older": 0}
