"""What Outlook writes, read as the app reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.fuzz.sound import check_batches
from tevoet.adapters.outlook import store
from tevoet.adapters.outlook.compound import NotACompoundFile
from tevoet.adapters.outlook.items import Items
from tevoet.adapters.outlook.msg import read_msg
from tevoet.adapters.outlook.properties import Entry
from tevoet.adapters.outlook.recurrence import UnreadableRecurrence, read_recurrence
from tevoet.adapters.outlook.tnef import read_tnef
from tevoet.engines.moments.options import ReadOptions

REFUSALS: Final = (NotACompoundFile, UnreadableRecurrence)
OPTIONS: Final = ReadOptions(me=frozenset({"anna@example.org"}), now=1_800_000_000)


def read_item(content: bytes) -> None:
    """Read a message (.msg) down to its mail or its meetings."""
    _take(read_msg(content))


def read_tnef_item(content: bytes) -> None:
    """Read a winmail.dat the same way."""
    _take(read_tnef(content))


def _take(entry: Entry | None) -> None:
    items = Items("a", OPTIONS)
    if entry is not None:
        items.take(0, entry)
    check_batches(items.hand_over(is_last=True), OPTIONS)


def read_series(content: bytes) -> None:
    """Read how a meeting comes back."""
    read_recurrence(content, "cp1252")


def read_store(path: Path) -> None:
    """Read a store, with the library in a process of its own."""
    check_batches(store.read(path, OPTIONS), OPTIONS)
