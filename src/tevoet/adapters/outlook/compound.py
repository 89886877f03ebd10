"""Read a compound file: the little file system inside an Outlook message.

Source: [MS-CFB]. Only what a message needs: finding storages and streams by name and reading
streams up to a cap. Chains of sectors that run in a circle, point outside the file or never end
are cut short; nothing is read twice.
"""

import struct
from dataclasses import dataclass, field
from typing import Final

SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_ENTRIES: Final = 20_000
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_LAST_SECTOR: Final = 0xFFFFFFFA
_NOBODY: Final = 0xFFFFFFFF
_ENTRY: Final = 128
_IN_HEADER: Final = 109


class NotACompoundFile(ValueError):
    """The bytes are none, or too broken to find anything in."""


@dataclass(slots=True)
class Node:
    """A storage (with children by lower-case name) or a stream."""

    kind: int
    first: int = _NOBODY
    size: int = 0
    children: dict[str, "Node"] = field(default_factory=dict)


class CompoundFile:
    """The storages and streams of one file in memory."""

    def __init__(self, content: bytes) -> None:
        """Read the tables. Raises `NotACompoundFile`."""
        if len(content) < 512 or not content.startswith(SIGNATURE):  # noqa: PLR2004 - a whole header
            raise NotACompoundFile
        self._content = content
        shift, small_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or small_shift != 6:  # noqa: PLR2004 - the only sizes that exist
            raise NotACompoundFile
        self._sector, self._cutoff = 1 << shift, struct.unpack_from("<I", content, 56)[0]
        self._sectors = len(content) // self._sector
        self._fat = self._numbers(self._fat_sectors())
        (small_fat,) = struct.unpack_from("<I", content, 60)
        self._small_fat = self._numbers(self._chain(small_fat, self._fat, self._sectors))
        self.root = self._directory(struct.unpack_from("<I", content, 48)[0])
        small = self._chain(self.root.first, self._fat, self._sectors)
        self._small = b"".join(map(self._piece, small))[: self.root.size]

    def stream(self, node: Node | None, most: int) -> bytes:
        """Return the content of a stream, at most so many bytes; nothing for no stream."""
        if node is None or node.kind != _STREAM:
            return b""
        size = min(node.size, most)
        if node.size < self._cutoff:
            chain = self._chain(node.first, self._small_fat, size // 64 + 1)
            content = b"".join(self._small[one * 64 : one * 64 + 64] for one in chain)
        else:
            chain = self._chain(node.first, self._fat, size // self._sector + 1)
            content = b"".join(map(self._piece, chain))
        return content[:size]

    def _piece(self, sector: int) -> bytes:
        begin = (sector + 1) * self._sector
        return self._content[begin : begin + self._sector]

    def _numbers(self, sectors: list[int]) -> tuple[int, ...]:
        joined = b"".join(map(self._piece, sectors))
        return struct.unpack_from(f"<{len(joined) // 4}I", joined)

    def _fat_sectors(self) -> list[int]:
        """Return the sectors of the table of sectors: some in the header, more in a chain."""
        content = self._content
        found = [*struct.unpack_from(f"<{_IN_HEADER}I", content, 76)]
        (more,) = struct.unpack_from("<I", content, 68)
        seen: set[int] = set()
        while more < self._sectors and more not in seen:
            seen.add(more)
            *numbers, more = self._numbers([more]) or (_NOBODY,)
            found += numbers
        return list(dict.fromkeys(one for one in found if one < self._sectors))

    def _chain(self, first: int, table: tuple[int, ...], most: int) -> list[int]:
        chain: list[int] = []
        seen: set[int] = set()
        while first < min(len(table), _LAST_SECTOR) and first not in seen and len(chain) < most:
            chain.append(first)
            seen.add(first)
            first = table[first]
        return chain

    def _directory(self, first: int) -> Node:
        """Return the root with everything below it."""
        raw = b"".join(map(self._piece, self._chain(first, self._fat, self._sectors)))
        count = min(len(raw) // _ENTRY, MOST_ENTRIES)
        entries = [raw[one * _ENTRY : (one + 1) * _ENTRY] for one in range(count)]
        if not entries or entries[0][66] != _ROOT:
            raise NotACompoundFile
        root, seen = _node(entries[0]), {0}
        waiting = [(struct.unpack_from("<I", entries[0], 76)[0], root)]
        while waiting:
            number, parent = waiting.pop()
            if number >= count or number in seen:
                continue
            seen.add(number)
            entry = entries[number]
            left, right, child = struct.unpack_from("<III", entry, 68)
            node = _node(entry)
            parent.children.setdefault(_name(entry), node)
            waiting += [(left, parent), (right, parent)]
            if node.kind == _STORAGE:
                waiting.append((child, node))
        return root


def _node(entry: bytes) -> Node:
    first, size = struct.unpack_from("<II", entry, 116)
    return Node(entry[66], first, size)


def _name(entry: bytes) -> str:
    (length,) = struct.unpack_from("<H", entry, 64)
    return entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace").lower()
