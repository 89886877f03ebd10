"""Unpack an archive into a private folder for as long as it is read.

Nothing is trusted that an archive says of itself: names lead nowhere but into that folder, and what
is written is counted while it is written.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final, Protocol

from tevoet.adapters.mail.places import place
from tevoet.adapters.tables.scratch import PREFIX
from tevoet.engines.moments.records import Batch, Refused

MOST_FILES: Final = 500_000
MOST_TIMES: Final = 200
"""How many times its own size an archive may come to; text comes to ten, a bomb to a thousand."""

ALWAYS: Final = 64 * 1024 * 1024
"""Bytes that an archive may come to, however small it is."""

SPARE: Final = 200 * 1024 * 1024
"""Bytes that stay free on the disk."""

PIECE: Final = 64 * 1024
_LONGEST_NAME: Final = 200
_OF_THE_ARCHIVER: Final = ("__MACOSX", ".DS_Store")
Read = Callable[[Path], Iterator[Batch]]


class NoRoom(OSError):
    """The disk has not enough room for what is in the archive."""


class Bomb(Exception):
    """The archive comes to far more than such an archive can hold."""


class Damaged(Exception):
    """The archive cannot be read as a whole."""


class Source(Protocol):
    """What a file in an archive is read from."""

    def read(self, size: int, /) -> bytes:
        """Return up to so many bytes."""


@dataclass(slots=True)
class Unpacking:
    """How far the unpacking of one archive is."""

    path: Path
    folder: Path
    most: int
    written: int = 0
    refused: list[Refused] = field(default_factory=list)

    def make_room(self, size: int) -> None:
        """Refuse beforehand what says itself that it is too much. Raises `Bomb` and `NoRoom`."""
        if self.written + size > self.most:
            raise Bomb
        if size + SPARE > shutil.disk_usage(self.folder).free:
            raise NoRoom

    def write(
        self, name: str, opened: Callable[[], Source], broken: tuple[type[Exception], ...]
    ) -> Iterator[Batch]:
        """Write a file; one whose content is `broken` is refused.

        Yields empty batches, so that it can be stopped. Raises `Bomb`.
        """
        target = self.folder.joinpath(*parts(name))
        try:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = target.open("xb")
        except OSError:
            self.refuse("zip_bad_name")  # twice, or a file and a folder at once
            return
        with file:
            try:
                source = opened()
                while piece := source.read(PIECE):
                    self.written += len(piece)
                    if self.written > self.most:
                        raise Bomb
                    file.write(piece)
                    yield Batch()
            except broken:
                self.refuse("unreadable_content")
                target.unlink()

    def refuse(self, reason: str) -> None:
        """Count something that was not unpacked."""
        self.refused.append(Refused(reason, place(self.path)))


Unpack = Callable[[Unpacking], Iterator[Batch]]


def read(path: Path, unpack: Unpack, read_folder: Read) -> Iterator[Batch]:
    """Yield what `read_folder` makes of the unpacked files; they are removed afterwards.

    Refused as a whole: `zip_bomb`, `no_room_to_unpack`, `zip_damaged`; otherwise as `unpack` says.
    """
    size = path.stat().st_size
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=_private(path.parent)) as folder:
        unpacking = Unpacking(path, Path(folder), max(ALWAYS, MOST_TIMES * size))
        try:
            yield from unpack(unpacking)
        except Bomb:
            yield Batch(refused=[Refused("zip_bomb", place(path))])
        except Damaged:
            yield Batch(refused=[Refused("zip_damaged", place(path))])
        except OSError:
            yield Batch(refused=[Refused("no_room_to_unpack", place(path))])
        else:
            yield from _read_unpacked(unpacking, size, read_folder)


def _read_unpacked(unpacking: Unpacking, size: int, read_folder: Read) -> Iterator[Batch]:
    """Yield the batches with the archive's name before each place, and its bytes shared out."""
    before = place(unpacking.path)
    yield Batch(refused=unpacking.refused)
    for batch in read_folder(unpacking.folder):
        batch.refused = [Refused(one.reason, f"{before}: {one.where}") for one in batch.refused]
        batch.read_bytes = size * batch.read_bytes // max(1, unpacking.written)
        yield batch


def _private(folder: Path) -> Path | None:
    """Return the folder of an upload, which nobody else can open; else None, for the usual one."""
    status = folder.stat()
    is_own = status.st_uid == os.geteuid() and not status.st_mode & 0o077
    return folder if is_own and os.access(folder, os.W_OK) else None


def is_of_the_archiver(name: str) -> bool:
    """Say whether a file is what a Mac adds to every archive.

    >>> is_of_the_archiver("__MACOSX/._inbox"), is_of_the_archiver("Takeout/Mail/Inbox.mbox")
    (True, False)
    """
    return any(part in _OF_THE_ARCHIVER for part in PurePosixPath(name).parts)


def parts(name: str) -> list[str]:
    """Return the parts of a name that stays inside the folder, or none.

    >>> parts("Mail/Inbox"), parts("../../etc/passwd"), parts("C:\\\\x")
    (['Mail', 'Inbox'], [], [])
    """
    found = name.replace("\\", "/").split("/")
    if any(part in {"", ".", ".."} or _length(part) > _LONGEST_NAME for part in found):
        return []
    return [] if ":" in found[0] or "\0" in name else found


def _length(part: str) -> int:
    return len(part.encode("utf-8", "surrogateescape"))
