"""Open the zip that somebody took along: a few of its files, each up to a limit, none by its name.

Nothing is unpacked under a name from the zip, and the sizes that stand in it are not believed.
"""

from __future__ import annotations

import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from tevoet.engines.along import marks
from tevoet.engines.along.marks import Unfit

MB: Final = 1024**2
MOST_FILES: Final = 20_000
LARGEST_LIST: Final = 8 * MB
LARGEST_MARK: Final = 4096
LARGEST_JSON: Final = 64 * MB
LARGEST_TABLE: Final = 512 * MB
TABLES: Final = ("entries", "seats", "changes")
NEEDED: Final = {"entries", "seats"}
"""Earlier versions did not write the others."""
CHUNK: Final = MB

_FILE_MARK: Final = b"PK\x03\x04"
_AT_LENGTH: Final = 26
_AT_NAME: Final = 30
_END: Final = struct.Struct("<4s4H2LH")
_END_MARK: Final = b"PK\x05\x06"
_LONG_MARK: Final = b"PK\x06\x07"
_LONG_BYTES: Final = 20
_PACKED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,  # a password is asked for
    UnicodeError,
    struct.error,
)
One = TypeVar("One")
Values = dict[str, list[dict[str, Any]]]  # JSON values of any kind


@dataclass(frozen=True, slots=True)
class Along:
    """An open zip, and the number of whose files these are."""

    archive: zipfile.ZipFile
    person: int

    def rows(self, app: str) -> Values:
        """Return the rows of an app by table; nothing when it kept none."""
        return _as(dict, self._json(f"{app}.json", {}))

    def sources(self) -> list[dict[str, Any]]:  # JSON values of any kind
        """Return what was read there."""
        return _as(list, self._json("moments/sources.json", []))

    def unpack(self, folder: Path) -> dict[str, Path]:
        """Write the tables of moments into a folder; nothing when there are none.

        Raises `Unfit` when they are sealed: only their owner could open them.
        """
        names = self.archive.namelist()
        if any(name.startswith("mirror/") for name in names):
            raise Unfit(marks.SEALED)
        found = [name for name in TABLES if f"moments/{name}.parquet" in names]
        for name in found:
            _copy(self.archive, f"moments/{name}.parquet", folder / f"{name}.parquet")
        if found and not NEEDED.issubset(found):
            raise Unfit(marks.DAMAGED)
        return {name: folder / f"{name}.parquet" for name in found}

    def _json(self, name: str, otherwise: object) -> object:
        if name not in self.archive.namelist():
            return otherwise
        try:
            return json.loads(_bytes(self.archive, name, LARGEST_JSON))
        except (ValueError, RecursionError) as error:
            raise Unfit(marks.DAMAGED) from error


def is_along(beginning: bytes) -> bool:
    """Say whether a file begins as what somebody took along: a zip with the mark as its first."""
    name = marks.NAME.encode()
    length = struct.pack("<H", len(name))
    is_zip, is_first = beginning.startswith(_FILE_MARK), beginning.startswith(name, _AT_NAME)
    return is_zip and beginning.startswith(length, _AT_LENGTH) and is_first


@contextmanager
def opened(path: Path) -> Iterator[Along]:
    """Open what somebody took along; raises `Unfit`, and OSError when it is no readable file."""
    _check_end(path)
    try:
        with zipfile.ZipFile(path) as archive:
            _check_list(archive)
            person = marks.read_mark(_bytes(archive, marks.NAME, LARGEST_MARK))
            marks.check_names(archive.namelist())
            yield Along(archive, person)
    except _BROKEN as error:
        raise Unfit(marks.DAMAGED) from error


def _check_end(path: Path) -> None:
    """Refuse a list of files that is too long to be read at all.

    Tevoet writes no comment at the end, and no longer form for more than 65,535 files.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _END.size - _LONG_BYTES))
        last = file.read()
    if len(last) < _END.size or not last[-_END.size :].startswith(_END_MARK):
        raise Unfit(marks.DAMAGED)
    _mark, _disk, _first, _here, count, length, _at, _comment = _END.unpack(last[-_END.size :])
    if last.startswith(_LONG_MARK) or count > MOST_FILES or length > LARGEST_LIST:
        raise Unfit(marks.TOO_LARGE)


def _check_list(archive: zipfile.ZipFile) -> None:
    for one in archive.infolist():
        if one.compress_type not in _PACKED or one.flag_bits & 1:
            raise Unfit(marks.DAMAGED)
    if marks.NAME not in archive.namelist():
        raise Unfit(marks.DAMAGED)


def _bytes(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    return b"".join(_chunks(archive, name, most))


def _copy(archive: zipfile.ZipFile, name: str, to: Path) -> None:
    with to.open("xb") as file:
        for chunk in _chunks(archive, name, LARGEST_TABLE):
            file.write(chunk)


def _chunks(archive: zipfile.ZipFile, name: str, most: int) -> Iterator[bytes]:
    """Yield a file piece by piece, and stop where it is larger than it may be."""
    total = 0
    with archive.open(name) as file:
        while chunk := file.read(CHUNK):
            total += len(chunk)
            if total > most:
                raise Unfit(marks.TOO_LARGE)
            yield chunk


def _as(kind: type[One], value: object) -> One:
    if not isinstance(value, kind):
        raise Unfit(marks.DAMAGED)
    return value
