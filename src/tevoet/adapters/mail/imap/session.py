"""A conversation with an IMAP server: commands, answers, and coming in (RFC 3501 and 9051)."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final, NamedTuple, Self

from tevoet.adapters.mail.imap.account import Account, Security
from tevoet.adapters.mail.imap.connecting import connect, encrypted, not_reached
from tevoet.adapters.mail.imap.refusals import (
    Dropped,
    MailServerNotReached,
    MailServerWithoutSecurity,
    NotImap,
)
from tevoet.adapters.mail.imap.wire import LINE_CAP, Wire

MOST_ANSWERS: Final = 20_000
"""Lines in answer to one command; messages are asked for by a thousand at most."""

MOST_LITERALS: Final = 50
_LITERAL: Final = re.compile(rb"\{(\d{1,18})\}$")
_CAPABILITIES: Final = re.compile(rb"\[CAPABILITY ([^\]]*)\]", re.IGNORECASE)


class Response(NamedTuple):
    """One answer: its text, where `{size}` stands for each literal, and the literals."""

    text: bytes
    literals: tuple[bytes, ...] = ()


@dataclass(slots=True)
class Answer:
    """How a command ended (OK, NO or BAD), with what, and what came before."""

    status: bytes
    text: bytes
    before: list[Response] = field(default_factory=list)

    @property
    def is_ok(self) -> bool:
        """Say whether the server did what was asked."""
        return self.status == b"OK"


class Session:
    """A connection over which one asks and is answered."""

    def __init__(self, account: Account, wire: Wire) -> None:
        """Begin; `greet` comes first."""
        self.account = account
        self.wire = wire
        self.capabilities: frozenset[bytes] = frozenset()
        self._number = 0

    @classmethod
    def open(cls, account: Account) -> Self:
        """Connect, hear the greeting and encrypt; nobody has signed in yet.

        Raises `MailServerNotReached`, `MailServerNotTrusted` and `MailServerWithoutSecurity`.
        """
        session = cls(account, Wire(connect(account)))
        try:
            session._begin()
        except (Dropped, NotImap) as error:
            session.close()
            raise not_reached(account) from error
        except BaseException:
            session.close()
            raise
        return session

    def close(self) -> None:
        """Say goodbye, and wait for nobody."""
        with suppress(Dropped):
            self.wire.send(b"Z LOGOUT")
        self.wire.close()

    def begin(self, *words: bytes) -> bytes:
        """Send a command and return its tag; the answer may be heard later."""
        self._number += 1
        tag = b"T%d" % self._number
        self.wire.send(b" ".join((tag, *words)))
        return tag

    def ask(self, *words: bytes, cap: int = LINE_CAP) -> Answer:
        """Send a command and return the answer. Raises `Dropped` and `NotImap`."""
        return self.hear(self.begin(*words), cap)

    def hear(self, tag: bytes, cap: int = LINE_CAP) -> Answer:
        """Return the answer to a command."""
        before: list[Response] = []
        for response in self.responses(cap):
            if ending := ended(response, tag):
                return Answer(*ending, before)
            before.append(response)
            if len(before) > MOST_ANSWERS:
                raise NotImap("answers")
        raise Dropped

    def responses(self, cap: int = LINE_CAP) -> Iterator[Response]:
        """Yield what the server says; `Dropped` when it says goodbye."""
        while True:
            text = part = self.wire.line(cap)
            literals = list[bytes]()
            while part.endswith(b"}") and (found := _LITERAL.search(part)):
                literals.append(self.wire.literal(int(found[1])))
                part = self.wire.line(cap)
                text += part
                if len(literals) > MOST_LITERALS or len(text) > cap:
                    raise NotImap("literals")
            if text[:6].upper() == b"* BYE ":
                raise Dropped
            yield Response(text, tuple(literals))

    def has(self, capability: str) -> bool:
        """Say whether the server can do something."""
        return capability.encode() in self.capabilities

    def note_capabilities(self, answer: Answer) -> None:
        """Learn what the server can do: from an answer, or by asking."""
        lines = [answer.text, *(one.text for one in answer.before)]
        told = next((found for line in lines if (found := _CAPABILITIES.search(line))), None)
        if told:
            self.capabilities = frozenset(told[1].upper().split())
            return
        for response in self.ask(b"CAPABILITY").before:
            if response.text[:13].upper() == b"* CAPABILITY ":
                self.capabilities = frozenset(response.text[13:].upper().split())

    def _begin(self) -> None:
        greeting = self.wire.line()
        if greeting[:5].upper() != b"* OK ":
            raise not_reached(self.account)
        self.note_capabilities(Answer(b"OK", greeting))
        if self.account.security is Security.STARTTLS:
            self._encrypt()

    def _encrypt(self) -> None:
        """Go over to TLS; what came before it counts for nothing."""
        host, port = self.account.host, self.account.port
        if not self.has("STARTTLS") or not self.ask(b"STARTTLS").is_ok or not self.wire.is_drained:
            raise MailServerWithoutSecurity(host=host, port=port)
        try:
            self.wire = Wire(encrypted(self.wire.connection, self.account))
        except OSError as error:
            raise MailServerNotReached(host=host, port=port) from error
        self.note_capabilities(Answer(b"OK", b""))


def ended(response: Response, tag: bytes) -> tuple[bytes, bytes] | None:
    """Return status and text when a response ends the command with this tag."""
    if not response.text.startswith(tag + b" "):
        return None
    status, _, text = response.text[len(tag) + 1 :].partition(b" ")
    if status.upper() == b"BAD":
        raise NotImap("BAD")
    return status.upper(), text


def quoted(text: bytes) -> bytes:
    r"""Write a text as IMAP quotes it. Raises ValueError for what cannot be quoted.

    >>> quoted(b'a "b"')
    b'"a \\"b\\""'
    """
    if any(sign in text for sign in b"\r\n\0"):
        raise ValueError("a line end cannot be quoted")
    return b'"%s"' % text.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
