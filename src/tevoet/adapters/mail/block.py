"""Read the messages that begin in one stretch of an mbox."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from tevoet.adapters.mail.postmarks import (
    BYTE_ORDER_MARK,
    LOOK_AHEAD,
    MARK,
    is_postmark,
    is_separator,
)
from tevoet.engines.moments.headers import HEAD_CAP, cut_headers, head_end, split_headers
from tevoet.engines.moments.message import read_headers
from tevoet.engines.moments.records import Mail

UNREADABLE: Final = "unreadable_message"
_BEFORE: Final = 4
_AFTER: Final = 64 * 1024
_NEAR: Final = 4  # bytes: two line ends
_MARK: Final = re.compile(MARK).search  # finds it sooner than bytes.find does
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

    def cut(self, line_end: int) -> tuple[Mapping[bytes, bytes] | None, bytes, int, bool]:
        """Return headers or None, block, its end, and whether it may hold a Content-Length."""
        cut = cut_headers(self.buffer, line_end)
        if cut is None:
            return None, *self.head(line_end + 1), True
        headers, end, has_length = cut
        return headers, self.buffer[line_end + 1 : end], end, has_length

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

    def end_by_length(self, head: bytes, body: int) -> int:
        """Return where the body ends by its Content-Length, or -1 when that is not to be trusted.

        It is trusted where a separator or the end of the file stands exactly there, give or take
        the empty line between messages.
        """
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


_Message = tuple[int, bytes, bytes, Mapping[bytes, bytes] | None]
"""Where a message begins, its postmark, its header block, and its headers when cut already."""


def read_block(file: int, span: Span, keep_lists: bool, *, at_message: bool = False) -> Block:
    """Read the messages whose separator lies in the span; `file` is an open descriptor.

    `at_message` says that the message before told that one begins where the span begins.
    A message that cannot be read is refused on its own. Raises OSError when the file cannot be
    read at all.
    """
    mails: list[Mail] = []
    window, block = _Window(file, span), Block(span, mails)
    for separator, postmark, head, headers in _messages(window, block, at_message):
        try:
            if headers is None:
                headers = split_headers(head)  # noqa: PLW2901 - the same, cut the longer way
            mail = read_headers(headers, head, postmark, keep_lists=keep_lists)
        except Exception:  # noqa: BLE001 - one bad message must not end the reading; it is counted
            mail = UNREADABLE
        if isinstance(mail, str):
            block.refused.append((mail, separator))
        else:
            mails.append(mail)
    return block


def _messages(window: _Window, block: Block, at_message: bool) -> Iterator[_Message]:
    """Yield each message that begins in the block's span."""
    buffer, base = window.buffer, window.base
    last = block.span.end - base
    position = block.span.begin - base if at_message else _first_place(window, block.span)
    told = position if at_message else -1
    while 0 <= position < last:
        if position != told and not is_separator(buffer, position):
            position = _next_place(buffer, position)
            continue
        if block.first < 0:
            block.first = base + position
        line_end = buffer.find(b"\n", position)
        line_end = len(buffer) if line_end < 0 else line_end
        headers, head, end, has_length = window.cut(line_end)
        yield base + position, buffer[position:line_end], head, headers
        reach = window.end_by_length(head, end) if has_length else -1
        block.reach = max(block.reach, reach)
        told = reach - base if reach > 0 else -1
        position = told if reach > 0 else _next_place(buffer, max(line_end, end - 2))


def _first_place(window: _Window, span: Span) -> int:
    """Return the first place in the buffer where a separator may stand, or -1."""
    if span.begin == 0:
        start = window.buffer.removeprefix(BYTE_ORDER_MARK).lstrip(b"\r\n")
        if start.startswith(b"From "):
            return len(window.buffer) - len(start)
    return _next_place(window.buffer, span.begin - window.base - 1)


def _next_place(buffer: bytes, position: int) -> int:
    found = _MARK(buffer, max(0, position))
    return -1 if found is None else found.start() + 1
