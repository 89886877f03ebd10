"""Read an Outlook store (.pst, .ost) of any size, in a process of its own.

The library that knows the format is written in C and reads what anybody may have damaged. So it
runs in a process with a limit on memory, and on time for each item; when that process ends too
early, another one goes on behind the item that ended it.
"""

import marshal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from tevoet.adapters.mail.places import place
from tevoet.adapters.outlook.items import Items
from tevoet.adapters.outlook.properties import Entry, Properties
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch

NOT_INSTALLED: Final = "outlook_not_installed"
LIBRARY: Final = "pypff"
WORKER: Final = "tevoet.adapters.outlook.worker"
MOST_BROKEN: Final = 25
"""Items that may end the process before the rest of a store is given up."""

_Frame = tuple[str, Any]  # what a frame holds depends on its word; both sides are ours


def is_installed() -> bool:
    """Say whether stores can be read here: the extra `outlook` is a choice."""
    return find_spec(LIBRARY) is not None


def read(path: Path, options: ReadOptions) -> Iterator[Batch]:
    """Yield the mail and the meetings of a store; closing the iterator ends the process.

    Refused as a whole: `outlook_not_installed`, `store_damaged`; from some point on:
    `store_broke_off`. Remarks: `store_has_password`, `store_header_wrong`. Raises OSError when
    the file cannot be opened.
    """
    size = path.stat().st_size
    items = Items(place(path), options)
    if is_installed():
        yield from _Reading(path, size, items).batches()
    else:
        items.refuse(NOT_INSTALLED)
    yield from items.hand_over(is_last=True)


@dataclass(slots=True)
class _Reading:
    """How far the reading of one store is."""

    path: Path
    size: int
    items: Items
    first: int = 0
    total: int = 0
    broken: int = 0
    is_open: bool = False
    is_done: bool = False

    def batches(self) -> Iterator[Batch]:
        while not self.is_done:
            before = self.first
            with _worker(self.path, self.first) as frames:
                for frame in frames:
                    yield from self._take(*frame)
            if not self.is_done and self.first == before:
                self._step_over()

    def _take(self, word: str, said: Any) -> Iterator[Batch]:
        if word == "begin":
            self.total, self.is_open = said["total"], True
            self.items.batch.remarks += said["remarks"]
        elif word == "items":
            for number, content in said:
                self._take_item(number, content)
            self.items.batch.read_bytes = self.size * len(said) // max(1, self.total)
            yield from self.items.hand_over()
        elif word == "folder":
            self.items.refuse("unreadable_folder", None)
        else:
            if word == "refused":
                self.items.refuse(said)
            self.is_done = True

    def _take_item(self, number: int, content: Any) -> None:
        self.first = number + 1
        if content is None:
            self.items.refuse("unreadable_message", number)
            return
        folder, charset, own, receivers = content
        people = [Properties(values, charset) for values in receivers]
        self.items.take(number, Entry(Properties(own, charset), people, folder))

    def _step_over(self) -> None:
        """Go on behind the item that ended the process; too many of them end the reading."""
        if not self.is_open:
            self.items.refuse("store_damaged")
            self.is_done = True
            return
        self.items.refuse("unreadable_message", self.first)
        self.first += 1
        self.broken += 1
        if self.broken >= MOST_BROKEN:
            self.items.refuse("store_broke_off")
            self.is_done = True


@contextmanager
def _worker(path: Path, first: int) -> Iterator[Iterator[_Frame]]:
    """Start a process that reads from an item on, and end it, whatever happens."""
    command = [sys.executable, "-m", WORKER, str(path), str(first)]
    process = subprocess.Popen(  # noqa: S603 - our own program, and a path as one argument
        command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield _frames(process)
    finally:
        process.kill()
        process.communicate()


def _frames(process: "subprocess.Popen[bytes]") -> Iterator[_Frame]:
    output = process.stdout
    while output is not None:
        length = int.from_bytes(output.read(8), "big")
        packed = output.read(length)
        if not length or len(packed) < length:
            return
        yield marshal.loads(packed)  # noqa: S302 - our own process wrote it
