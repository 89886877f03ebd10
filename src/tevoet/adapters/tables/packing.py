"""The archive's envelope: a mark, a format version, and one Parquet file per table."""

import struct
from typing import ClassVar

from tevoet.refusal import Refusal

MARK = b"TEVOET"
VERSION = 1
TABLES = ("entries", "seats")
_HEAD = struct.Struct(">6sH")
_LENGTH = struct.Struct(">Q")


class UnknownArchiveVersion(Refusal):
    """The archive was made by another version of the program."""

    slug: ClassVar[str] = "unknown-archive-version"
    message: ClassVar[str] = (
        "This archive was made by another version of Tevoet ({version}). "
        "Open it with that version, or read your sources again."
    )


class DamagedArchive(Refusal):
    """The bytes are no archive, or not all of it."""

    slug: ClassVar[str] = "damaged-archive"
    message: ClassVar[str] = (
        "This is not a whole archive of Tevoet. Take it from a back-up, or read your sources again."
    )


def pack(tables: dict[str, bytes]) -> bytes:
    """Put the tables behind one header: mark, version, then each length and its bytes."""
    parts = [_HEAD.pack(MARK, VERSION)]
    for name in TABLES:
        parts += [_LENGTH.pack(len(tables[name])), tables[name]]
    return b"".join(parts)


def unpack(archive: bytes) -> dict[str, bytes]:
    """Take the tables out again.

    Raises `DamagedArchive` when the mark or the lengths are wrong, `UnknownArchiveVersion` when
    another format wrote it.
    """
    if len(archive) < _HEAD.size or archive[: len(MARK)] != MARK:
        raise DamagedArchive
    _mark, version = _HEAD.unpack_from(archive)
    if version != VERSION:
        raise UnknownArchiveVersion(version=version)
    tables, place = {}, _HEAD.size
    for name in TABLES:
        if len(archive) < place + _LENGTH.size:
            raise DamagedArchive
        (length,) = _LENGTH.unpack_from(archive, place)
        begin = place + _LENGTH.size
        place = begin + length
        tables[name] = archive[begin:place]
    if place != len(archive):
        raise DamagedArchive
    return tables
