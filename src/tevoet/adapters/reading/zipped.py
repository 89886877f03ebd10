"""Read a zip as the folder that is in it."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from tevoet.adapters.reading import unpacking
from tevoet.adapters.reading.unpacking import Damaged, Read, Unpacking
from tevoet.engines.moments.records import Batch

_ENCRYPTED: Final = 0x1
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


def read(path: Path, read_folder: Read) -> Iterator[Batch]:
    """Yield what `read_folder` makes of the unpacked files; they are removed afterwards.

    Refused as a whole: `zip_bomb`, `no_room_to_unpack`, `too_many_files`, `empty_file`,
    `zip_damaged`; a file in it: `zip_encrypted`, `zip_bad_name`, `unreadable_content`.
    """
    return unpacking.read(path, _unpack, read_folder)


def _unpack(into: Unpacking) -> Iterator[Batch]:
    try:
        with zipfile.ZipFile(into.path) as archive:
            yield from _write_all(archive, into)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise Damaged from error


def _write_all(archive: zipfile.ZipFile, into: Unpacking) -> Iterator[Batch]:
    """Write every file that may be written."""
    members = [one for one in archive.infolist() if not _is_passed_over(one)]
    if not members:
        into.refuse("empty_file")
    if len(members) > unpacking.MOST_FILES:
        into.refuse("too_many_files")
        return
    into.make_room(sum(one.file_size for one in members))
    for member in members:
        reason = _why_not(member)
        if reason:
            into.refuse(reason)
            continue
        yield from into.write(member.filename, partial(archive.open, member), _BROKEN)


def _is_passed_over(member: zipfile.ZipInfo) -> bool:
    return member.is_dir() or unpacking.is_of_the_archiver(member.filename)


def _why_not(member: zipfile.ZipInfo) -> str:
    """Say why a member may not be written, or nothing."""
    if member.flag_bits & _ENCRYPTED:
        return "zip_encrypted"
    mode = member.external_attr >> 16
    is_plain = not stat.S_IFMT(mode) or stat.S_ISREG(mode)
    return "" if is_plain and unpacking.parts(member.filename) else "zip_bad_name"
