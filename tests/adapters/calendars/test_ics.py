"""A calendar file becomes moments, and everything in it is counted once."""

from pathlib import Path

import pytest

from tests.adapters.calendars.calendar_files import (
    ANNA,
    BRAM,
    NOW,
    calendar,
    event,
    read_all,
    starts,
)
from tevoet.engines.moments.records import Channel, Role

AT_TEN = "DTSTART:20261102T100000Z\nDTEND:20261102T104500Z"


def test_a_meeting_becomes_a_moment(tmp_path: Path) -> None:
    batch = read_all(tmp_path, calendar(event(f"{AT_TEN}\nLOCATION:Kamer 2.14")))
    (moment,) = batch.moments
    assert starts([moment]) == ["11-02 10:00"]
    assert (moment.minutes, moment.channel, moment.confirmed) == (45, Channel.IN_PERSON, True)
    assert moment.sender == ANNA
    assert [tuple(person) for person in moment.people] == [
        (ANNA, "", Role.SENDER), (BRAM, "Bram", Role.GUEST),
    ]  # fmt: skip
    assert moment.source == "ics"
    assert batch.read_bytes > 0


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("STATUS:CANCELLED", "cancelled"),
        ("TRANSP:TRANSPARENT", "transparent"),
        ("X-MICROSOFT-CDO-BUSYSTATUS:FREE", "transparent"),
        ("X-MICROSOFT-CDO-ALLDAYEVENT:TRUE", "whole_day"),
    ],
)
def test_no_contact_is_set_aside(tmp_path: Path, lines: str, reason: str) -> None:
    batch = read_all(tmp_path, calendar(event(f"{AT_TEN}\n{lines}")))
    assert (batch.moments, batch.set_aside) == ([], {reason: 1})


@pytest.mark.parametrize(
    "times",
    [
        "DTSTART;VALUE=DATE:20261102",
        "DTSTART;VALUE=DATE:20261102\nDTEND;VALUE=DATE:20261104",
        "DTSTART;TZID=Europe/Amsterdam:20261102T000000\nDTEND;TZID=Europe/Amsterdam:20261103T000000",
    ],
)
def test_whole_days_are_no_meeting(tmp_path: Path, times: str) -> None:
    assert read_all(tmp_path, calendar(event(times))).set_aside == {"whole_day": 1}


@pytest.mark.parametrize(
    ("people", "aside"),
    [
        ("", {"alone": 1}),
        (f"ORGANIZER:mailto:{BRAM}\nATTENDEE;PARTSTAT=DECLINED:mailto:{ANNA}", {"declined": 1}),
        (f"ORGANIZER:mailto:{ANNA}\nATTENDEE;PARTSTAT=DECLINED:mailto:{BRAM}", {"declined": 1}),
        (f"ORGANIZER:mailto:{ANNA}\nATTENDEE;CUTYPE=ROOM:mailto:k@room.example", {"alone": 1}),
    ],
)  # fmt: skip
def test_people_decide_whether_it_is_a_meeting(
    tmp_path: Path, people: str, aside: dict[str, int]
) -> None:
    assert read_all(tmp_path, calendar(event(AT_TEN, people=people))).set_aside == aside


@pytest.mark.parametrize(
    ("lines", "channel"),
    [
        ("X-GOOGLE-CONFERENCE:https://meet.google.com/abc", Channel.VIDEO),
        ("X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.example/x", Channel.VIDEO),
        ("CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://vergaderen.example/x", Channel.VIDEO),
        ("CONFERENCE;VALUE=URI;FEATURE=PHONE:tel:+31850000001", Channel.PHONE),
        ("DESCRIPTION:Kom erbij: https://zoom.us/j/123?pwd=abc", Channel.VIDEO),
        ("DESCRIPTION:Zie https://example.org/verslag", Channel.UNKNOWN),
        ("LOCATION:Kamer 3\nDESCRIPTION:https://meet.jit.si/x", Channel.UNKNOWN),
        ("LOCATION:Kamer 3\\, eerste verdieping", Channel.IN_PERSON),
        ("LOCATION:bel 085 000 00 01", Channel.PHONE),
    ],
)
def test_the_channel_is_read_from_the_event(tmp_path: Path, lines: str, channel: Channel) -> None:
    (moment,) = read_all(tmp_path, calendar(event(f"{AT_TEN}\n{lines}"))).moments
    assert moment.channel is channel


@pytest.mark.parametrize(
    ("time", "utc"),
    [
        (":20260105T100000Z", "01-05 10:00"),
        (":20260105T100000", "01-05 09:00"),
        (";TZID=:20260105T100000", "01-05 09:00"),
        (";TZID=Europe:20260105T100000", "01-05 09:00"),
        (";TZID=Asia/Tokyo:20260105T100000", "01-05 01:00"),
        (";TZID=Tokyo Standard Time:20260105T100000", "01-05 01:00"),
        (";TZID=(UTC+09:00) Osaka, Sapporo, Tokyo:20260105T100000", "01-05 01:00"),
        (';TZID="(UTC+09:00) Osaka, Sapporo, Tokyo":20260105T100000', "01-05 01:00"),
        (";VALUE=DATE-TIME;TZID=Europe/Amsterdam:20260705T100000", "07-05 08:00"),
    ],
)
def test_times_are_read_in_their_zone(tmp_path: Path, time: str, utc: str) -> None:
    batch = read_all(tmp_path, calendar(event(f"DTSTART{time}\nDURATION:PT30M")))
    assert starts(batch.moments) == [utc]
    assert batch.moments[0].minutes == 30


