"""Chats of Signal and text messages become moments without a word of them."""

from datetime import datetime, timedelta
from pathlib import Path

from tests.adapters.calls.logs import ANNA, ANNAS_NUMBER, AT, BRAM, CARLA, read_file
from tests.adapters.chats.exports import CANARY, Said, signal, sms
from tevoet.engines.moments.records import Channel, Refused, Role

FIRST = datetime(2026, 1, 5, 9, 30)  # noqa: DTZ001 - the clock of the machine that exported
TALK = [Said(FIRST, "Me"), Said(FIRST + timedelta(minutes=5), "Bram", CANARY * 100)]


def test_a_chat_of_signal_is_read(tmp_path: Path) -> None:
    batch = read_file(tmp_path / "0000", signal(TALK))
    assert [(one.at, one.sender) for one in batch.moments] == [
        (AT, min(ANNA, ANNAS_NUMBER)), (AT + 300, "signal:bram"),
    ]  # fmt: skip
    assert {one.channel for one in batch.moments} == {Channel.CHAT}
    assert batch.moments[0].people[1].role is Role.TO
    assert CANARY not in repr(batch)


def test_calls_in_a_chat_and_what_nobody_wrote_are_set_aside(tmp_path: Path) -> None:
    more = signal([Said(FIRST, "Bram")], call=True) + signal([Said(FIRST, "Bram")], missed=True)
    content = signal(TALK) + more + signal([Said(FIRST, "No-Sender")])
    batch = read_file(tmp_path / "0000", content)
    assert batch.set_aside == {"call_in_chat": 1, "missed": 1, "chat_notice": 1}


def test_a_broken_line_stops_nothing(tmp_path: Path) -> None:
    content = signal(TALK) + f'{{"date": "{CANARY}\n[[[[\n{{"sender": "Bram", "date": "x"}}\n\n'
    batch = read_file(tmp_path / "0000", content)
    assert len(batch.moments) == 2
    assert batch.refused == [
        Refused("unreadable_row", "0000 line 3"),
        Refused("unreadable_row", "0000 line 4"),
        Refused("unreadable_time", "0000 line 5"),
    ]
    assert CANARY not in repr(batch)


def test_text_messages_are_read_and_firms_are_nobody(tmp_path: Path) -> None:
    messages = [
        (AT, BRAM, "1", "Bram"), (AT, BRAM, "1", "Bram"), (AT + 60, BRAM, "2", "Bram"),
        (AT, "PostNL", "1", "(Unknown)"), (AT, BRAM, "3", "Bram"), (AT, "", "1", ""),
    ]  # fmt: skip
    batch = read_file(tmp_path / "0000", sms(messages))
    assert [one.sender for one in batch.moments] == [BRAM, BRAM, min(ANNA, ANNAS_NUMBER)]
    assert len({one.id for one in batch.moments}) == 3
    assert batch.set_aside == {"anonymous": 1, "no_person": 1, "not_sent": 1}
    assert CANARY not in repr(batch)


def test_a_message_to_several_has_all_of_them(tmp_path: Path) -> None:
    mms = (
        f'<mms date="{AT}000" msg_box="1" address="{BRAM}~{CARLA}~{ANNAS_NUMBER}"'
        f' contact_name="Bram, Carla"><parts><part text="{CANARY}" data="{"A" * 500_000}" />'
        f'</parts><addrs><addr address="{CARLA}" type="137" /><addr address="{BRAM}" type="151" />'
        "</addrs></mms>"
    )
    batch = read_file(tmp_path / "0000", f"<?xml version='1.0'?><smses count='1'>{mms}</smses>")
    (moment,) = batch.moments
    assert moment.sender == CARLA
    assert {one.address for one in moment.people} == {BRAM, CARLA, min(ANNA, ANNAS_NUMBER)}
    assert CANARY not in repr(batch)
