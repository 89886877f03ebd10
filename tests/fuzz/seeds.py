"""Small items to begin from, made as the tests make them; none is anybody's."""

from __future__ import annotations

import gzip
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.adapters.along.made import files, zipped
from tests.adapters.calendars.calendar_files import calendar, event
from tests.adapters.calls.logs import CALLS, backup, iphone
from tests.adapters.calls.test_formats import CX, MASTER, TEAMS, master
from tests.adapters.chats.exports import FORMS, chat, signal, sms
from tests.adapters.chats.test_whatsapp import TALK
from tests.adapters.mail.imap.liar import fetch
from tests.adapters.mail.mailboxes import mbox, message
from tests.adapters.outlook.test_hostile import SERIES, WHOLE
from tests.adapters.reading.test_gzipped import tar_of
from tests.adapters.sealing.test_records import ANNA, AT, BOTH, PLACE
from tests.people.test_upload import CARDS, TABLE
from tests.vault.files import sealed_for
from tevoet.adapters.sealing.records import open_bytes, seal

FINDS: Final = Path(__file__).parents[1] / "finds"
LARGEST: Final = 64 * 1024
"""Bytes of a file by somebody else that is begun from."""

REAL: Final = {
    "headers": ("mail/**/*.eml", "mail/**/*.txt"),
    "maildir": ("mail/**/*.eml",),
    "mbox": ("mail/**/*.mbox", "mail/**/*.mbox.txt"),
    "ics": ("ics/**/*.ics",),
    "outlook_msg": ("pst-msg/**/*.msg",),
    "outlook_tnef": ("**/*.dat", "**/*.tnef"),
    "people": ("**/*.vcf",),
}
"""Where such files are, below the folder named in TEVOET_CORPORA. They stay there."""

ALICE: Final = (
    "Reply-To: a@example.org\nFrom: =?utf-8?Q?Zo=C3=AB?= <zoe@example.org>\nSender: b@example.org\n"
    'To: "B, Bram" <bram@example.org>,\n Carla: c@example.org, d@example.org;, e@example.org\n'
    "Cc: undisclosed-recipients:;\nReceived: from a by b; Tue, 2 Jun 2026 08:00:00 +0000 (CEST)\n"
    "References: <1@example.org> <2@example.org>\nIn-Reply-To: <2@example.org>\nX-A: b\n"
    "List-Id: x\nAuto-Submitted: auto-replied\nPrecedence: bulk\nContent-Length: 12\n"
    "Date: Tue, 2 Jun 26 8:00 PM EST\n\nFrom here on\n\n"
)
SERIES_LINES: Final = (
    "DTSTART;TZID=Europe/Amsterdam:20260302T090000\nDTEND;TZID=Europe/Amsterdam:20260302T093000\n"
    "RRULE:FREQ=WEEKLY;BYDAY=MO,-1FR;UNTIL=20260701T000000Z\nEXDATE:20260309T080000Z\n"
    "RDATE;VALUE=PERIOD:20260310T080000Z/PT1H\nLOCATION:Kamer 2\nSEQUENCE:2\nSTATUS:CONFIRMED"
)
ZONE: Final = (
    "BEGIN:VTIMEZONE\nTZID:Hier\nBEGIN:STANDARD\nDTSTART:19701025T030000\nTZOFFSETFROM:+0200\n"
    "TZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nEND:VTIMEZONE\n"
)
ANSWERS: Final = (
    b"* OK [CAPABILITY IMAP4rev1 NAMESPACE CONDSTORE] ready\r\n"
    b'* NAMESPACE (("" "/")) (("Other/" "/")) (("#shared/" "/"))\r\nT1 OK done\r\n'
    b'* LIST (\\HasNoChildren \\Sent) "/" "Verzonden &AOk-"\r\n* LIST () NIL {5}\r\nINBOX\r\n'
    b"T2 OK done\r\n* 2 EXISTS\r\n* OK [UIDVALIDITY 7]\r\nT3 OK done\r\n"
    b"* SEARCH 1 2 (MODSEQ 9)\r\nT4 OK done\r\n"
)


def seeds(name: str) -> Iterator[bytes]:
    """Yield the items to begin from for a parser: ours, what was found before, and real ones."""
    yield from _ours(name)
    folder = FINDS / name
    if folder.is_dir():
        yield from (path.read_bytes() for path in sorted(folder.iterdir()))
    corpora = os.environ.get("TEVOET_CORPORA")
    for pattern in REAL.get(name, ()) if corpora else ():
        for path in sorted(Path(corpora or "").glob(pattern)):
            if path.is_file() and path.stat().st_size <= LARGEST:
                yield path.read_bytes()


def _ours(name: str) -> list[bytes]:
    letters = [message(1), message(2, "In-Reply-To: <1@example.org>\n"), ALICE]
    calls = [backup(CALLS), sms([(1_767_601_800, "+447700900002", "1", "Bram")])]
    made: dict[str, list[str | bytes]] = {
        "headers": [*letters],
        "maildir": [*letters, mbox(*letters)],
        "mbox": [mbox(*letters), mbox(*letters).replace("\n", "\r\n")],
        "ics": [calendar(event(SERIES_LINES), event("DTSTART:20260101"), before=ZONE)],
        "calls_csv": [CX, TEAMS, master(MASTER), PLAIN],
        "calls_android": [*calls],
        "calls_iphone": [_database()],
        "chat_whatsapp": [chat(TALK, form) for form in FORMS],
        "chat_signal": [signal(TALK)],
        "outlook_msg": [*WHOLE[:2]],
        "outlook_tnef": [WHOLE[2]],
        "outlook_series": [SERIES],
        "outlook_store": [b"!BDN" + bytes(560)],
        "zip": [zipped({"a/b.mbox": mbox(*letters).encode(), "c.ics": b"x"})],
        "tgz": [gzip.decompress(tar_of({"a/b": mbox(*letters), f"{'x' * 120}/c": "y"}))],
        "gzip": [tar_of({"a": mbox(*letters)}), gzip.compress(mbox(*letters).encode())],
        "along": [zipped(files())],
        "imap": [ANSWERS + b"".join(fetch(n) + b"\r\n" for n in (1, 2)) + b"T5 OK done\r\n"],
        "people": [TABLE, CARDS],
        "sealed_body": [_opened()],
        "sealed_file": [sealed_for(2)],
        "served_page": ['<!doctype html><script src="/a.js" integrity="x"></script><a href=x>'],
    }
    return [one.encode() if isinstance(one, str) else one for one in made[name]]


PLAIN: Final = "at;number;direction;duration\n2026-01-05 09:30;+447700900002;in;1:02:03\n"


def _database() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return iphone(Path(folder) / "a", CALLS).read_bytes()


def _opened() -> bytes:
    sealed = seal("Ik zag het niet.", PLACE, at=AT, readers=BOTH, secret=ANNA)
    return open_bytes(sealed, ANNA.words)