@pytest.mark.parametrize(
    ("times", "reason"),
    [
        ("SUMMARY:niets", "no_start"),
        ("DTSTART:ooit", "unreadable_start"),
        ("DTSTART:20260230T100000", "unreadable_start"),
        ("DTSTART:18990101T100000", "date_out_of_range"),
        ("DTSTART:21010101T100000", "date_out_of_range"),
        ("DTSTART:00000101T100000", "date_out_of_range"),
        (f"{AT_TEN}\nRRULE:soms", "unreadable_recurrence"),
        (f"{AT_TEN}\nRRULE:D1 #5", "unreadable_recurrence"),
        (f"{AT_TEN}\nRRULE:FREQ=NEVER", "unreadable_recurrence"),
        (f"{AT_TEN}\nRRULE:FREQ=DAILY\nEXDATE:morgen", "unreadable_exception"),
        ("DTSTART:20260105T100000\nDTEND:20990105T100000", "too_long"),
        ("DTSTART:20260105T100000\nDURATION:lang", "unreadable_duration"),
    ],
)
def test_a_bad_event_is_refused_and_the_others_stay(
    tmp_path: Path, times: str, reason: str
) -> None:
    batch = read_all(tmp_path, calendar(event(times, "kapot"), event(AT_TEN, "heel")))
    assert [tuple(one) for one in batch.refused] == [(reason, "agenda.ics #1")]
    assert starts(batch.moments) == ["11-02 10:00"]


def test_the_newest_version_in_a_file_speaks(tmp_path: Path) -> None:
    older = event(f"{AT_TEN}\nSEQUENCE:1\nDTSTAMP:20260101T000000Z")
    newer = event("DTSTART:20261103T100000Z\nSEQUENCE:2\nDTSTAMP:20250101T000000Z")
    for parts in ((older, newer), (newer, older)):
        batch = read_all(tmp_path, calendar(*parts))
        assert starts(batch.moments) == ["11-03 10:00"]
        assert batch.set_aside == {"superseded": 1}


def test_a_cancellation_beats_what_it_cancels(tmp_path: Path) -> None:
    asked = calendar(event(AT_TEN), before="METHOD:REQUEST\n")
    cancelled = calendar(event(AT_TEN), before="METHOD:CANCEL\n")
    for content in (asked + cancelled, cancelled + asked):
        batch = read_all(tmp_path, content)
        assert batch.moments == []
        assert batch.set_aside == {"cancelled": 1, "superseded": 1}


def test_an_exact_copy_gives_the_same_moment_again(tmp_path: Path) -> None:
    batch = read_all(tmp_path, calendar(event(AT_TEN), event(AT_TEN)))
    assert len(batch.moments) == 2
    assert len(set(batch.moments)) == 1


def test_a_moved_event_keeps_its_id_across_files(tmp_path: Path) -> None:
    before = read_all(tmp_path, calendar(event(AT_TEN))).moments[0]
    after = read_all(tmp_path, calendar(event("DTSTART:20261104T090000Z"))).moments[0]
    assert before.id == after.id
    assert before.conversation == after.conversation != 0


def test_answers_and_tasks_are_no_meetings(tmp_path: Path) -> None:
    task = "BEGIN:VTODO\nUID:taak\nEND:VTODO\nBEGIN:X-IETS\nEND:X-IETS\n"
    answer = calendar(event(AT_TEN), before="METHOD:REPLY\n")
    batch = read_all(tmp_path, calendar(task) + answer)
    assert batch.set_aside == {"no_meeting": 1, "unknown_component": 1, "answer": 1}


def test_the_period_is_kept_to(tmp_path: Path) -> None:
    content = calendar(event(AT_TEN))
    inside = read_all(tmp_path, content, since=NOW - 30 * 86_400, until=NOW)
    outside = read_all(tmp_path, content, since=NOW - 86_400)
    assert len(inside.moments) == 1
    assert (outside.moments, outside.set_aside) == ([], {"outside_period": 1})


def test_what_is_still_to_come_is_kept(tmp_path: Path) -> None:
    batch = read_all(tmp_path, calendar(event("DTSTART:20270105T100000Z")))
    assert batch.moments[0].at > NOW


def test_a_file_without_a_calendar_is_refused(tmp_path: Path) -> None:
    assert [one.reason for one in read_all(tmp_path, "niets\n").refused] == ["no_events"]


def test_an_address_is_found_where_programs_put_it(tmp_path: Path) -> None:
    people = (
        f"ORGANIZER:MAILTO:{ANNA.upper()}\nATTENDEE;EMAIL={BRAM};PARTSTAT=ACCEPTED:urn:uuid:1\n"
        f'ATTENDEE;CN="Carla, begeleider";PARTSTAT=ACCEPTED:mailto:carla@voorbeeld.example\n'
        "ATTENDEE;CN=Zonder:invalid:nomail"
    )
    (moment,) = read_all(tmp_path, calendar(event(AT_TEN, people=people))).moments
    assert [(one.address, one.name) for one in moment.people] == [
        (ANNA, ""), (BRAM, ""), ("carla@voorbeeld.example", "Carla, begeleider"),
    ]  # fmt: skip


def test_titles_and_notes_are_nowhere_in_what_is_read(tmp_path: Path) -> None:
    text = f"{AT_TEN}\nSUMMARY:Geheim\nDESCRIPTION:Geheim https://zoom.us/j/1\nCOMMENT:Geheim"
    assert "Geheim" not in repr(read_all(tmp_path, calendar(event(text))))
