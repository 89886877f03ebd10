"""Call logs of phones, exchanges and Teams are known by their content and read alike."""

from pathlib import Path

import pytest

from tests.adapters.calls.logs import (
    ANNA,
    ANNAS_NUMBER,
    AT,
    BRAM,
    CALLS,
    CARLA,
    NO_TALK,
    backup,
    iphone,
    read_file,
    who,
)
from tevoet.engines.moments.records import Channel, Refused

TWO = [(ANNAS_NUMBER, "phone", 5.2), (CARLA, "phone", 1.0)]
MASTER = (
    '"","{0}","{1}","intern","""Bram"" <{0}>","SIP/{0}-1","SIP/{1}-2","{5}","SIP/{1},30",'
    '"{2}","{2}","{2}",{3},{3},"{4}","DOCUMENTATION","1.1",""\n'
)
CUSTOM = (
    '"""Bram"" <{0}>","{0}","{1}","intern","SIP/{0}-1","SIP/{1}-2","{5}","SIP/{1},30",'
    '"{2}","{2}","{2}","{3}","{3}","{4}","DOCUMENTATION","","1.1",""\n'
)
MASTER_TITLES = (
    "accountcode,src,dst,dcontext,clid,channel,dstchannel,lastapp,lastdata,start,answer,end,"
    "duration,billsec,disposition,amaflags,uniqueid,userfield\n"
)
CX = "Call Time,Call ID,From,To,Direction,Status,Ringing,Talking,Cost,Call Activity Details\n"
TEAMS = (
    "UsageId,Call ID,Conference ID,User Location,AAD ObjectId,UPN,User Display Name,Caller ID,"
    "Call Type,Number Type,Domestic/International,Destination Dialed,Destination Number,"
    "Start Time,End Time,Duration Seconds,Connection Fee,Charge,Currency,Capability\n"
)


def master(row: str, *more: tuple[object, ...]) -> str:
    """Write the log of extension 101: calls with Bram and Carla, and what was no talk."""
    when = "2026-01-05 09:30:00"
    rows = [
        ("101", "00447700900002", when, 312, "ANSWERED", "Dial"),
        ("00447700900003", "101", "2026-01-05 10:30:00", 60, "ANSWERED", "Dial"),
        ("00447700900003", "101", when, 0, "NO ANSWER", "Dial"),
        ("00447700900003", "101", when, 0, "BUSY", "Dial"),
        ("00447700900003", "101", when, 20, "ANSWERED", "VoiceMail"),
        *more,
    ]
    return "".join(row.format(*one) for one in rows)


def test_a_backup_of_an_android_phone_is_read(tmp_path: Path) -> None:
    batch = read_file(tmp_path / "0000", backup(CALLS))
    assert who(batch) == TWO
    assert batch.moments[1].people[0].name == 'Carla "<>&'
    assert (batch.set_aside, batch.refused) == (NO_TALK, [])


def test_halves_of_signs_and_broken_tags_stop_nothing(tmp_path: Path) -> None:
    whole = backup(CALLS)
    broken = whole.replace("</calls>", "<call number='x' <call></oops &#55357;&#56832;")
    broken = broken.replace('contact_name="Bram"', 'contact_name="Bram &#55357;&#56832;"')
    batch = read_file(tmp_path / "0000", broken)
    assert who(batch) == TWO
    assert [one.reason for one in batch.refused] == ["unreadable_time"] * 2


def test_the_calls_of_an_iphone_are_read_from_its_database(tmp_path: Path) -> None:
    batch = read_file(iphone(tmp_path / "0000", CALLS))
    assert who(batch) == TWO
    assert batch.set_aside == {"missed": 3, "zero_seconds": 1, "anonymous": 1}
    assert batch.moments[0].id == read_file(tmp_path / "1", backup(CALLS)).moments[0].id


@pytest.mark.parametrize("content", [b"", b"x" * 5000])
def test_another_database_is_one_refusal(tmp_path: Path, content: bytes) -> None:
    batch = read_file(tmp_path / "0000", b"SQLite format 3\0" + content)
    assert batch.refused == [Refused("unknown_database", "0000")]


@pytest.mark.parametrize(
    "content", [master(MASTER), MASTER_TITLES + master(MASTER), master(CUSTOM)]
)
def test_the_log_of_one_telephone_of_an_asterisk_is_read(tmp_path: Path, content: str) -> None:
    batch = read_file(tmp_path / "0000", content)
    assert who(batch) == TWO
    assert [one.at for one in batch.moments] == [AT, AT + 3600]
    assert batch.set_aside == {"missed": 2, "voicemail": 1}


def test_calls_of_others_in_the_log_of_an_exchange_are_nobody_elses_business(
    tmp_path: Path,
) -> None:
    others = ("102", "00447700900002", "2026-01-05 09:30:00", 99, "ANSWERED", "Dial")
    whole = master(MASTER, others)
    assert read_file(tmp_path / "0000", whole).set_aside["call_of_others"] == 6
    batch = read_file(tmp_path / "0000", whole, me=frozenset({"ext:101", ANNAS_NUMBER}))
    assert who(batch) == TWO
    assert batch.set_aside["call_of_others"] == 1


