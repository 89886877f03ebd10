"""Read TNEF (winmail.dat, or a part of type application/ms-tnef) as an item.

Source: [MS-OXTNEF] section 2. Of the attributes only those that say who, when and what kind.
"""

import struct
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from tevoet.adapters.outlook.properties import (
    CLASS,
    CODE_PAGE,
    COMMON_END,
    COMMON_START,
    DELIVERED,
    LONGEST,
    MESSAGE_ID,
    SENDER,
    SETS,
    STRING8,
    SUBMITTED,
    TIME,
    UNICODE,
    WANTED,
    WANTED_NAMED,
    WANTED_OF_RECEIVER,
    Entry,
    Key,
    Properties,
    Value,
    charset_of,
    named,
)

SIGNATURE: Final = b"\x78\x9f\x3e\x22"
MOST: Final = 5_000
"""Attributes, properties and rows that are looked at."""

_MESSAGE: Final = 1  # the level of attributes that are no attachment's
_PROPERTIES, _RECEIVERS, _CODE_PAGE = 0x00069003, 0x00069004, 0x00069007
_TEXTS: Final = {0x00078008: CLASS}
_TIMES: Final = {
    0x00038005: SUBMITTED,
    0x00038006: DELIVERED,
    0x00030006: COMMON_START,
    0x00030007: COMMON_END,
}
_FROM, _MESSAGE_ID = 0x00008000, 0x00018009
_SIZES: Final = {2: 2, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 2, 20: 8, 64: 8, 72: 16}
_VARIABLE: Final = frozenset((13, STRING8, UNICODE, 0x102))
_SEVERAL: Final = 0x1000
_NAMED: Final = 0x8000
_BODY: Final = 0x1000


def read_tnef(content: bytes) -> Entry | None:
    """Return the item that a TNEF stream holds, as far as it can be read; None when it is none.

    Never raises; checksums are not looked at, because old programs write wrong ones.
    """
    if not content.startswith(SIGNATURE):
        return None
    entry = Entry(Properties())
    for number, value in _attributes(content):
        if number == _PROPERTIES:
            entry.own.values |= _Reader(value).properties(WANTED | {_BODY})
        elif number == _RECEIVERS:
            entry.receivers = _rows(value)
        else:
            _take(entry.own, number, value)
    entry.own.charset = _charset(entry.own)
    for one in entry.receivers:
        one.charset = entry.own.charset
    return entry


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the attributes of the message itself, cut off where the stream breaks off."""
    begin, seen = 6, 0
    while begin + 9 <= len(content) and seen < MOST:
        level, number, length = struct.unpack_from("<BII", content, begin)
        if level not in (_MESSAGE, 2):
            return
        if level == _MESSAGE:
            yield number, content[begin + 9 : begin + 9 + min(length, 8 * LONGEST)]
        begin += 9 + length + 2
        seen += 1


def _take(own: Properties, number: int, value: bytes) -> None:
    """Take an attribute over as the property it stands for; real properties go first."""
    if number in _TEXTS:
        own.values.setdefault(_TEXTS[number], (STRING8, value))
    elif number in _TIMES and (ticks := _ticks(value)):
        own.values.setdefault(_TIMES[number], (TIME, struct.pack("<Q", ticks)))
    elif number == _CODE_PAGE and len(value) >= 4:  # noqa: PLR2004 - a number of 32 bits
        own.values.setdefault(CODE_PAGE, (3, value[:4]))
    elif number == _MESSAGE_ID:
        own.values.setdefault(MESSAGE_ID, (STRING8, value))
    elif number == _FROM:
        _take_sender(own, value)


def _take_sender(own: Properties, value: bytes) -> None:
    """Read a sender: four lengths, then a name and "SMTP:address", each with its zero."""
    if len(value) < 8:  # noqa: PLR2004 - four numbers of 16 bits
        return
    _, _, name, address = struct.unpack_from("<HHHH", value)
    kind, _, where = value[8 + name : 8 + name + address].partition(b":")
    for key, raw in zip(SENDER[:3], (value[8 : 8 + name], kind, where), strict=True):
        own.values.setdefault(key, (STRING8, raw))


def _ticks(value: bytes) -> int:
    """Return a FILETIME, which begins in 1601, for a date of seven numbers; 0 for none."""
    if len(value) < 12:  # noqa: PLR2004 - six numbers of 16 bits
        return 0
    try:
        year, month, day, hour, minute, second = struct.unpack_from("<HHHHHH", value)
        found = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return 0
    return max(0, int((found - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds())) * 10_000_000


def _charset(own: Properties) -> str:
    return charset_of(own.number(CODE_PAGE))


def _rows(value: bytes) -> list[Properties]:
    reader = _Reader(value)
    count = min(reader.number(), MOST)
    rows = [Properties(reader.properties(WANTED_OF_RECEIVER)) for _ in range(count) if reader.left]
    return [one for one in rows if one.values]


class _Reader:
    """Reads properties one after the other; behind the end there is only nothing."""

    def __init__(self, value: bytes) -> None:
        self.value, self.place = value, 0

    @property
    def left(self) -> int:
        return len(self.value) - self.place

    def take(self, length: int) -> bytes:
        """Return bytes; what follows begins at a multiple of four."""
        taken = self.value[self.place : self.place + length]
        self.place = min(len(self.value), self.place + (length + 3 & ~3))
        return taken

    def number(self) -> int:
        return int.from_bytes(self.take(4), "little")

    def properties(self, wanted: frozenset[int]) -> dict[Key, Value]:
        found: dict[Key, Value] = {}
        for _ in range(min(self.number(), MOST)):
            if not self.left:
                break
            tag = self.number()
            kind, number = tag & 0xFFFF, tag >> 16
            key = self.name() if number >= _NAMED else number
            values = self.values(kind)
            if values is None:
                break
            if values and key is not None and (number >= _NAMED or number in wanted):
                found[key] = (kind, values[0][:LONGEST])
        return found

    def name(self) -> Key | None:
        """Read what a named property is called; None for one that is not wanted."""
        own_set = SETS.get(self.take(16), 0)
        if self.number() == 0:
            key: Key = named(own_set, self.number())
        else:
            name = self.take(self.number()).decode("utf-16-le", "replace")
            key = name.rstrip("\0").lower()
        return key if key in WANTED_NAMED else None

    def values(self, kind: int) -> list[bytes] | None:
        """Read the values of a property; None when the type is unknown and all is lost."""
        single = kind & ~_SEVERAL
        if single in _VARIABLE:
            count = min(self.number(), MOST)
            return [self.take(self.number()) for _ in range(count) if self.left]
        if single not in _SIZES:
            return None
        count = min(self.number(), MOST) if kind & _SEVERAL else 1
        return [self.take(_SIZES[single]) for _ in range(count) if self.left]
