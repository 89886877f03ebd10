"""Open text that may be UTF-8, UTF-16 or of an older Windows, and cut it into lines."""

import codecs
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

MOST_BYTES: Final = 64 * 1024 * 1024
"""Bytes of one table or chat: some hundred thousand rows, or a chat of many years."""

LONGEST_LINE: Final = 4096
"""Characters of a line that are looked at."""

_PIECE: Final = 1024 * 1024
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


def encoding_of(path: Path) -> str:
    """Return the encoding of a file: UTF-16, else UTF-8 when all of it is, else cp1252."""
    with path.open("rb") as file:
        piece = file.read(_PIECE)
        if wide := _wide(piece[:4]):
            return wide
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while piece:
                decoder.decode(piece)
                piece = file.read(_PIECE)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def decoded(content: bytes) -> str:
    """Return content as text; what cannot be decoded becomes a replacement character."""
    wide = _wide(content[:4])
    if wide:
        return content.decode(wide, "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def lines(path: Path) -> Iterator[str]:
    """Yield the beginning of every line, at most `LONGEST_LINE` characters, without its end."""
    with path.open(encoding=encoding_of(path), errors="replace") as file:
        while line := file.readline(LONGEST_LINE):
            yield line.rstrip("\n")
            while line and not line.endswith("\n"):
                line = file.readline(LONGEST_LINE)


def text(path: Path) -> io.TextIOWrapper:
    """Open a file to read text from; the caller closes it."""
    return path.open(encoding=encoding_of(path), errors="replace")


def _wide(start: bytes) -> str:
    if start[:2] in _UTF16:
        return "utf-16"
    if start[1:4:2] == b"\0\0":
        return "utf-16-le"
    return "utf-16-be" if start[:3:2] == b"\0\0" and start[1:2] != b"\0" else ""
