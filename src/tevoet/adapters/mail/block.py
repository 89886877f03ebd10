"""Read the messages that begin in one stretch of an mbox."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from tevoet.adapters.mail.postmarks import (
    BYTE_ORDER_MARK,
    LOOK_AHEAD,
    MARK,
    is_postmark,
    is_separator,
    next_separator,
)
from tevoet.engines.moments.headers import HEAD_CAP, Values, cut_headers, head_end, head_values
from tevoet.engines.moments.message import NO_DATE, read_message, read_values
from tevoet.engines.moments.records import Mail

UNREADABLE: Final = "unreadable_message"
_BEFORE: Final = 4
_AFTER: Final = 64 * 1024
_NEAR: Final = 4  # bytes: two line ends
_LENGTH: Final = re.compile(rb"\nContent-Length:[ \t]*(\d{1,12})[ \t]*\r?\n")


class Span(NamedTuple):
    """The bytes of a file from `begin` up to, not including, `end`."""

    begin: int
    end: int


@dataclass(slots=True)
class Block:
    """The messages that begin in a span: mails, and refused ones as (reason, offset).

    `first` is the offset of the first separator, or -1. `reach` is where the last message with a
    trustworthy Content-Length ends: a separator before it is text, not a message.
    """

    span: Span
    mails: Sequence[Mail] = field(default_factory=list)
    refused: list[tuple[str, int]] = field(default_factory=list)
    first: int = -1
    reach: int = 0


class _Window:
    """A piece of a file in memory, with the offset where it begins."""

    def __init__(self, file: int, span: Span) -> None:
        self.file = file
        self.base = max(0, span.begin - _BEFORE)
        self.buffer = os.pread(file, span.end - self.base + _AFTER, self.base)
        self.is_last = len(self.buffer) < span.end - self.base + _AFTER

    def cut(self, begin: int) -> tuple[Values, int]:
        """Return the headers below the postmark at a place in the buffer, and where they end."""
        cut = cut_headers(self.buffer, begin)
        if cut:
            return cut
        _, head, end = self.whole(begin)
        return head_values(head), end

    def whole(self, begin: int) -> tuple[bytes, bytes, int]:
        """Return the postmark at a place in the buffer, its header block, and where that ends."""
        line_end = self.buffer.find(b"\n", begin)
        line_end = len(self.buffer) if line_end < 0 else line_end
        return self.buffer[begin:line_end], *self.head(line_end + 1)

    def head(self, begin: int) -> tuple[bytes, int]:
        """Return the header block that begins at a place in the buffer, and where it ends."""
        end = head_end(self.buffer, begin)
        if end < 0 and not self.is_last and len(self.buffer) - begin < HEAD_CAP:
            longer = os.pread(self.file, HEAD_CAP, self.base + begin)
            length = head_end(longer, 0)
            length = len(longer) if length < 0 else length
            return longer[:length], begin + length
        if end < 0:
            end = min(len(self.buffer), begin + HEAD_CAP)
        return self.buffer[begin:end], end

    def end_by_length(self, begin: int) -> int:
        """Return where a message's body ends by its Content-Length, or -1 without a sound one.

        It is trusted where a separator or the end of the file stands exactly there, give or take
        the empty line between messages.
        """
        _, head, body = self.whole(begin)
        match = _LENGTH.search(head) if b"\nContent-Length:" in head else None
        if match is None:
            return -1
        offset = self.base + body + int(match[1])
        around = os.pread(self.file, LOOK_AHEAD + 2 * _NEAR, offset - _NEAR)
        if len(around) < _NEAR:
            return -1  # it would end behind the end of the file
        for place in range(_NEAR, 2 * _NEAR):
            if around[place - 1 : place + 5] == MARK and is_postmark(around, place):
                return offset - _NEAR + place
        return offset if not around[_NEAR:].strip(b"\r\n") else -1


def read_block(file: int, span: Span, keep_lists: bool, *, at_message: bool = False) -> Block:
    """Read the messages whose separator lies in the span; `file` is an open descriptor.

    `at_message` says that the message before told that one begins where the span begins.
    A message that cannot be read is refused on its own. Raises OSError when the file cannot be
    read at all.
    """
    mails: list[Mail] = []
    window, block = _Window(file, span), Block(span, mails)
    for begin, values in _messages(window, block, at_message):
        try:
            mail = read_values(values, keep_lists=keep_lists)
            if mail == NO_DATE:  # then what stands around Date counts
                postmark, head, _ = window.whole(begin)
                mail = read_message(head, postmark, keep_lists=keep_lists)
        except Exception:  # noqa: BLE001 - one bad message must not end the reading; it is counted
            mail = UNREADABLE
        if isinstance(mail, str):
            block.refused.append((mail, window.base + begin))
        else:
            mails.append(mail)
    return block


def _messages(window: _Window, block: Block, at_message: bool) -> Iterator[tuple[int, Values]]:
    """Yield where in the buffer each message of the block begins, and its headers."""
    buffer, base = window.buffer, window.base
    last = block.span.end - base
    position = block.span.begin - base if at_message else _first_place(window, block.span)
    if 0 <= position < last:
        block.first = base + position
    while 0 <= position < last:
        values, end = window.cut(position)
        yield position, values
        reach = -1
        if values[-1] is not None:
            reach = window.end_by_length(position)
            block.reach = max(block.reach, reach)
        position = reach - base if reach > 0 else next_separator(buffer, end - 2)


def _first_place(window: _Window, span: Span) -> int:
    """Return the first place in the buffer where a message begins, or -1."""
    if span.begin == 0:
        start = window.buffer.removeprefix(BYTE_ORDER_MARK).lstrip(b"\r\n")
        place = len(window.buffer) - len(start)
        if start.startswith(b"From ") and is_separator(window.buffer, place):
            return place
    return next_separator(window.buffer, span.begin - window.base - 1)
