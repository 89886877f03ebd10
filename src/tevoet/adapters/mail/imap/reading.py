"""Read a mailbox on a server, folder by folder, from where the last reading ended."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from tevoet.adapters.mail.imap.account import Account
from tevoet.adapters.mail.imap.fetching import fetch, numbers_above
from tevoet.adapters.mail.imap.folders import Folder, folders
from tevoet.adapters.mail.imap.messages import batch_of
from tevoet.adapters.mail.imap.refusals import (
    Dropped,
    MailServerBrokeOff,
    MailServerNotReached,
    MailServerNotUnderstood,
    NotImap,
)
from tevoet.adapters.mail.imap.session import Session
from tevoet.adapters.mail.imap.signing import sign_in
from tevoet.adapters.progress import Progress, untold
from tevoet.engines.moments.message import forget
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch, Refused

"""Is told how many messages have been read, of how many in all."""

MOST_TRIES: Final = 3
"""Connections in a row that brought nothing."""

PAUSE_SECONDS: Final = 1.0
"""Before connecting anew; longer each time."""

CLOSED: Final = "closed_folder"
_NUMBER: Final = rb"[( \[]%s (\d{1,20})[) \]]"
_VALIDITY, _NEXT, _MESSAGES, _CHANGES = (
    re.compile(_NUMBER % name, re.IGNORECASE)
    for name in (b"UIDVALIDITY", b"UIDNEXT", b"MESSAGES", b"HIGHESTMODSEQ")
)


class Place(NamedTuple):
    """How far a folder was read.

    `validity` is what the server calls this numbering of the folder, `last` the highest number
    that was read, `changes` the state of the whole folder then, 0 where the server keeps none.
    """

    validity: int
    last: int
    changes: int = 0


Standing = dict[str, Place]
"""How far each folder was read, by the name the server gives it. Whoever reads keeps this."""


def read(
    account: Account,
    options: ReadOptions,
    standing: Standing | None = None,
    on_progress: Progress | None = None,
) -> Iterator[Batch]:
    """Yield what came into a mailbox since `standing`, which is brought up to date meanwhile.

    A connection that falls away is made anew, and reading goes on where it was; nothing comes
    twice. A folder that cannot be opened and a message that is not handed over are refused on
    their own, with reasons `closed_folder` and `not_handed_over`; drafts are set aside.
    Raises the refusals of this package. `on_progress` may raise to stop.
    """
    walk = _Walk(account, options, {} if standing is None else standing, on_progress or untold)
    try:
        yield from walk.batches()
    except NotImap as error:
        raise MailServerNotUnderstood(host=account.host) from error
    finally:
        walk.close()
        forget()


@dataclass(slots=True)
class _Walk:
    """Goes through the folders, over as many connections as it takes."""

    account: Account
    options: ReadOptions
    standing: Standing
    tell: Progress
    session: Session | None = None
    finished: set[str] = field(default_factory=set)
    done: int = 0
    total: int = 0
    has_come_in: bool = False

    def batches(self) -> Iterator[Batch]:
        """Yield everything, and connect anew when the connection falls away."""
        tries, before = 0, -1
        while True:
            try:
                yield from self._over_one_connection()
            except (Dropped, MailServerNotReached) as error:
                self.close()
                if not self.has_come_in:
                    raise self._gone(error) from error
                tries = 1 if self.done > before else tries + 1
                before = self.done
                if tries > MOST_TRIES:
                    raise MailServerBrokeOff(host=self.account.host) from error
                time.sleep(PAUSE_SECONDS * tries)
            else:
                return

    def close(self) -> None:
        """End the connection there is."""
        if self.session is not None:
            self.session.close()
        self.session = None

    def _gone(self, error: Exception) -> Exception:
        """Return what to say of a connection that never came to anything."""
        if isinstance(error, MailServerNotReached):
            return error
        return MailServerBrokeOff(host=self.account.host)

    def _over_one_connection(self) -> Iterator[Batch]:
        self.session = session = Session.open(self.account)
        sign_in(session)
        self.has_come_in = True
        left = [one for one in folders(session) if _key(one) not in self.finished]
        waiting = [(one, self._count(session, one)) for one in left]
        self.total = self.done + sum(count for _, count in waiting)
        self.tell(self.done, self.total)
        for folder, count in waiting:
            if count or _key(folder) not in self.standing:
                yield from self._folder(session, folder)
            self.finished.add(_key(folder))
        self.tell(self.total, self.total)

    def _count(self, session: Session, folder: Folder) -> int:
        """Return about how many messages of a folder there are to read; 0 when nothing changed."""
        if not folder.spoken:
            return 1
        asked = b"(MESSAGES UIDNEXT UIDVALIDITY%s)" % (
            b" HIGHESTMODSEQ" if keeps_changes(session) else b""
        )
        answer = session.ask(b"STATUS", folder.spoken, asked)
        text = b"".join(one.text for one in answer.before if one.text[:9].upper() == b"* STATUS ")
        count, known = _number(_MESSAGES, text), self.standing.get(_key(folder))
        if known is None or known.validity != _number(_VALIDITY, text):
            return count
        if known.changes and known.changes == _number(_CHANGES, text):
            return 0
        return max(1, min(count, _number(_NEXT, text) - 1 - known.last))

    def _folder(self, session: Session, folder: Folder) -> Iterator[Batch]:
        key = _key(folder)
        answer = session.ask(b"EXAMINE", folder.spoken) if folder.spoken else None
        if answer is None or not answer.is_ok:
            yield Batch(refused=[Refused(CLOSED, folder.name)])
            return
        text = b"\n".join(one.text for one in answer.before)
        validity, changes = _number(_VALIDITY, text), _number(_CHANGES, text)
        known = self.standing.get(key)
        last = known.last if known and validity and known.validity == validity else 0
        for uids, found in fetch(session, numbers_above(session, last)):
            yield batch_of(session, folder.name, uids, found, self.options)
            last = uids[-1]
            self.standing[key] = Place(validity, last)
            self._moved(len(uids))
        self.standing[key] = Place(validity, last, changes)

    def _moved(self, messages: int) -> None:
        self.done += messages
        self.total = max(self.total, self.done)
        self.tell(self.done, self.total)


def keeps_changes(session: Session) -> bool:
    """Say whether the server numbers the states of a folder (RFC 7162)."""
    return session.has("CONDSTORE") or session.has("QRESYNC")


def _key(folder: Folder) -> str:
    return folder.raw.decode("latin-1")


def _number(wanted: re.Pattern[bytes], text: bytes) -> int:
    found = wanted.search(text)
    return int(found[1]) if found else 0
