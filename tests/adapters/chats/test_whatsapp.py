"""A WhatsApp chat becomes moments without a word of it, whatever phone exported it."""

import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.adapters.calls.logs import ANNA, read_file
from tests.adapters.chats.exports import (
    ANDROID_NL,
    ANDROID_UK,
    ANDROID_US,
    CANARY,
    FORMS,
    IPHONE_NL,
    Form,
    Said,
    chat,
)
from tevoet.adapters.reading.reading import read
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Channel, Refused, Role

ME = frozenset({ANNA, "whatsapp:anna"})
HERE = ZoneInfo("Europe/Amsterdam")
FIRST = datetime(2026, 1, 5, 9, 30)  # noqa: DTZ001 - the clock of a phone
TALK = [
    Said(FIRST, "Anna"),
    Said(FIRST + timedelta(hours=5), "Bram", f"een\n{CANARY}: twee\n\nvier"),
    Said(FIRST + timedelta(days=15), "Anna"),
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_chat_of_two_is_read_whatever_the_form(tmp_path: Path, form: Form, encoding: str) -> None:
    batch = read_file(tmp_path / "0000", chat(TALK, form).encode(encoding), me=ME)
    assert [one.at for one in batch.moments] == [
        int(said.when.replace(tzinfo=HERE).timestamp()) for said in TALK
    ]
    assert {(one.channel, one.minutes, one.conversation) for one in batch.moments} == {
        (Channel.CHAT, None, 0)
    }
    assert [tuple(one) for one in batch.moments[1].people] == [
        ("whatsapp:bram", "Bram", Role.SENDER), ("whatsapp:anna", "Anna", Role.TO),
    ]  # fmt: skip
    assert (batch.refused, batch.set_aside) == ([], {})


@pytest.mark.parametrize("form", [ANDROID_NL, IPHONE_NL, ANDROID_US])
def test_no_word_of_a_chat_is_kept_anywhere(tmp_path: Path, form: Form) -> None:
    notice = f"1-1-2026 {CANARY}\n"
    wrong = chat([Said(FIRST, CANARY * 20, CANARY)], form).replace("2026", "0000", 1)
    batch = read_file(tmp_path / "0000", chat(TALK, form) + notice + wrong, me=ME)
    assert CANARY not in repr(batch)


def test_among_more_a_message_is_for_all(tmp_path: Path) -> None:
    talk = [*TALK, Said(TALK[-1].when, "+31 85 000 00 03"), Said(TALK[-1].when, "~\u202fDirk")]
    batch = read_file(tmp_path / "0000", chat(talk), me=ME)
    people = {one.address for one in batch.moments[0].people}
    assert people == {"whatsapp:anna", "whatsapp:bram", "+31850000003", "whatsapp:dirk"}
    assert {one.role for one in batch.moments[0].people} == {Role.SENDER, Role.CC}


def test_what_whatsapp_wrote_itself_is_set_aside(tmp_path: Path) -> None:
    notices = [
        "05-01-2026 09:00 - Berichten en oproepen zijn versleuteld.\n",
        "05-01-2026 09:01 - Anna heeft “Noord: plannen” veranderd\n",
    ]
    batch = read_file(tmp_path / "0000", "".join(notices) + chat(TALK), me=ME)
    assert (len(batch.moments), batch.set_aside) == (3, {"chat_notice": 2})


def test_the_name_of_a_group_is_nobody(tmp_path: Path) -> None:
    notices = [Said(FIRST, "Team Noord", "\u200eVersleuteld"), Said(FIRST, "Team Noord", "\u200ex")]
    batch = read_file(tmp_path / "0000", chat([*notices, *TALK], IPHONE_NL), me=ME)
    assert batch.set_aside == {"chat_notice": 2}
    assert [one.address for one in batch.moments[0].people] == ["whatsapp:anna", "whatsapp:bram"]
    assert batch.moments[0].people[1].role is Role.CC


def test_the_first_line_under_the_other_is_no_message(tmp_path: Path) -> None:
    batch = read_file(
        tmp_path / "0000", chat([Said(FIRST, "Bram", "\u200eVersleuteld"), *TALK], IPHONE_NL), me=ME
    )
    assert (len(batch.moments), batch.set_aside) == (3, {"chat_notice": 1})
    assert batch.moments[0].people[1].role is Role.TO


@pytest.mark.parametrize(
    ("days", "form", "order"),
    [
        ((3, 13), ANDROID_UK, True),
        ((3, 13), ANDROID_US, False),
        ((5, 4), ANDROID_UK, None),
    ],
)
def test_the_whole_chat_tells_day_from_month(
    tmp_path: Path, days: tuple[int, ...], form: Form, order: bool | None
) -> None:
    """The last by going on: read with the month first, 5/1 and 4/2 would go back in time."""
    months = (1, 2) if order is None else (1, 1)
    whens = [FIRST.replace(day=day, month=month) for day, month in zip(days, months, strict=True)]
    talk = [Said(when, who) for when in whens for who in ("Anna", "Bram")]
    batch = read_file(tmp_path / "0000", chat(talk, form), me=ME)
    got = [datetime.fromtimestamp(one.at, HERE).day for one in batch.moments]
    assert got == [said.when.day for said in talk]


def test_a_chat_that_does_not_tell_is_asked_about(tmp_path: Path) -> None:
    talk = [
        Said(FIRST.replace(month=4, day=3), "Anna"),
        Said(FIRST.replace(month=4, day=3), "Bram"),
    ]
    batch = read_file(tmp_path / "0000", chat(talk, ANDROID_UK), me=ME)
    assert batch.refused == [Refused("day_or_month", f"0000 line {n}") for n in (1, 2)]
    told = read_file(tmp_path / "0000", chat(talk, ANDROID_UK), me=ME, day_first=True)
    assert datetime.fromtimestamp(told.moments[0].at, HERE).month == 4


def test_messages_of_one_minute_are_told_apart_and_known_again(tmp_path: Path) -> None:
    talk = [Said(FIRST, "Anna")] * 3 + [Said(FIRST, "Bram")]
    first, again = (read_file(tmp_path / name, chat(talk), me=ME) for name in ("0000", "0001"))
    assert len({one.id for one in first.moments}) == 4
    assert [one.id for one in first.moments] == [one.id for one in again.moments]


def test_one_alone_in_a_chat_is_no_contact(tmp_path: Path) -> None:
    assert read_file(tmp_path / "0000", chat(TALK[:1]), me=ME).set_aside == {"alone": 1}


def test_a_chat_in_a_zip_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "0000", "w") as archive:
        archive.writestr("_chat.txt", chat(TALK, IPHONE_NL))
        archive.writestr("00000012-PHOTO-2026-01-05.jpg", b"\xff\xd8\xff\xe0")
    batch = read_file(tmp_path / "0000", me=ME)
    assert len(batch.moments) == 3
    assert [one.reason for one in batch.refused] == ["unknown_kind"]


