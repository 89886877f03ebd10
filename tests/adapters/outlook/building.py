"""Build Outlook messages, TNEF and series for tests, as their specifications lay them out."""

import struct
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from tevoet.adapters.outlook.properties import SETS

Plain = str | int | bool | bytes | datetime
Tree = Mapping[str, "bytes | Tree"]
END, FREE, FAT_SECTOR, NOBODY = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
EPOCH: Final = datetime(1601, 1, 1, tzinfo=UTC)
GUIDS: Final = {number: guid for guid, number in SETS.items()}


def ticks(when: datetime) -> int:
    """Return a time as Windows counts it."""
    return int((when - EPOCH).total_seconds()) * 10_000_000


def typed(value: Plain) -> tuple[int, bytes]:
    """Return the type and the bytes of a property."""
    if isinstance(value, bool):
        return 0x0B, struct.pack("<q", value)
    if isinstance(value, int):
        return 3, struct.pack("<q", value)
    if isinstance(value, datetime):
        return 0x40, struct.pack("<Q", ticks(value))
    return (0x1F, value.encode("utf-16-le")) if isinstance(value, str) else (0x102, value)


def compound(tree: Tree) -> bytes:
    """Write a compound file with sectors of 512 bytes; siblings hang on each other's right."""
    return _Compound().whole(tree)


