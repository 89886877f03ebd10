"""Ask for the headers of many messages at once, with the next question on its way already.

Only `BODY.PEEK[HEADER.FIELDS …]`, flags and the time of arrival are ever asked for: no text, no
subject, and nothing that marks a message as seen.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from tevoet.adapters.mail.imap.refusals import Dropped, NotImap
from tevoet.adapters.mail.imap.session import MOST_ANSWERS, Response, Session, ended
from tevoet.adapters.mail.imap.wire import NUMBERS_CAP
from tevoet.engines.moments.headers import WANTED

AT_ONCE: Final = 500
"""Messages in one question, and in one batch."""

AHEAD: Final = 2
"""Questions on their way while one is answered."""

_HEADERS: Final = b"BODY.PEEK[HEADER.FIELDS (%s)]" % b" ".join(WANTED).upper()
ASKED: Final = b"(UID FLAGS INTERNALDATE %s)" % _HEADERS
ROUTE: Final = b"(UID BODY.PEEK[HEADER.FIELDS (RECEIVED)])"
_USUAL: Final = re.compile(
    rb'\* \d+ FETCH \(UID (\d+) FLAGS \(([^()]*)\) INTERNALDATE "([^"]*)"'
    rb" BODY\[HEADER\.FIELDS [^\]]*\] \{\d+\}\)"
)
_FETCH: Final = re.compile(rb"\* \d+ FETCH \(", re.IGNORECASE)
_UID: Final = re.compile(rb"[( ]UID (\d{1,10})\b", re.IGNORECASE)
_FLAGS: Final = re.compile(rb"[( ]FLAGS \(([^()]*)\)", re.IGNORECASE)
_AT: Final = re.compile(rb'[( ]INTERNALDATE "([^"]*)"', re.IGNORECASE)
_FIELDS: Final = re.compile(
    rb'BODY\[HEADER\.FIELDS [^\]]*\](?:<\d+>)? (?:(\{\d+\})|"((?:[^"\\]|\\.)*)"|(NIL))',
    re.IGNORECASE,
)
_SEARCHED: Final = re.compile(rb"\* SEARCH((?: \d{1,10})*) ?(?:\(MODSEQ \d+\))?", re.IGNORECASE)


class Fetched(NamedTuple):
    """What was handed over of one message. `head` is None when its headers were not."""

    uid: int
    flags: bytes = b""
    came_in: bytes = b""
    head: bytes | None = None


def numbers_above(session: Session, last: int) -> list[int]:
    """Return the numbers (UIDs) of all messages of the open folder above one, in order."""
    answer = session.ask(b"UID SEARCH UID %d:*" % (last + 1), cap=NUMBERS_CAP)
    found: set[int] = set()
    for response in answer.before:
        if listed := _SEARCHED.fullmatch(response.text):
            found.update(map(int, listed[1].split()))
    if not answer.is_ok:
        raise NotImap("SEARCH")
    return sorted(uid for uid in found if uid > last)


def fetch(session: Session, uids: Sequence[int]) -> Iterator[tuple[Sequence[int], list[Fetched]]]:
    """Yield, for `AT_ONCE` messages at a time, their numbers and what was handed over of them.

    Each message comes at most once and in order; which the server withheld is missing.
    """
    waiting, answers = deque[tuple[bytes, Sequence[int]]](), _Answers(session)
    for begin in range(0, len(uids), AT_ONCE):
        some = uids[begin : begin + AT_ONCE]
        waiting.append((answers.ask(some, ASKED), some))
        if len(waiting) > AHEAD:
            yield answers.take(*waiting.popleft())
    while waiting:
        yield answers.take(*waiting.popleft())


def routes(session: Session, uids: Sequence[int]) -> dict[int, bytes]:
    """Return the Received headers of messages without a date, by number."""
    answers = _Answers(session)
    _, found = answers.take(answers.ask(uids, ROUTE, exactly=True), uids)
    return {one.uid: one.head or b"" for one in found}


@dataclass(slots=True)
class _Answers:
    """What was asked and is not answered yet, and what came in of it."""

    session: Session
    asked: set[int] = field(default_factory=set)
    came: dict[int, Fetched] = field(default_factory=dict)
    ready: set[bytes] = field(default_factory=set)
    idle: int = 0

    def ask(self, uids: Sequence[int], what: bytes, *, exactly: bool = False) -> bytes:
        """Ask for messages: all numbers between the first and the last are among them."""
        self.asked.update(uids)
        span = b",".join(b"%d" % uid for uid in uids) if exactly else b"%d:%d" % (uids[0], uids[-1])
        return self.session.begin(b"UID FETCH", span, what)

    def take(self, tag: bytes, uids: Sequence[int]) -> tuple[Sequence[int], list[Fetched]]:
        """Wait for the end of one question, and return what came in of it."""
        while tag not in self.ready:
            self._hear()
        self.asked.difference_update(uids)
        self.ready.discard(tag)
        found = (self.came.pop(uid, None) for uid in uids)
        return uids, [one for one in found if one is not None]

    def _hear(self) -> None:
        response = next(self.session.responses(), None)
        if response is None:
            raise Dropped
        if response.text[:1] == b"T":
            tag = response.text.partition(b" ")[0]
            if ended(response, tag):
                self.ready.add(tag)
            return
        one = fetched(response)
        if one and one.uid in self.asked and one.uid not in self.came:
            self.came[one.uid] = one
            return
        self.idle += 1
        if self.idle > MOST_ANSWERS:
            raise NotImap("answers")


def fetched(response: Response) -> Fetched | None:
    """Return what a FETCH handed over; None for another answer, or one without headers."""
    if found := _USUAL.fullmatch(response.text):
        return Fetched(int(found[1]), found[2], found[3], response.literals[0])
    if not _FETCH.match(response.text):
        return None
    uid, fields = _UID.search(response.text), _FIELDS.search(response.text)
    if uid is None or fields is None:
        return None
    flags, came_in = _FLAGS.search(response.text), _AT.search(response.text)
    return Fetched(
        int(uid[1]),
        flags[1] if flags else b"",
        came_in[1] if came_in else b"",
        _head(fields, response),
    )


def _head(fields: re.Match[bytes], response: Response) -> bytes | None:
    """Return the headers, whichever way the server writes a text."""
    if fields[1]:
        before = response.text[: fields.start(1)]
        place = len(re.findall(rb"\{\d+\}", before))
        return response.literals[place] if place < len(response.literals) else None
    if fields[2] is not None:
        return re.sub(rb"\\(.)", rb"\1", fields[2])
    return None
