"""Learn which numbers stand for named properties in one store or message.

Source: [MS-PST] section 2.4.7 and [MS-OXMSG] section 2.2.3: three streams, of sets, of entries and
of names, that are laid out alike in both.
"""

import struct
from typing import Final

from tevoet.adapters.outlook.properties import PUBLIC, SETS, WANTED_NAMED, Key, named

FIRST: Final = 0x8000
"""Ids from here on are those of named properties."""

MOST: Final = 0x7FFF
_MAPI, _PUBLIC, _OWN = 1, 2, 3


def read_names(sets: bytes, entries: bytes, strings: bytes) -> dict[int, Key]:
    """Return the key for every id from 0x8000 on that is worth reading. Never raises."""
    found: dict[int, Key] = {}
    for number in range(min(len(entries) // 8, MOST)):
        what, which, place = struct.unpack_from("<IHH", entries, number * 8)
        if which & 1:
            key: Key = _name(strings, what)
        else:
            key = named(_set(sets, which >> 1), what)
        if key in WANTED_NAMED:
            found[FIRST + place] = key
    return found


def _set(sets: bytes, which: int) -> int:
    """Return the number of a set of properties, 0 for one that is not read."""
    if which < _OWN:
        return PUBLIC if which == _PUBLIC else 0
    begin = (which - _OWN) * 16
    return SETS.get(sets[begin : begin + 16], 0)


def _name(strings: bytes, begin: int) -> str:
    """Return the lower-case name that begins at a place."""
    if begin + 4 > len(strings):
        return ""
    (length,) = struct.unpack_from("<I", strings, begin)
    if length > 256:  # noqa: PLR2004 - no name that is read is nearly as long
        return ""
    return strings[begin + 4 : begin + 4 + length].decode("utf-16-le", "replace").lower()
