"""Whatever a call log or a chat holds, nothing is raised or lost, and it does not take long."""

import sqlite3
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.adapters.calls.logs import CALLS, backup, iphone, options
from tests.adapters.calls.test_formats import CX, MASTER, TEAMS, master
from tests.adapters.chats.exports import ANDROID_US, IPHONE_NL, chat, signal, sms
from tests.adapters.chats.test_signal import TALK as SIGNAL_TALK
from tests.adapters.chats.test_whatsapp import TALK
from tests.adapters.mail.mailboxes import joined
from tevoet.adapters.calls import android, csv
from tevoet.adapters.calls import iphone as phone
from tevoet.adapters.chats import signal as signals
from tevoet.adapters.chats import whatsapp
from tevoet.adapters.reading.kinds import kind_of

READERS = (csv.read, android.read, phone.read, signals.read, whatsapp.read)
SAMPLES = (
    backup(CALLS), sms([(1_767_601_800, "+447700900002", "1", "Bram")]), master(MASTER), CX, TEAMS,
    chat(TALK), chat(TALK, ANDROID_US), chat(TALK, IPHONE_NL), signal(SIGNAL_TALK),
    "at;number;direction;duration\n2026-01-05 09:30;+447700900002;in;60\n",
)  # fmt: skip
MOST_SECONDS = 2.0
OFTEN = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def read_all(path: Path, content: bytes) -> None:
    """Read content with every reader, whatever it is."""
    path.write_bytes(content)
    kind_of(content[:8192])
    for read in READERS:
        began = time.process_time()
        whole = joined(read(path, options(me=frozenset({"anna@voorbeeld.example", "ext:101"}))))
        assert time.process_time() - began < MOST_SECONDS
        assert all(moment.people and moment.id for moment in whole.moments)
        assert all(count > 0 for count in (*whole.set_aside.values(), *whole.unsure.values()))


@OFTEN
@given(content=st.one_of(st.binary(max_size=2000), st.text(max_size=2000).map(str.encode)))
def test_any_content_can_be_read(tmp_path: Path, content: bytes) -> None:
    read_all(tmp_path / "0000", content)


@OFTEN
@given(st.data())
def test_any_change_of_an_export_can_be_read(tmp_path: Path, data: st.DataObject) -> None:
    sample = data.draw(st.sampled_from(SAMPLES))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(sample)))
        length = data.draw(st.integers(0, 40))
        added = data.draw(st.text(max_size=20) | st.sampled_from(SAMPLES))
        sample = sample[:place] + added + sample[place + length :]
    encoding = data.draw(st.sampled_from(("utf-8", "utf-16", "utf-16-le", "cp1252")))
    read_all(tmp_path / "0000", sample.encode(encoding, "replace"))


CELL = st.none() | st.integers(-(2**62), 2**62) | st.floats() | st.text(max_size=30) | st.binary()


@OFTEN
@given(rows=st.lists(st.tuples(*[CELL] * 7), max_size=5))
def test_any_row_of_a_database_is_counted(tmp_path: Path, rows: list[tuple[object, ...]]) -> None:
    path = tmp_path / "0000"
    path.unlink(missing_ok=True)
    iphone(path, [])
    with sqlite3.connect(path) as database:
        question = "INSERT INTO ZCALLRECORD VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)"
        database.executemany(question, [tuple(map(_plain, row)) for row in rows])
    database.close()
    whole = joined(phone.read(path, options()))
    counted = len(whole.moments) + len(whole.refused) + sum(whole.set_aside.values())
    assert counted == len(rows)


def _plain(value: object) -> object:
    return value.encode("utf-8", "replace") if isinstance(value, str) else value


@pytest.mark.parametrize(
    "content",
    [
        "<calls>" + "<call " * 200_000,
        "<calls><call number='" + "x" * 3_000_000,
        "<calls><call " + "a='b' " * 400_000,
        "<smses><sms date='1767601800000' type='1' address='" + "+447700900002~" * 100_000 + "'/>",
        "<smses>" + "<sms date='1767601800000' type='1' address='+447700900002'/>" * 5_000,
        "[" * 3_000_000,
        '{"date": "2026-01-05T09:30:00", "sender": "' + "[" * 900_000,
        '{"date": "2026-01-05T09:30:00", "sender": "Me", "x": ' + "[" * 900_000 + "}",
        "05-01-2026 09:30 - " + "Bram" * 800_000 + ": x",
        "05-01-2026 " + " " * 2_000_000 + "09:30 - Bram: x",
        "05-01-2026 09:30 - Bram: x\n" * 50_000,
        "at;number;direction;duration\n" + "2026-01-05 09:30;+447700900002;in;60\n" * 5_000,
        "at;number;direction;duration\n" + '"' * 2_000_000,
        "at;number;direction;duration\n2026-01-05 09:30;" + "1" * 120_000 + ";in;60\n",
        "from;to;start;talking\n" + "a (100);b (101);2026-01-05 09:30;60\n" * 5_000,
        "start;participants;seconds\n2026-01-05 09:30;" + "a@b;" * 20_000 + ";60\n",
    ],
)  # fmt: skip
def test_nothing_takes_long(tmp_path: Path, content: str) -> None:
    read_all(tmp_path / "0000", content.encode())


@pytest.mark.parametrize(
    "definition",
    [
        "CREATE VIEW ZCALLRECORD AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
        " SELECT x AS ZDATE, x AS ZDURATION, x AS ZADDRESS, x AS ZORIGINATED, x AS ZANSWERED,"
        " x AS ZCALLTYPE FROM n",
        "CREATE TABLE ZCALLRECORD (ZDATE)",
    ],
)
def test_a_database_may_not_do_anything_but_be_read(tmp_path: Path, definition: str) -> None:
    with sqlite3.connect(tmp_path / "0000") as database:
        database.execute(definition)
    database.close()
    began = time.process_time()
    whole = joined(phone.read(tmp_path / "0000", options()))
    assert [one.reason for one in whole.refused] == ["unknown_database"]
    assert time.process_time() - began < MOST_SECONDS
