"""One message of Outlook, as .msg or TNEF, becomes the mail or the meeting that it is."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.adapters.mail.mailboxes import OPTIONS, joined, message, written
from tests.adapters.outlook.building import Plain, compound, msg, tnef, weekly
from tevoet.adapters.outlook import properties as of
from tevoet.adapters.reading.reading import read
from tevoet.engines.moments.records import Batch, Channel, Mail, Participant, Role

Properties = Mapping[int, Plain]
AT = datetime(2026, 6, 1, 8, 0, 5, tzinfo=UTC)
ANNA, BRAM = "anna@example.org", "bram@example.org"
LETTER: Properties = {
    of.CLASS: "IPM.Note", of.SUBMITTED: AT, of.FLAGS: 1,
    0x0042: "Anna", 0x0064: "SMTP", 0x0065: "Anna@Example.org",
}  # fmt: skip
TO_BRAM: Properties = {0x3001: "Bram", 0x3002: "SMTP", 0x3003: BRAM, of.RECEIVER_TYPE: 1}
MEETING: Properties = {
    **LETTER, of.CLASS: "IPM.Appointment", of.START: AT, of.END: AT + timedelta(minutes=30),
    of.STATE: 1, of.BUSY: 2, of.PLACE: "Kamer 3", of.CLEAN_GLOBAL_ID: bytes(range(56)),
}  # fmt: skip
YES, NO = {of.RECEIVER_ANSWER: 3}, {of.RECEIVER_ANSWER: 4}
PATH = "/O=FIRM/OU=SITE/CN=RECIPIENTS/CN="


def read_one(folder: Path, own: Properties, receivers: Sequence[Properties] = (TO_BRAM,)) -> Batch:
    return joined(read([written(folder / "a.msg", msg(own, receivers))], OPTIONS))


def mail_of(batch: Batch) -> Mail:
    assert batch.refused == []
    (mail,) = batch.mails
    return mail


def test_a_letter_has_its_people_and_its_second(tmp_path: Path) -> None:
    copied: Properties = {0x3001: "Carla", 0x3003: "carla@example.org", of.RECEIVER_TYPE: 2}
    blind: Properties = {0x3001: "Dirk", 0x3003: "dirk@elsewhere.example", of.RECEIVER_TYPE: 3}
    mail = mail_of(read_one(tmp_path, LETTER, [blind, copied, TO_BRAM]))
    assert mail.at == int(AT.timestamp())
    assert mail.people == (
        Participant(ANNA, "Anna", Role.SENDER),
        Participant(BRAM, "Bram", Role.TO),
        Participant("carla@example.org", "Carla", Role.CC),
        Participant("dirk@elsewhere.example", "Dirk", Role.CC),
    )


def test_a_mail_with_headers_is_the_same_as_its_eml(tmp_path: Path) -> None:
    text = message(5, "In-Reply-To: <4@example.org>\n")
    own = {**LETTER, of.TRANSPORT_HEADERS: text, of.SUBMITTED: AT + timedelta(hours=3)}
    banner = "Microsoft Mail Internet Headers Version 2.0\r\n" + text
    eml = mail_of(joined(read([written(tmp_path / "a.eml", text)], OPTIONS)))
    assert mail_of(read_one(tmp_path, own)) == eml
    assert mail_of(read_one(tmp_path, {**own, of.TRANSPORT_HEADERS: banner})) == eml


def test_without_headers_the_same_id_second_and_sender_are_the_same_mail(tmp_path: Path) -> None:
    at = datetime(2026, 6, 1, 8, 0, 5, tzinfo=UTC)
    own = {**LETTER, of.MESSAGE_ID: "<5@example.org>", of.SUBMITTED: at}
    eml = mail_of(joined(read([written(tmp_path / "a.eml", message(5))], OPTIONS)))
    assert mail_of(read_one(tmp_path, own)).key == eml.key


def test_what_outlook_ties_together_is_one_conversation(tmp_path: Path) -> None:
    index = b"\1" + bytes(range(21))
    first = mail_of(read_one(tmp_path, {**LETTER, of.CONVERSATION_INDEX: index}))
    answer = mail_of(read_one(tmp_path, {**LETTER, of.CONVERSATION_INDEX: index + bytes(5)}))
    assert first.parents == answer.parents != ()


def test_a_path_of_exchange_gives_way_to_a_mail_address(tmp_path: Path) -> None:
    anna = {0x0064: "EX", 0x0065: f"{PATH}ANNA"}
    bram: Properties = {0x3002: "EX", 0x3003: f"{PATH}BRAM", 0x39FE: BRAM, of.RECEIVER_TYPE: 1}
    mail = mail_of(read_one(tmp_path, {**LETTER, **anna, 0x5D02: ANNA}, [bram]))
    assert [one.address for one in mail.people] == [ANNA, BRAM]
    to_oneself: Properties = {
        0x3002: "EX",
        0x3003: f"{PATH}ANNA",
        0x39FE: ANNA,
        of.RECEIVER_TYPE: 2,
    }
    mail = mail_of(read_one(tmp_path, {**LETTER, **anna}, [bram, to_oneself]))
    assert [one.address for one in mail.people] == [ANNA, BRAM]


def test_a_path_without_a_mail_address_stays(tmp_path: Path) -> None:
    encoded = "IMCEAEX-_O=FIRM_OU=SITE_CN=RECIPIENTS_CN=DIRK+20D@firm.example"
    dirk: Properties = {0x3002: "EX", 0x3003: encoded, of.RECEIVER_TYPE: 1}
    anna = {0x0064: "EX", 0x0065: f"{PATH}ANNA"}
    mail = mail_of(read_one(tmp_path, {**LETTER, **anna}, [dirk]))
    path = PATH.lower()
    assert [one.address for one in mail.people] == [f"{path}anna", f"{path}dirk d"]


@pytest.mark.parametrize(
    ("own", "reason"),
    [
        ({of.FLAGS: 9}, "draft"),
        ({of.CLASS: "IPM.Contact"}, "other_item"),
        ({of.CLASS: "REPORT.IPM.Note.IPNRN"}, "receipt"),
        ({of.CLASS: "REPORT.IPM.Note.NDR"}, "bounce"),
        ({of.CLASS: "IPM.Note.Rules.OofTemplate.Microsoft"}, "auto_reply"),
        ({of.CLASS: "IPM.Schedule.Meeting.Resp.Pos"}, "answer"),
    ],
)
def test_what_is_no_contact_is_set_aside(tmp_path: Path, own: Properties, reason: str) -> None:
    assert read_one(tmp_path, {**LETTER, **own}).set_aside == {reason: 1}


@pytest.mark.parametrize(("gone", "reason"), [(0x0065, "no_sender"), (of.SUBMITTED, "no_date")])
def test_a_letter_that_says_not_who_or_when_is_refused(
    tmp_path: Path, gone: int, reason: str
) -> None:
    own = {key: value for key, value in LETTER.items() if key != gone}
    (refused,) = read_one(tmp_path, own).refused
    assert (refused.reason, refused.where) == (reason, f"{tmp_path.name}, file 1, item 1")


def test_an_appointment_with_others_is_a_meeting(tmp_path: Path) -> None:
    room: Properties = {0x3001: "Kamer 3", 0x3003: "kamer3@example.org", of.RECEIVER_TYPE: 3}
    (moment,) = read_one(tmp_path, MEETING, [{**TO_BRAM, **YES}, room]).moments
    assert (moment.at, moment.minutes, moment.confirmed) == (int(AT.timestamp()), 30, True)
    assert (moment.channel, moment.sender) == (Channel.IN_PERSON, ANNA)
    assert [one.address for one in moment.people] == [ANNA, BRAM]


@pytest.mark.parametrize(
    ("own", "receiver", "reason"),
    [
        ({of.STATE: 1 | 4}, YES, "cancelled"),
        ({}, NO, "declined"),
        ({of.STATE: 1 | 2, of.ANSWER: 4, 0x0065: BRAM}, {0x3003: ANNA}, "declined"),
        ({of.WHOLE_DAY: True}, YES, "whole_day"),
        ({of.BUSY: 0}, YES, "transparent"),
        ({of.STATE: 0}, YES, "alone"),
        ({of.CLASS: "IPM.Schedule.Meeting.Canceled"}, YES, "cancelled"),
    ],
)
def test_what_outlook_says_of_a_meeting_counts(
    tmp_path: Path, own: Properties, receiver: Properties, reason: str
) -> None:
    read_whole = read_one(tmp_path, {**MEETING, **own}, [{**TO_BRAM, **receiver}])
    assert (read_whole.set_aside, read_whole.moments) == ({reason: 1}, [])


@pytest.mark.parametrize(("answer", "confirmed"), [(3, True), (2, False), (5, False), (0, False)])
def test_my_own_answer_confirms_what_others_planned(
    tmp_path: Path, answer: int, confirmed: bool
) -> None:
    own = {**MEETING, of.STATE: 3, of.ANSWER: answer, 0x0042: "Bram", 0x0065: BRAM}
    for receiver in (ANNA, "team@example.org"):
        (moment,) = read_one(tmp_path, own, [{**TO_BRAM, 0x3003: receiver}]).moments
        assert moment.confirmed is confirmed


def test_an_invitation_is_a_meeting_that_nobody_confirmed(tmp_path: Path) -> None:
    own = {**MEETING, of.CLASS: "IPM.Schedule.Meeting.Request", 0x0065: BRAM, of.STATE: 3}
    (moment,) = read_one(tmp_path, own, [{**TO_BRAM, 0x3003: ANNA}]).moments
    assert (moment.sender, moment.confirmed) == (BRAM, False)


def test_a_series_is_the_same_as_in_a_calendar_file(tmp_path: Path) -> None:
    begins = datetime(2026, 3, 16, 9, 0)  # noqa: DTZ001 - on the clock of the series
    zone = "W. Europe Standard Time".encode("utf-16-le")
    zone = b"\2\1\0\0\2\0" + (len(zone) // 2).to_bytes(2, "little") + zone
    start = datetime(2026, 3, 16, 8, 0, tzinfo=UTC)
    own = {
        **MEETING, of.START: start, of.END: start + timedelta(minutes=30), of.ZONE_SERIES: zone,
        of.RECURRENCE: weekly(begins, 0b10, 4, [datetime(2026, 3, 23)]),  # noqa: DTZ001
    }  # fmt: skip
    in_outlook = read_one(tmp_path, own, [{**TO_BRAM, **YES}]).moments
    lines = (
        f"UID:{bytes(range(56)).hex().upper()}",
        "DTSTART;TZID=Europe/Berlin:20260316T090000",
        "DTEND;TZID=Europe/Berlin:20260316T093000",
        "RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=MO",
        "EXDATE;TZID=Europe/Berlin:20260323T090000",
        "ORGANIZER;CN=Anna:mailto:anna@example.org",
        "ATTENDEE;CN=Bram;PARTSTAT=ACCEPTED:mailto:bram@example.org",
        "LOCATION:Kamer 3",
    )
    ics = "\r\n".join(("BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"))
    in_file = joined(read([written(tmp_path / "a.ics", ics)], OPTIONS)).moments
    assert len(in_outlook) == 3
    assert [one._replace(source="") for one in in_outlook] == [
        one._replace(source="") for one in in_file
    ]


def test_tnef_says_the_same_as_a_message(tmp_path: Path) -> None:
    path = written(tmp_path / "winmail.dat", tnef(MEETING))
    alone = joined(read([path], OPTIONS))
    assert alone.set_aside == {"alone": 1}  # the others stand in the mail around it
    by_attribute = {
        0x00078008: b"IPM.Microsoft Mail.Note\0",
        0x00038005: bytes((0xEA, 7, 6, 0, 1, 0, 8, 0, 0, 0, 5, 0, 1, 0)),
        0x00008000: b"\4\0\0\0\5\0\x16\0Anna\0SMTP:anna@example.org\0",
    }
    mail = mail_of(joined(read([written(path, tnef({}, by_attribute))], OPTIONS)))
    assert (mail.at, mail.people) == (
        int(AT.timestamp()),
        (Participant(ANNA, "Anna", Role.SENDER),),
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "unreadable_content"),
        (compound({"WordDocument": b"text"}), "unknown_kind"),
        (b"\x78\x9f\x3e\x22", ""),
    ],
)
def test_a_file_that_is_no_message_is_counted(tmp_path: Path, content: bytes, reason: str) -> None:
    whole = joined(read([written(tmp_path / "a", content)], OPTIONS))
    assert [one.reason for one in whole.refused] == ([reason] if reason else [])
    assert whole.set_aside == ({} if reason else {"other_item": 1})


@pytest.mark.parametrize(
    ("text", "channel"),
    [("Join: https://teams.microsoft.com/l/meetup-join/x", Channel.VIDEO), ("hi", Channel.UNKNOWN)],
)
def test_the_address_of_a_video_service_in_the_text_makes_a_video_call(
    tmp_path: Path, text: str, channel: Channel
) -> None:
    own = {**MEETING, of.PLACE: "", of.BODY: text * 40}
    (moment,) = read_one(tmp_path, own, [{**TO_BRAM, **YES}]).moments
    assert moment.channel is channel
