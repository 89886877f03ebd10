"""A small IMAP server on loopback that keeps to the book, except where a test lets it lie."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from tests.adapters.mail.mailboxes import message
from tevoet.adapters.mail.imap.account import Account, Security

ENOUGH = b"OK done"
FOLDERS = (b'(\\HasNoChildren) "/" INBOX',)
Lie = Callable[["Liar", socket.socket, bytes, bytes], bool]
"""Answers a command itself and says so; gets the connection, the tag and the rest of the line."""


def head(number: int) -> bytes:
    """Write the headers of a message as they go over a wire."""
    return message(number).partition("\n\n")[0].replace("\n", "\r\n").encode() + b"\r\n\r\n"


@dataclass
class Liar:
    """What it says, and what it heard."""

    uids: Sequence[int] = range(1, 11)
    capabilities: bytes = b"IMAP4rev1 AUTH=PLAIN SASL-IR"
    greeting: bytes = b"* OK ready"
    folders: Sequence[bytes] = FOLDERS
    validity: int = 7
    lies: dict[str, Lie] = field(default_factory=dict)
    heard: list[bytes] = field(default_factory=list)
    connections: int = 0
    port: int = 0
    left: threading.Event = field(default_factory=threading.Event)
    text: Callable[[int], bytes] = head

    def account(self, **other: object) -> Account:
        """Return the way to its mailbox, without encryption: it is on loopback."""
        given: dict[str, object] = {
            "host": "127.0.0.1",
            "port": self.port,
            "user": "anna@example.org",
            "secret": "geheim",
            "security": Security.LOOPBACK_ONLY,
        }
        return Account(**{**given, **other})  # type: ignore[arg-type]  # a test gives what fits

    def talk(self, connection: socket.socket) -> None:
        """Talk with one client until it leaves."""
        self.connections += 1
        with connection, suppress(OSError), connection.makefile("rb") as lines:
            connection.sendall(self.greeting + b"\r\n")
            for line in lines:
                self.heard.append(line.rstrip(b"\r\n"))
                tag, _, rest = line.rstrip(b"\r\n").partition(b" ")
                if not self._lied(connection, tag, rest):
                    self._answer(connection, tag, rest)
        self.left.set()

    def _lied(self, connection: socket.socket, tag: bytes, rest: bytes) -> bool:
        verb = next((one for one in self.lies if rest.upper().startswith(one.encode())), "")
        return bool(verb) and self.lies[verb](self, connection, tag, rest)

    def _answer(self, connection: socket.socket, tag: bytes, rest: bytes) -> None:
        told = {
            b"CAPABILITY": [b"* CAPABILITY " + self.capabilities],
            b"LIST": [b"* LIST " + one for one in self.folders],
            b"STATUS": [self._status(rest)],
            b"EXAMINE": [b"* %d EXISTS" % len(self.uids), b"* OK [UIDVALIDITY %d]" % self.validity],
            b"UID": self._about_messages(rest),
        }.get(rest.split(b" ")[0].upper(), [])
        connection.sendall(b"".join(line + b"\r\n" for line in [*told, tag + b" " + ENOUGH]))

    def _status(self, rest: bytes) -> bytes:
        name = rest.partition(b" ")[2].rpartition(b" (")[0]
        numbers = (len(self.uids), max(self.uids, default=0) + 1, self.validity)
        return b"* STATUS %s (MESSAGES %d UIDNEXT %d UIDVALIDITY %d)" % (name, *numbers)

    def _about_messages(self, rest: bytes) -> list[bytes]:
        asked = [uid for uid in self.uids if uid in spans(rest)]
        if rest.upper().startswith(b"UID SEARCH"):
            return [b"* SEARCH " + b" ".join(b"%d" % uid for uid in asked)]
        return [fetch(uid, self.text(uid)) for uid in asked]


def fetch(uid: int, text: bytes | None = None) -> bytes:
    """Write what a FETCH of a message answers."""
    text = head(uid) if text is None else text
    about = b'UID %d FLAGS () INTERNALDATE " 1-Jun-2026 10:00:00 +0200"' % uid
    return b"* %d FETCH (%s BODY[HEADER.FIELDS (FROM)] {%d}\r\n%s)" % (uid, about, len(text), text)


def spans(rest: bytes) -> set[int]:
    """Return the numbers in the first set of a command."""
    found = re.search(rb"(\d+)(?::(\d+|\*))?", rest)
    if found is None:
        return set()
    last = found[2] or found[1]
    return set(range(int(found[1]), 10_000 if last == b"*" else int(last) + 1))


@contextmanager
def liar(made: Liar) -> Iterator[Liar]:
    """Let it listen, each client in a thread of its own."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made.port = listening.getsockname()[1]
        threading.Thread(target=_listen, args=(listening, made), daemon=True).start()
        yield made


def _listen(listening: socket.socket, made: Liar) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listening.accept()
            threading.Thread(target=made.talk, args=(connection,), daemon=True).start()


def says(*lines: bytes, ending: bytes = ENOUGH) -> Lie:
    """Answer with lines of a test's own choice."""

    def lie(made: Liar, connection: socket.socket, tag: bytes, rest: bytes) -> bool:
        text = b"".join(line + b"\r\n" for line in lines)
        connection.sendall(text + (tag + b" " + ending + b"\r\n" if ending else b""))
        return True

    return lie


def hangs_up(times: int, after: bytes = b"") -> Lie:
    """Say something and go away, a few times."""
    left = [times]

    def lie(made: Liar, connection: socket.socket, tag: bytes, rest: bytes) -> bool:
        if not left[0]:
            return False
        left[0] -= 1
        connection.sendall(after)
        connection.shutdown(socket.SHUT_RDWR)
        return True

    return lie
