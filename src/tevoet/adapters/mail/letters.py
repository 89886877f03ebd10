"""Read one message from a file of its own, with as little as will do."""

import os
from typing import Final

from tevoet.adapters.mail.postmarks import BYTE_ORDER_MARK, starts_with_postmark
from tevoet.engines.moments.headers import HEAD_CAP, Values, cut_headers, head_end
from tevoet.engines.moments.message import NO_DATE, read_message, read_values
from tevoet.engines.moments.records import Mail

UNREADABLE: Final = "unreadable_message"
NOT_SURE: Final = ""
"""Instead of a mail or a reason: by its beginning it may be a message or something else."""

_HOW: Final = os.O_RDONLY | os.O_NONBLOCK
_FIRST: Final = 8 * 1024
_MORE: Final = 16 * 1024
_NOT_MAIL: Final = (b"!BDN", b"From ")  # a store of Outlook, and an mbox
_MOST_MISSING: Final = 3  # of the five headers that say who or when, so that two are there


def read_one(path: str, *, keep_lists: bool) -> Mail | str:
    """Return the mail in a file, or the reason why there is none."""
    mail = read_sure(path, keep_lists=keep_lists)
    if mail != NOT_SURE:
        return mail
    try:
        head = _head(path)
    except OSError:
        return "unreadable_file"
    if not head:
        return "empty_file"
    postmark = b""
    if starts_with_postmark(head):
        postmark, _, head = head.lstrip(b"\r\n").partition(b"\n")
    try:
        end = head_end(head)
        return read_message(head[:end] if end > 0 else head, postmark, keep_lists=keep_lists)
    except Exception:  # noqa: BLE001 - one bad message must not end the reading; it is counted
        return UNREADABLE


def read_sure(path: str, *, keep_lists: bool) -> Mail | str:
    """Return the mail in a file that surely is a message; of any other, say that one is not sure.

    Sure is what `reading.kinds` would call a message, at one look and without a byte too many: it
    begins with headers in the usual form, and at least two of them say who or when.
    """
    try:
        file = os.open(path, _HOW)
        try:
            head = os.read(file, _FIRST)
        finally:
            os.close(file)
    except OSError:
        return NOT_SURE
    values = _usual(head)
    if values is None:
        return NOT_SURE
    try:
        mail = read_values(values, keep_lists=keep_lists)
    except Exception:  # noqa: BLE001 - one bad message must not end the reading; it is counted
        return UNREADABLE
    return NOT_SURE if mail == NO_DATE else mail  # then what stands around Date counts


def _usual(head: bytes) -> Values | None:
    """Return the headers when a file is sure to be a message; None when more has to be seen."""
    end = b"" if len(head) == _FIRST else b"\n\n"  # a whole file may end with its headers
    text = b"\n%s%s" % (head if b"\r" not in head else _with_plain_ends(head), end)
    cut = cut_headers(text, 0)
    if cut is None or head.startswith(_NOT_MAIL) or text.find(b"\0", 0, cut[1]) >= 0:
        return None
    author, sender, to, _, _, date, identity, *_ = values = cut[0]
    missing = (author, sender, to, date, identity).count(None)
    return values if missing <= _MOST_MISSING else None


def _with_plain_ends(head: bytes) -> bytes:
    """Return headers, and what follows them when their end is not seen, with LF for CRLF."""
    end = head.find(b"\r\n\r\n")
    return (head if end < 0 else head[: end + 4]).replace(b"\r\n", b"\n")


def _head(path: str) -> bytes:
    """Read a file up to the end of its headers, at most `HEAD_CAP` bytes."""
    file = os.open(path, _HOW)
    try:
        head = os.read(file, _MORE)
        if len(head) == _MORE and head_end(head) < 0:
            head += os.read(file, HEAD_CAP - _MORE)
    finally:
        os.close(file)
    return head.removeprefix(BYTE_ORDER_MARK)
