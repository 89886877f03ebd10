"""Unpack a zip into a private folder for as long as it is read.

Nothing is trusted that a zip says of itself: names lead nowhere but into that folder, and what is
written is counted while it is written.
"""

import os
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from tevoet.adapters.mail.places import place
from tevoet.adapters.tables.scratch import PREFIX
from tevoet.engines.moments.records import Batch, Refused

MOST_FILES: Final = 500_000
MOST_TIMES: Final = 200
"""How many times its own size a zip may come to; text comes to ten, a bomb to a thousand."""

ALWAYS: Final = 64 * 1024 * 1024
"""Bytes that a zip may come to, however small it is."""

SPARE: Final = 200 * 1024 * 1024
"""Bytes that stay free on the disk."""

_PIECE: Final = 1024 * 1024
_ENCRYPTED: Final = 0x1
_LONGEST_NAME: Final = 200
_OF_THE_ARCHIVER: Final = ("__MACOSX", ".DS_Store")
Read = Callable[[Path], Iterator[Batch]]


class _NoRoom(OSError):
    """The disk has not enough room for what is in the zip."""


class _Bomb(ValueError):
    """The zip comes to far more than such a zip can hold."""


def read(path: Path, read_folder: Read) -> Iterator[Batch]:
    """Yield what `read_folder` makes of the unpacked files; they are removed afterwards.

    Refused as a whole: `zip_bomb`, `no_room_to_unpack`, `too_many_files`, `empty_file`,
    `zip_damaged`; a file in it: `zip_encrypted`, `zip_bad_name`, `unreadable_content`.
    """
    size = path.stat().st_size
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=_private(path.parent)) as folder:
        unpacking = _Unpacking(path, Path(folder), max(ALWAYS, MOST_TIMES * size))
        try:
            yield from unpacking.unpack()
        except _Bomb:
            yield Batch(refused=[Refused("zip_bomb", place(path))])
        except (zipfile.BadZipFile, NotImplementedError, ValueError):
            yield Batch(refused=[Refused("zip_damaged", place(path))])
        except OSError:
            yield Batch(refused=[Refused("no_room_to_unpack", place(path))])
        else:
            yield from _read_unpacked(unpacking, size, read_folder)


def _read_unpacked(unpacking: "_Unpacking", size: int, read_folder: Read) -> Iterator[Batch]:
    """Yield the batches with the name of the zip before each place, and its bytes shared out."""
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


@dataclass(slots=True)
class _Unpacking:
    """How far the unpacking of one zip is."""

    path: Path
    folder: Path
    most: int
    written: int = 0
    refused: list[Refused] = field(default_factory=list)

    def unpack(self) -> Iterator[Batch]:
        """Write every file that may be written; yield empty batches, so that it can be stopped."""
        with zipfile.ZipFile(self.path) as archive:
            members = [one for one in archive.infolist() if not _is_passed_over(one)]
            if not members:
                self._refuse("empty_file")
            if len(members) > MOST_FILES:
                self._refuse("too_many_files")
                return
            self._look_ahead(members)
            for member in members:
                reason = _why_not(member)
                if reason:
                    self._refuse(reason)
                    continue
                yield from self._write(archive, member)

    def _look_ahead(self, members: list[zipfile.ZipInfo]) -> None:
        """Refuse beforehand what says itself that it is too much."""
        whole = sum(one.file_size for one in members)
        if whole > self.most:
            raise _Bomb
        if whole + SPARE > shutil.disk_usage(self.folder).free:
            raise _NoRoom

    def _write(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[Batch]:
        target = self.folder.joinpath(*_parts(member.filename))
        try:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = target.open("xb")
        except OSError:
            self._refuse("zip_bad_name")  # twice, or a file and a folder at once
            return
        with file:
            try:
                with archive.open(member) as source:
                    while piece := source.read(_PIECE):
                        self.written += len(piece)
                        if self.written > self.most:
                            raise _Bomb
                        file.write(piece)
                        yield Batch()
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
                self._refuse("unreadable_content")
                target.unlink()

    def _refuse(self, reason: str) -> None:
        self.refused.append(Refused(reason, place(self.path)))


def _is_passed_over(member: zipfile.ZipInfo) -> bool:
    """Say whether a member is a folder, or what a Mac adds to every zip."""
    parts = PurePosixPath(member.filename).parts
    return member.is_dir() or any(part in _OF_THE_ARCHIVER for part in parts)


def _why_not(member: zipfile.ZipInfo) -> str:
    """Say why a member may not be written, or nothing."""
    if member.flag_bits & _ENCRYPTED:
        return "zip_encrypted"
    mode = member.external_attr >> 16
    is_plain = not stat.S_IFMT(mode) or stat.S_ISREG(mode)
    return "" if is_plain and _parts(member.filename) else "zip_bad_name"


def _parts(name: str) -> list[str]:
    """Return the parts of a name that stays inside the folder, or none.

    >>> _parts("Mail/Inbox"), _parts("../../etc/passwd"), _parts("C:\\\\x")
    (['Mail', 'Inbox'], [], [])
    """
    parts = name.replace("\\", "/").split("/")
    if any(part in {"", ".", ".."} or len(part.encode()) > _LONGEST_NAME for part in parts):
        return []
    return [] if ":" in parts[0] or "\0" in name else parts
