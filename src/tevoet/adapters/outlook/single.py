"""Read files that hold one item of Outlook each: messages (.msg) and TNEF (winmail.dat)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tevoet.adapters.mail.places import place
from tevoet.adapters.outlook.compound import SIGNATURE, NotACompoundFile
from tevoet.adapters.outlook.items import Items
from tevoet.adapters.outlook.msg import read_msg
from tevoet.adapters.outlook.properties import Entry
from tevoet.adapters.outlook.tnef import read_tnef
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch

LARGEST: Final = 150 * 1024 * 1024
"""Bytes of the largest message that is read: more than any mail server lets through."""


def read(path: Path, options: ReadOptions) -> Iterator[Batch]:
    """Yield the mail or the meeting in a file. Raises OSError when it cannot be opened."""
    items = Items(place(path), options)
    size = path.stat().st_size
    found = "too_large" if size > LARGEST else _entry(path.read_bytes())
    if isinstance(found, str):
        items.refuse(found)
    else:
        items.take(0, found)
    items.batch.read_bytes = size
    yield from items.hand_over(is_last=True)


def _entry(content: bytes) -> Entry | str:
    """Return the item, or the reason why there is none."""
    if not content.startswith(SIGNATURE):
        return read_tnef(content) or "unreadable_content"
    try:
        return read_msg(content) or "unknown_kind"
    except (NotACompoundFile, ValueError, RecursionError):
        return "unreadable_content"
