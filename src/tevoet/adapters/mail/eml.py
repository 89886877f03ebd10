"""Read files that hold one message each."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from tevoet.adapters.mail.places import place
from tevoet.adapters.mail.postmarks import BYTE_ORDER_MARK, starts_with_postmark
from tevoet.engines.moments.headers import HEAD_CAP, head_end
from tevoet.engines.moments.message import read_message
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch, Mail, Refused

UNREADABLE: Final = "unreadable_message"
FILES: Final = 500
"""Files in one batch."""

_FIRST: Final = 16 * 1024


def read(paths: Iterable[Path], options: ReadOptions) -> Iterator[Batch]:
    """Yield the mails of files with one message each, `FILES` at a time.

    A file that is empty, cannot be opened, or is no message is one refusal.
    """
    mails: list[Mail] = []
    batch, count = Batch(mails), 0
    for path in paths:
        mail = read_one(path, keep_lists=options.keep_lists)
        if isinstance(mail, str):
            batch.refused.append(Refused(mail, place(path)))
        else:
            mails.append(mail)
        batch.read_bytes += _size(path)
        count += 1
        if count == FILES:
            yield batch
            mails = []
            batch, count = Batch(mails), 0
    if count:
        yield batch


def read_one(path: Path, *, keep_lists: bool) -> Mail | str:
    """Return the mail in a file, or the reason why there is none."""
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


def _head(path: Path) -> bytes:
    """Read a file up to the end of its headers, at most `HEAD_CAP` bytes."""
    file = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        head = os.read(file, _FIRST)
        if len(head) == _FIRST and head_end(head) < 0:
            head += os.read(file, HEAD_CAP - _FIRST)
    finally:
        os.close(file)
    return head.removeprefix(BYTE_ORDER_MARK)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