def test_a_day_that_does_not_exist_stops_nothing(tmp_path: Path) -> None:
    content = chat(TALK) + "31-02-2026 09:30 - Bram: x\n24-12-2026 25:30 - Bram: x\n"
    batch = read_file(tmp_path / "0000", content, me=ME)
    assert len(batch.moments) == 3
    assert [one.reason for one in batch.refused] == ["unreadable_time"] * 2


def test_a_long_line_is_let_go(tmp_path: Path) -> None:
    long = [Said(FIRST, "Anna", "x" * 3_000_000), *TALK]
    assert len(read_file(tmp_path / "0000", chat(long), me=ME).moments) == 4


def test_the_hours_of_the_two_nights_are_counted(tmp_path: Path) -> None:
    nights = [datetime(2026, 3, 29, 2, 30), datetime(2026, 10, 25, 2, 30)]  # noqa: DTZ001
    talk = [Said(night, who) for night in nights for who in ("Anna", "Bram")]
    batch = read_file(tmp_path / "0000", chat(talk), me=ME)
    assert batch.unsure == {"skipped_hour": 2, "doubled_hour": 2}


def test_until_its_owner_says_so_nobody_in_a_chat_is_the_owner(tmp_path: Path) -> None:
    path = tmp_path / "0000"
    path.write_text(chat(TALK))
    options = ReadOptions(me=frozenset({ANNA}), now=1_800_000_000)
    people = {p.address for b in read([path], options) for m in b.moments for p in m.people}
    assert people == {"whatsapp:anna", "whatsapp:bram"}
