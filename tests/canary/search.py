"""Look for a word everywhere a server could leave it: files, what is packed in files, memory."""

from __future__ import annotations

import base64
import gzip
import mmap
import os
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

CHUNK = 16 * 1024 * 1024
PSEUDO = ("[vvar", "[vsyscall", "[vdso")


@dataclass(frozen=True)
class Found:
    """Where a word was, and in which form."""

    where: str
    form: str


def forms(word: str) -> dict[str, bytes]:
    """Return the ways in which a program may have written a word down."""
    plain = word.encode()
    found = {
        "utf-8": plain,
        "utf-16 le": word.encode("utf-16-le"),
        "utf-16 be": word.encode("utf-16-be"),
        "url": quote(word, safe="").encode(),
        "hex": plain.hex().encode(),
        "HEX": plain.hex().upper().encode(),
    }
    for shift in range(3):  # where in a group of three bytes it begins
        coded = base64.b64encode(b"\0" * shift + plain + b"\0" * 3)
        first = {0: 0, 1: 2, 2: 3}[shift]  # characters that depend on what stands before
        found[f"base64 +{shift}"] = coded[first : first + (len(plain) * 4) // 3 - 2]
    return found


def in_bytes(text: bytes | mmap.mmap, word: str, where: str) -> Iterator[Found]:
    """Yield each form in which a word stands in bytes."""
    yield from (Found(where, name) for name, form in forms(word).items() if text.find(form) >= 0)


def in_folder(folder: Path, word: str) -> Iterator[Found]:
    """Yield where a word stands in the files of a folder, also in what is packed in them."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.stat().st_size:
            yield from in_file(path, word)


def in_file(path: Path, word: str) -> Iterator[Found]:
    """Yield where a word stands in a file: in its name, as it is, and unpacked."""
    yield from in_bytes(path.name.encode(), word, f"name of {path}")
    with path.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as seen:
        yield from in_bytes(seen, word, str(path))
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                yield from in_bytes(packed.read(name), word, f"{path}: {name}")
    elif path.suffix == ".gz":
        yield from in_bytes(gzip.decompress(path.read_bytes()), word, f"{path}, unpacked")


def in_memory(pid: int, word: str) -> Iterator[Found]:
    """Yield where a word stands in what a running program may write to."""
    found: set[Found] = set()
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for begin, end in regions(pid):
            for text in pieces(memory.fileno(), begin, end):
                found |= set(in_bytes(text, word, f"memory of {name_of(pid)}"))
    yield from sorted(found, key=str)


def regions(pid: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a program's memory that it may write to."""
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        span, rights, *rest = line.split(maxsplit=5)
        name = rest[-1] if len(rest) == 4 else ""
        if rights.startswith("rw") and not name.startswith(PSEUDO):
            begin, end = span.split("-")
            yield int(begin, 16), int(end, 16)


def pieces(memory: int, begin: int, end: int) -> Iterator[bytes]:
    """Yield a part of a memory in pieces that overlap a little."""
    for start in range(begin, end, CHUNK):
        with suppress(OSError, OverflowError):
            yield os.pread(memory, min(CHUNK + 4096, end - start), start)


def name_of(pid: int) -> str:
    """Return what a program was started with, in short."""
    words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    return f"{pid} {' '.join(words)[:80]}"
