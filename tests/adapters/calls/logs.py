"""Write call logs as phones and telephone exchanges export them, with made-up people."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from tests.adapters.mail.mailboxes import joined
from tevoet.adapters.reading.finding import look
from tevoet.adapters.reading.reading import read
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch

ANNA = "anna@voorbeeld.example"
ANNAS_NUMBER = "+31850000001"
BRAM = "+447700900002"
CARLA = "+447700900003"
NOW = int(datetime(2026, 11, 23, 12, tzinfo=UTC).timestamp())
AT = int(datetime(2026, 1, 5, 8, 30, tzinfo=UTC).timestamp())
SINCE_2001 = 978_307_200


class Called(NamedTuple):
    """One call to write down: seconds since 1970, with whom, and what Android calls its type."""

    at: int
    number: str
    type: int
    seconds: int
    name: str = ""


CALLS = [
    Called(AT, BRAM, 2, 312, "Bram"),
    Called(AT + 3600, CARLA, 1, 60, 'Carla "<>&'),
    Called(AT + 7200, BRAM, 3, 0, "Bram"),
    Called(AT + 7300, BRAM, 4, 20, "Bram"),
    Called(AT + 7400, BRAM, 5, 0, "Bram"),
    Called(AT + 7500, BRAM, 2, 0, "Bram"),
    Called(AT + 7600, "", 1, 50),
]
NO_TALK = {"missed": 1, "voicemail": 1, "rejected": 1, "zero_seconds": 1, "anonymous": 1}


def backup(calls: list[Called]) -> str:
    """Write calls as SMS Backup & Restore does."""
    rows = "".join(
        f"  <call number={quoteattr(one.number)} duration={quoteattr(str(one.seconds))}"
        f' date="{one.at * 1000}" type="{one.type}" presentation="1" subscription_id="1"'
        f' readable_date="5 jan. 2026 09:30:00"'
        f" contact_name={quoteattr(one.name or '(Unknown)')} />\n"
        for one in calls
    )
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"
    return f'{head}<calls count="{len(calls)}" backup_set="x" type="full">\n{rows}</calls>\n'


def iphone(path: Path, calls: list[Called]) -> Path:
    """Write calls as an iPhone keeps them."""
    with sqlite3.connect(path) as database:
        database.execute(
            "CREATE TABLE ZCALLRECORD (Z_PK INTEGER PRIMARY KEY, ZANSWERED INTEGER,"
            " ZCALLTYPE INTEGER, ZORIGINATED INTEGER, ZDATE TIMESTAMP, ZDURATION FLOAT,"
            " ZADDRESS VARCHAR, ZNAME VARCHAR)"
        )
        for one in calls:
            database.execute(
                "INSERT INTO ZCALLRECORD VALUES (NULL, ?, 1, ?, ?, ?, ?, ?)",
                (
                    int(one.type == 1),
                    int(one.type == 2),
                    one.at - SINCE_2001,
                    float(one.seconds),
                    one.number.encode() or None,
                    one.name or None,
                ),
            )
    database.close()
    return path


def options(**more: object) -> ReadOptions:
    """Return what readers are told about Anna."""
    told = {"me": frozenset({ANNA, ANNAS_NUMBER}), "now": NOW, **more}
    return ReadOptions(**told)  # type: ignore[arg-type] # as the test says


def read_file(path: Path, content: str | bytes | None = None, **more: object) -> Batch:
    """Write a file, find out what it is, and read it whole."""
    if content is not None:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    assert look(str(path)).reason == ""
    return joined(read([path], options(**more)))


def who(batch: Batch) -> list[tuple[str, str, float | None]]:
    """Return of each moment who called, how, and how long."""
    return [(one.sender, one.channel.value, one.minutes) for one in batch.moments]
