"""Read a store whose header does not fit its checksum, as if it did.

Source: [MS-PST] section 2.2.2.6 (the header) and 5.3 (the checksum). A copy that broke off or a
program that wrote carelessly leaves such a header; all else may be whole.
"""

import io
import struct
import zlib
from pathlib import Path
from typing import Final

_PARTIAL, _WHOLE = slice(8, 8 + 471), slice(8, 8 + 516)
_AT_PARTIAL, _AT_WHOLE = 4, 524
_HEADER: Final = 564
_UNICODE: Final = 23  # the first version with the second checksum


def checksum(content: bytes) -> int:
    """Return the checksum of a store: that of zip, begun and ended with other numbers."""
    return zlib.crc32(content, 0xFFFFFFFF) ^ 0xFFFFFFFF


def mended(header: bytes) -> bytes:
    """Return a header with the checksums that belong to it."""
    fitting = bytearray(header)
    struct.pack_into("<I", fitting, _AT_PARTIAL, checksum(header[_PARTIAL]))
    if struct.unpack_from("<H", header, 10)[0] >= _UNICODE:
        struct.pack_into("<I", fitting, _AT_WHOLE, checksum(bytes(fitting[_WHOLE])))
    return bytes(fitting)


def is_header_wrong(path: Path) -> bool:
    """Say whether the checksums of a store are others than its header has."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except OSError:
        return False
    return len(header) == _HEADER and mended(header) != header


class Mended(io.RawIOBase):
    """The file with a header that fits."""

    def __init__(self, path: Path) -> None:
        """Open the file."""
        super().__init__()
        self._file = path.open("rb")
        self._header = mended(self._file.read(_HEADER))
        self._file.seek(0)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Return the place."""
        return self._file.tell()

    def read(self, size: int = -1) -> bytes:
        """Read from the place on."""
        begin = self._file.tell()
        content = self._file.read(size)
        if begin >= _HEADER:
            return content
        inside = self._header[begin : begin + len(content)]
        return inside + content[len(inside) :]
