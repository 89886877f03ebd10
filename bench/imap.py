"""Reading a mailbox on a server beside imap-tools, over one folder of a real Dovecot, in one run.

    python bench/imap.py [--messages 5000]

The number to meet: at least 3 times as fast as the loop that imap-tools' own documentation shows,
`mailbox.fetch(headers_only=True, mark_seen=False)`. Beside it stand imap-tools asking for 500 at a
time, and the standard library's imaplib asking for the same few headers as we do, 500 at a time.

The others only hand over what stands in the headers that were asked; ours also reads dates,
people and ids in them, as `tevoet mirror` does. Everybody passes over the folder once before
anything is measured, so that Dovecot has its index. Needs Debian's dovecot-imapd.
"""

import argparse
import imaplib
import os
import shutil
import ssl
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench._mailbox import write_mailbox
from tests.adapters.mail.imap.dovecot import PASSWORD, USER, Dovecot, dovecot, give
from tevoet.adapters.mail.imap.fetching import ASKED, AT_ONCE
from tevoet.adapters.mail.imap.reading import read
from tevoet.engines.moments.options import ReadOptions

FASTER = 3.0
ROUNDS = 2  # the first is not counted
OPTIONS = ReadOptions(me=frozenset({"anna@example.org"}), now=1_800_000_000)
SEVEN = ("from", "to", "cc", "date", "message-id", "in-reply-to", "references")


class Measured(NamedTuple):
    """One way of reading: messages, seconds on the clock, and seconds of our own processor."""

    messages: int
    seconds: float
    busy: float


def main() -> int:
    """Fill a folder, read it in every way, print the table; 1 when the number is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    size = min(5_000, int(os.environ.get("TEVOET_BENCH_MESSAGES", "5000")))
    parser.add_argument("--messages", type=int, default=size)
    asked = parser.parse_args()
    if not shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin"):
        print("not measured: dovecot is not here. On Debian: sudo apt-get install dovecot-imapd")
        return 0
    with tempfile.TemporaryDirectory() as folder, dovecot() as server:
        os.environ["SSL_CERT_FILE"] = str(server.certificate.authority)
        give(server, _messages(Path(folder), asked.messages))
        found = {name: _measured(way, server) for name, way in WAYS.items()}
    return _report(found)


def _messages(folder: Path, count: int) -> list[bytes]:
    path = folder / "mbox"
    write_mailbox(path, folder, count, count * 4_000)
    return [text.partition(b"\n")[2] for text in path.read_bytes().split(b"\nFrom ")][:count]


def _measured(way: Callable[[Dovecot], int], server: Dovecot) -> Measured:
    found = Measured(0, 0, 0)
    for _ in range(ROUNDS):
        begin, busy = time.perf_counter(), time.process_time()
        count = way(server)
        found = Measured(count, time.perf_counter() - begin, time.process_time() - busy)
    return found


def _ours(server: Dovecot) -> int:
    return sum(len(batch.mails) + len(batch.refused) for batch in read(server.account(), OPTIONS))


def _imap_tools(server: Dovecot, **how: Any) -> int:  # Any: imap-tools' own options
    from imap_tools import MailBox  # noqa: PLC0415 - only here

    box = MailBox("localhost", server.implicit, ssl_context=ssl.create_default_context())
    with box.login_utf8(USER, PASSWORD) as mailbox:
        count = 0
        for message in mailbox.fetch(headers_only=True, mark_seen=False, **how):
            count += len([message.headers[name] for name in SEVEN if name in message.headers]) > 0
        return count


def _imaplib(server: Dovecot) -> int:
    box = imaplib.IMAP4_SSL("localhost", server.implicit, ssl_context=ssl.create_default_context())
    box.authenticate("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode())
    box.select("INBOX", readonly=True)
    uids = box.uid("SEARCH", "ALL")[1][0].split()
    count = 0
    for begin in range(0, len(uids), AT_ONCE):
        some = uids[begin : begin + AT_ONCE]
        _, answers = box.uid("FETCH", f"{some[0].decode()}:{some[-1].decode()}", ASKED.decode())
        count += sum(isinstance(one, tuple) for one in answers)
    box.logout()
    return count


WAYS: dict[str, Callable[[Dovecot], int]] = {
    "imap-tools, plain loop": _imap_tools,
    "imap-tools, 500 at a time": lambda server: _imap_tools(server, bulk=500),
    "imaplib, headers unread": _imaplib,
    "Tevoet, headers to mails": _ours,
}


def _report(found: dict[str, Measured]) -> int:
    print(f"{'':27}{'messages':>9}{'seconds':>9}{'busy':>8}{'µs each':>9}")
    for name, one in found.items():
        each = one.seconds / max(1, one.messages) * 1e6
        print(f"{name:27}{one.messages:9,}{one.seconds:9.2f}{one.busy:8.2f}{each:9.0f}")
    ours, plain = found["Tevoet, headers to mails"], found["imap-tools, plain loop"]
    ratio, busy = plain.seconds / ours.seconds, plain.busy / ours.busy
    is_met = ratio >= FASTER and len({one.messages for one in found.values()}) == 1
    said = "met" if is_met else "MISSED"
    print(f"{ratio:.1f} times as fast as imap-tools' plain loop (at least {FASTER:.0f}): {said}")
    print(f"{busy:.1f} times less of our own processor")
    return int(not is_met)


if __name__ == "__main__":
    sys.exit(main())
