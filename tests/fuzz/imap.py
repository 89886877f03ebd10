"""What an IMAP server says, read from bytes instead of a socket."""

from __future__ import annotations

from typing import Any, Final, cast

from tests.fuzz.sound import check_batches
from tevoet.adapters.mail.imap.account import Account
from tevoet.adapters.mail.imap.fetching import fetch, numbers_above
from tevoet.adapters.mail.imap.folders import folders
from tevoet.adapters.mail.imap.messages import batch_of
from tevoet.adapters.mail.imap.refusals import Dropped, NotImap
from tevoet.adapters.mail.imap.session import Answer, Session
from tevoet.adapters.mail.imap.wire import Wire
from tevoet.engines.moments.options import ReadOptions

REFUSALS: Final = (Dropped, NotImap)
OPTIONS: Final = ReadOptions(me=frozenset({"anna@example.org"}), now=1_800_000_000)
ACCOUNT: Final = Account(host="mail.example.org", user="anna@example.org", secret="geheim")


class Said:
    """A connection on which somebody has said everything already; what we say is lost."""

    def __init__(self, content: bytes) -> None:
        self.left = content

    def settimeout(self, seconds: float) -> None:
        """Take a patience that is not needed."""

    def sendall(self, line: bytes) -> None:
        """Take what is said."""

    def recv(self, most: int) -> bytes:
        """Hand over the first half of what is left, so that lines come in pieces."""
        cut = min(most, len(self.left) // 2 + 1)
        piece, self.left = self.left[:cut], self.left[cut:]
        return piece


def read_answers(content: bytes) -> None:
    """Read a mailbox of one folder from what its server said."""
    session = Session(ACCOUNT, Wire(cast(Any, Said(content))))  # stands in for a socket
    session.note_capabilities(Answer(b"OK", session.wire.line()))
    for folder in folders(session):
        assert folder.name.encode()
    session.ask(b"EXAMINE", b"INBOX")
    numbers = numbers_above(session, 0)
    assert numbers == sorted(set(numbers))
    for uids, found in fetch(session, numbers):
        check_batches([batch_of(session, "INBOX", uids, found, OPTIONS)], OPTIONS)