class _Compound:
    """What is written of a compound file: entries, small and large streams, and their tables."""

    def __init__(self) -> None:
        self.entries = [bytearray(_entry("Root Entry", 5))]
        self.small, self.large = bytearray(), bytearray()
        self.small_fat: list[int] = []
        self.fat: list[int] = []

    def whole(self, tree: Tree) -> bytes:
        self.add(tree, self.entries[0])
        size = len(self.small)
        struct.pack_into("<II", self.entries[0], 116, self.sectors(bytes(self.small)), size)
        directory = self.sectors(b"".join(self.entries))
        small_fat = self.sectors(struct.pack(f"<{len(self.small_fat)}I", *self.small_fat), b"\xff")
        return _assembled(directory, small_fat, self.fat, self.large)

    def add(self, children: Tree, parent: bytearray) -> None:
        before, field = parent, 76
        for name, content in children.items():
            entry = bytearray(_entry(name, 2 if isinstance(content, bytes) else 1))
            struct.pack_into("<I", before, field, len(self.entries))
            self.entries.append(entry)
            if isinstance(content, bytes):
                struct.pack_into("<II", entry, 116, self.stream(content), len(content))
            else:
                self.add(content, entry)
            before, field = entry, 72

    def stream(self, content: bytes) -> int:
        if len(content) >= 4096:
            return self.sectors(content)
        self.small += content + bytes(-len(content) % 64)
        return _chain(self.small_fat, -(-len(content) // 64))

    def sectors(self, content: bytes, filled_with: bytes = b"\0") -> int:
        self.large += content + filled_with * (-len(content) % 512)
        return _chain(self.fat, -(-len(content) // 512))


def _chain(table: list[int], count: int) -> int:
    """Add so many sectors that follow each other, and return the first."""
    first = len(table)
    table += [*range(first + 1, first + count), END] if count else []
    return first if count else END


def _assembled(directory: int, small_fat: int, fat: list[int], sectors: bytearray) -> bytes:
    count = 1
    while count * 128 < len(fat) + count:
        count += 1
    places = [*range(len(fat), len(fat) + count)]
    table = [*fat, *[FAT_SECTOR] * count]
    table += [FREE] * (count * 128 - len(table))
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIII", header, 44, count, directory, 0, 4096)
    struct.pack_into("<IIII", header, 60, small_fat, int(small_fat != END), END, 0)
    struct.pack_into("<109I", header, 76, *[*places, *[FREE] * (109 - count)])
    return bytes(header) + bytes(sectors) + struct.pack(f"<{len(table)}I", *table)


def _entry(name: str, kind: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    fields = struct.pack("<HBBIII", len(written), kind, 1, NOBODY, NOBODY, NOBODY)
    return written.ljust(64, b"\0") + fields + bytes(36) + struct.pack("<IIQ", 0, END, 0)[:12]


def msg(own: Mapping[int, Plain], receivers: Sequence[Mapping[int, Plain]] = ()) -> bytes:
    """Write an Outlook message; a key of `named` becomes a named property."""
    named = sorted(key for key in own if key > 0xFFFF)
    numbers = {key: 0x8000 + place for place, key in enumerate(named)}
    sets = sorted({key >> 16 for key in named})
    entries = b"".join(
        struct.pack("<IHH", key & 0xFFFF, (3 + sets.index(key >> 16)) << 1, place)
        for place, key in enumerate(named)
    )
    tree: dict[str, bytes | Tree] = {
        "__nameid_version1.0": {
            "__substg1.0_00020102": b"".join(GUIDS[one] for one in sets),
            "__substg1.0_00030102": entries,
            "__substg1.0_00040102": b"",
        },
        **_storage({numbers.get(key, key): value for key, value in own.items()}, 32),
    }
    for place, one in enumerate(receivers):
        tree[f"__recip_version1.0_#{place:08X}"] = _storage(one, 8)
    return compound(tree)


def _storage(properties: Mapping[int, Plain], header: int) -> dict[str, bytes]:
    table, streams = bytearray(header), {}
    for number, value in properties.items():
        kind, raw = typed(value)
        fixed = raw if kind in (3, 0x0B, 0x40) else struct.pack("<II", len(raw), 0)
        table += struct.pack("<HHI", kind, number, 6) + fixed
        if kind in (0x1F, 0x102):
            streams[f"__substg1.0_{number:04X}{kind:04X}"] = raw
    return {"__properties_version1.0": bytes(table), **streams}


def tnef(own: Mapping[int, Plain], attributes: Mapping[int, bytes] | None = None) -> bytes:
    """Write TNEF with the properties of a message; a key of `named` becomes a named property."""
    packed = struct.pack("<I", len(own)) + b"".join(
        _packed(key, value) for key, value in own.items()
    )
    whole = {**(attributes or {}), 0x00069003: packed}
    return b"\x78\x9f\x3e\x22\1\0" + b"".join(
        struct.pack("<BII", 1, number, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)
        for number, value in whole.items()
    )


def _packed(key: int, value: Plain) -> bytes:
    kind, raw = typed(value)
    name = b""
    if key > 0xFFFF:
        name = GUIDS[key >> 16] + struct.pack("<II", 0, key & 0xFFFF)
    head = struct.pack("<HH", kind, key if key <= 0xFFFF else 0x8001) + name
    if kind in (0x1F, 0x102):
        return head + struct.pack("<II", 1, len(raw)) + raw + bytes(-len(raw) % 4)
    return head + (raw[:4] if kind in (3, 0x0B) else raw)


def weekly(begins: datetime, days: int, count: int, gone: Sequence[datetime] = ()) -> bytes:
    """Write a weekly series of so many instances; `begins` is a time on its own clock."""
    day = begins.replace(hour=0, minute=0)
    midnight, at = _minutes(day), begins.hour * 60 + begins.minute
    left_out = [_minutes(one) for one in gone]
    return (
        struct.pack("<5H", 0x3004, 0x3004, 0x200B, 1, 0)
        + struct.pack("<4I", 0, 1, 0, days)
        + struct.pack("<3I", 0x2022, count, 1)
        + struct.pack(f"<I{len(left_out)}I", len(left_out), *left_out)
        + struct.pack("<3I", 0, midnight, midnight + count * 7 * 1440)
        + struct.pack("<4IH", 0x3006, 0x3009, at, at + 30, 0)
    )


def _minutes(clock: datetime) -> int:
    return int((clock.replace(tzinfo=UTC) - EPOCH).total_seconds()) // 60
