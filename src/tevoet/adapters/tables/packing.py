"""The archive's envelope: a mark, a format version, a checksum, and one Parquet file per table."""

import struct
from hashlib import blake2b
from typing import ClassVar

from tevoet.refusal import Refusal

MARK = b"TEVOET"
VERSION = 2
TABLES = ("entries", "seats", "changes")
TABLES_OF = {1: ("entries", "seats"), 2: TABLES}
"""Which tables each version of the archive holds; the first knew no changes."""

_HEAD = struct.Struct(">6sH")
_LENGTH = struct.Struct(">Q")
_SUM_BYTES = 16


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
    """Put the tables behind one header: mark, version, checksum, then each length and its bytes."""
    body = b"".join(_LENGTH.pack(len(tables[name])) + tables[name] for name in TABLES)
    return b"".join((_HEAD.pack(MARK, VERSION), _sum(body), body))


def unpack(archive: bytes) -> dict[str, bytes]:
    """Take the tables out again.

    Raises `DamagedArchive` when the mark or the checksum is wrong, and
    `UnknownArchiveVersion` when another format wrote it.
    """
    if len(archive) < _HEAD.size or archive[: len(MARK)] != MARK:
        raise DamagedArchive
    _mark, version = _HEAD.unpack_from(archive)
    if version not in TABLES_OF:
        raise UnknownArchiveVersion(version=version)
    place = _HEAD.size + _SUM_BYTES
    if archive[_HEAD.size : place] != _sum(archive[place:]):
        raise DamagedArchive
    tables = {}
    for name in TABLES_OF[version]:
        (length,) = _LENGTH.unpack_from(archive, place)
        begin, place = place + _LENGTH.size, place + _LENGTH.size + length
        tables[name] = archive[begin:place]
    return tables


def _sum(body: bytes) -> bytes:
    return blake2b(body, digest_size=_SUM_BYTES).digest()