def test_a_log_of_3cx_is_read(tmp_path: Path) -> None:
    rows = (
        "2026-01-05 09:30:00,1,Anna Bakker (101),+44 7700 900002,Outbound,Answered,00:00:03,"
        "00:05:12,,x\n"
        "2026-01-05 10:30:00,2,Carla (+447700900003),Anna Bakker (101),Inbound,Answered,00:00:09,"
        "00:01:00,,x\n"
        "2026-01-05 11:30:00,3,Dirk (+447700900004),Anna Bakker (101),Inbound,Unanswered,00:00:09,"
        "00:00:20,,x\n"
        "2026-01-05 12:30:00,4,Emma (105),Anna Bakker (101),Internal,Answered,00:00:09,"
        "00:00:30,,x\n"
    )
    batch = read_file(tmp_path / "0000", CX + rows)
    assert who(batch) == [*TWO, ("ext:105", "phone", 0.5)]
    assert [one.people[0].name for one in batch.moments[1:]] == ["Carla", "Emma"]
    assert batch.set_aside == {"missed": 1}


def test_the_telephone_calls_of_teams_are_read_and_those_of_colleagues_are_not(
    tmp_path: Path,
) -> None:
    row = "u,c,,NL,o,{0},Naam,{1},{2},Subscriber,Domestic,Netherlands,{3},{4},{4},{5},0,0,EUR,X\n"
    utc = "2026-01-05T08:30:00.0000000+00:00"
    rows = (
        (ANNA.upper(), ANNAS_NUMBER, "user_out", BRAM, utc, 312),
        (ANNA, CARLA, "user_in", ANNAS_NUMBER, "2026-01-05T09:30:00Z", 60),
        ("dirk@elders.example", BRAM, "user_in", "+31850000009", utc, 60),
        ("", BRAM, "ucap_in", "+31850000009", utc, 60),
        (ANNA, BRAM, "user_out_forwarding", "+31850000009", utc, 60),
        (ANNA, ANNAS_NUMBER, "user_out", BRAM, utc, 0),
    )
    batch = read_file(tmp_path / "0000", TEAMS + "".join(row.format(*one) for one in rows))
    assert who(batch) == TWO
    assert batch.set_aside == {"call_of_others": 1, "no_own_talk": 2, "zero_seconds": 1}


@pytest.mark.parametrize(
    ("media", "channel"),
    [("Video", "video"), ("audio", "phone"), ("", "unknown"), ("Teams", "unknown")],
)
def test_a_call_of_teams_is_what_it_says_or_unknown(
    tmp_path: Path, media: str, channel: str
) -> None:
    title = "Start Time,Participants,Direction,Modality,Duration Seconds\n"
    people = f"Anna <{ANNA}>; Bram <bram@voorbeeld.example>; carla@voorbeeld.example"
    batch = read_file(
        tmp_path / "0000", f'{title}2026-01-05T08:30:00Z,"{people}",Outgoing,{media},60\n'
    )
    (moment,) = batch.moments
    assert moment.channel == Channel(channel)
    assert [one.address for one in moment.people][1:] == [
        "bram@voorbeeld.example", "carla@voorbeeld.example",
    ]  # fmt: skip
    assert moment.people[1].name == "Bram"


def test_an_extension_is_kept(tmp_path: Path) -> None:
    rows = "date;number;name;direction;seconds\n5-1-2026 09:30;085 000 00 09 x12;Bram;in;60\n"
    assert read_file(tmp_path / "0000", rows).moments[0].sender == "+31850000009;ext=12"


def test_hours_that_come_twice_or_never_are_counted(tmp_path: Path) -> None:
    head = "at,number,name,direction,seconds\n"
    rows = "".join(
        f"{when},{BRAM},Bram,in,60\n"
        for when in (
            "2026-10-25T02:30",
            "2026-03-29 02:30",
            "2026-10-25T02:30+02:00",
            "2026-05-01 02:30",
        )
    )
    batch = read_file(tmp_path / "0000", head + rows)
    assert batch.unsure == {"doubled_hour": 1, "skipped_hour": 1}
    assert len({one.at for one in batch.moments}) == 3


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (("1/5/2026 9:30 AM", "1/13/2026 9:30 PM"), "2026-01-05T08:30"),
        (("5/1/2026 9:30", "13/1/2026 21:30"), "2026-01-05T08:30"),
        (("05.01.2026 09:30", "06.01.2026 09:30"), "2026-01-05T08:30"),
    ],
)
def test_day_and_month_are_told_apart_by_the_whole_log(
    tmp_path: Path, dates: tuple[str, str], first: str
) -> None:
    rows = "".join(f"{date},{BRAM},Bram,in,60\n" for date in dates)
    batch = read_file(tmp_path / "0000", f"start,number,name,type,seconds\n{rows}")
    assert batch.moments[0].at == AT, first


def test_an_american_log_that_does_not_tell_is_refused(tmp_path: Path) -> None:
    row = f"start,number,name,type,seconds\n1/5/2026 9:30 AM,{BRAM},Bram,in,60\n"
    batch = read_file(tmp_path / "0000", row)
    assert batch.refused == [Refused("day_or_month", "0000 row 2")]
