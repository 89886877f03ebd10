"""Meetings in Microsoft 365: with whom, when and where, and who said yes."""

from datetime import UTC, datetime

import pytest

from tests.adapters.services.made import ANNA, BRAM, CARLA, event, microsoft, recipient
from tests.adapters.services.standin.schema import EVENT, misfits
from tests.adapters.services.standin.server import StandIn
from tevoet.engines.moments.meetings import meeting_id
from tevoet.engines.moments.records import Batch, Channel

Json = dict[str, object]
HEX = "040000008200E00074C5B7101A82E008{day}0000000000000000000000000000000000000000"
TEAMS: Json = {"isOnlineMeeting": True, "onlineMeeting": {"joinUrl": "https://teams.example/1"}}
NOWHERE: Json = {"location": {"displayName": ""}, "locations": []}


def read(standin: StandIn, *events: Json) -> Batch:
    """Read a calendar with these events."""
    standin.graph.events = list(events)
    return microsoft(standin).meetings()


def invited(mine: str, **more: object) -> Json:
    """Return a meeting to which Carla invited Anna and Bram."""
    answers = {ANNA: mine, BRAM: "none"}
    people = [
        {**recipient(one), "type": "required", "status": {"response": said}}
        for one, said in answers.items()
    ]
    said = {"responseStatus": {"response": mine}, "attendees": people}
    return {**event(1, isOrganizer=False, organizer=recipient(CARLA)), **said, **more}


def test_the_stand_in_writes_events_as_published() -> None:
    assert misfits({**event(1), "onlineMeeting": {}}, EVENT) == []
    assert misfits({"start": {"dateTime": "tomorrow"}}, EVENT) == ["start"]


def test_a_meeting_in_a_room_is_in_person(standin: StandIn) -> None:
    (moment,) = read(standin, event(1)).moments
    assert moment.channel is Channel.IN_PERSON
    assert moment.at == int(datetime(2026, 11, 2, 9, tzinfo=UTC).timestamp())
    assert (moment.minutes, moment.confirmed, moment.sender) == (30, True, ANNA)
    assert {one.address for one in moment.people} == {ANNA, BRAM}


@pytest.mark.parametrize(
    ("more", "channel"),
    [
        ({**TEAMS, **NOWHERE}, Channel.VIDEO),
        (TEAMS, Channel.UNKNOWN),
        (NOWHERE, Channel.UNKNOWN),
        ({"isOnlineMeeting": True, **NOWHERE}, Channel.VIDEO),
        ({"locations": [{"displayName": "+31 85 000 00 01"}], "location": None}, Channel.PHONE),
    ],
)
def test_the_place_says_how(standin: StandIn, more: Json, channel: Channel) -> None:
    (moment,) = read(standin, {**event(1), **more}).moments
    assert moment.channel is channel


def test_what_i_accepted_is_confirmed_and_what_i_did_not_answer_is_not(standin: StandIn) -> None:
    assert read(standin, invited("accepted")).moments[0].confirmed
    assert not read(standin, invited("notResponded")).moments[0].confirmed
    assert not read(standin, invited("tentativelyAccepted")).moments[0].confirmed


def test_what_is_no_meeting_is_set_aside_by_reason(standin: StandIn) -> None:
    batch = read(
        standin,
        invited("declined"),
        event(2, isCancelled=True),
        event(3, isAllDay=True),
        event(4, showAs="free"),
        event(5, attendees=[]),
    )
    assert batch.moments == []
    reasons = ("declined", "cancelled", "whole_day", "transparent", "alone")
    assert batch.set_aside == dict.fromkeys(reasons, 1)


def test_a_cancelled_meeting_of_two_is_remembered(standin: StandIn) -> None:
    (change,) = read(standin, event(1, isCancelled=True)).changes
    assert (change.kind, change.address) == ("cancelled", BRAM)


def test_an_instance_has_the_number_it_has_in_a_calendar_file(standin: StandIn) -> None:
    uid = HEX.format(day="07EA0B02")
    original = datetime(2026, 11, 2, 9, tzinfo=UTC)
    moved = event(
        1, "2026-11-03", iCalUId=uid, type="exception", originalStart="2026-11-02T09:00:00Z"
    )
    batch = read(standin, moved)
    series = HEX.format(day="00000000")
    assert batch.moments[0].id == meeting_id(series, int(original.timestamp()))
    assert batch.moments[0].conversation == meeting_id(series, None)
    assert [one.kind for one in batch.changes] == ["moved"]


def test_a_windows_zone_is_known(standin: StandIn) -> None:
    start = {"dateTime": "2026-11-02T10:00:00.0000000", "timeZone": "W. Europe Standard Time"}
    end = {"dateTime": "2026-11-02T10:30:00.0000000", "timeZone": "W. Europe Standard Time"}
    (moment,) = read(standin, event(1, start=start, end=end)).moments
    assert moment.at == int(datetime(2026, 11, 2, 9, tzinfo=UTC).timestamp())


def test_a_room_is_no_person(standin: StandIn) -> None:
    room = {**recipient("room3@example.org", "Kamer 3"), "type": "resource"}
    bram = {**recipient(BRAM), "type": "required", "status": {"response": "accepted"}}
    (moment,) = read(standin, {**event(1, attendees=[bram, room]), **NOWHERE}).moments
    assert {one.address for one in moment.people} == {ANNA, BRAM}
    assert moment.channel is Channel.IN_PERSON


def test_all_pages_are_read(standin: StandIn) -> None:
    standin.graph.largest = 3
    days = [event(number, f"2026-11-{number + 1:02}") for number in range(8)]
    assert len(read(standin, *days).moments) == 8


def test_wrong_kinds_are_refused_one_by_one(standin: StandIn) -> None:
    odd: list[Json] = [
        event(1, start=None),
        event(2, start={"dateTime": "soon", "timeZone": "UTC"}),
        event(3, attendees="nobody", locations=7, location=[], responseStatus=None),
        event(4, iCalUId=None, end=None),
        event(5, end={"dateTime": "2060-01-01T00:00:00", "timeZone": "UTC"}),
    ]
    batch = read(standin, *odd)
    assert [one.reason for one in batch.refused] == ["no_start", "too_long"]
    assert (len(batch.moments), batch.set_aside) == (1, {"alone": 1})
