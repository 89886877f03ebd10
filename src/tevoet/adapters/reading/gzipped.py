"""Read what gzip packed: a folder (.tgz, .tar.gz), as Google Takeout gives it, or one file (.gz).

There is no list in front, as a zip has one, so everything is counted on the way. Where it breaks
off, what came before is read.
"""

import gzip
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from tevoet.adapters.reading import unpacking
from tevoet.adapters.reading.unpacking import PIECE, Bomb, Read, Unpacking
from tevoet.engines.moments.records import Batch

ONLY: Final = "content"
"""What the one file in a .gz is called; its own name is nobody's business."""

_BLOCK: Final = 512
_AT_ONCE: Final = 1024 * 1024
_BROKEN: Final = (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, ValueError)


def read(path: Path, read_folder: Read) -> Iterator[Batch]:
    """Yield what `read_folder` makes of the unpacked files; they are removed afterwards.

    Refused as a whole: `zip_bomb`, `no_room_to_unpack`; from some point on: `zip_damaged`,
    `too_many_files`; a file in it: `zip_bad_name`, also for links; and `empty_file` for no file.
    """
    return unpacking.read(path, _unpack, read_folder)


def _unpack(into: Unpacking) -> Iterator[Batch]:
    with gzip.open(into.path) as plain:
        try:
            if _is_tar(plain):
                yield from _write_all(_Counted(plain, into.most), into)
            else:
                into.make_room(0)
                yield from into.write(ONLY, lambda: plain, ())
        except _BROKEN:
            into.refuse("zip_damaged")


def _is_tar(plain: gzip.GzipFile) -> bool:
    """Say whether a folder is inside, by the checksum of its first block."""
    beginning = plain.read(_BLOCK)
    plain.seek(0)
    try:
        tarfile.TarInfo.frombuf(beginning, "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return beginning == bytes(_BLOCK)  # the end of a tar, with nothing before it
    return True


@dataclass(slots=True)
class _Counted:
    """The bytes of a tar: never many at once, and never more than there may be.

    Names and notes of any length may stand before a file, and the library reads them at once.
    """

    plain: gzip.GzipFile
    most: int

    def read(self, size: int) -> bytes:
        if size > _AT_ONCE or self.plain.tell() > self.most:
            raise Bomb
        return self.plain.read(size)

    def tell(self) -> int:
        return self.plain.tell()

    def seek(self, place: int) -> int:
        if place > self.most:
            raise Bomb
        return self.plain.seek(place)


def _write_all(plain: _Counted, into: Unpacking) -> Iterator[Batch]:
    """Write every file that may be written."""
    count = 0
    with tarfile.open(fileobj=plain, mode="r:", errors="surrogateescape") as archive:  # type: ignore[call-overload]  # it reads, tells and seeks, which is all that is asked
        while (member := archive.next()) is not None:
            archive.members.clear()  # or it would remember them all
            if member.isdir() or unpacking.is_of_the_archiver(member.name):
                continue
            count += 1
            if count > unpacking.MOST_FILES:
                into.refuse("too_many_files")
                return
            yield from _write(archive, member, into)
    if not count:
        into.refuse("empty_file")
    while plain.read(PIECE):  # the checksum stands at the very end
        pass


def _write(archive: tarfile.TarFile, member: tarfile.TarInfo, into: Unpacking) -> Iterator[Batch]:
    name = member.name.removeprefix("./")
    if not member.isreg() or member.issparse() or not unpacking.parts(name):
        into.refuse("zip_bad_name")
        return
    into.make_room(member.size)
    yield from into.write(name, partial(_opened, archive, member), ())


def _opened(archive: tarfile.TarFile, member: tarfile.TarInfo) -> unpacking.Source:
    content = archive.extractfile(member)
    assert content is not None  # noqa: S101 - it is a regular file
    return content
