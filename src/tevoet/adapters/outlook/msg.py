"""Read an Outlook message (.msg) as an item.

Source: [MS-OXMSG] section 2.2 (streams of properties) and 2.4 (their fixed part).
"""

import struct
from typing import Final

from tevoet.adapters.outlook.compound import CompoundFile, Node
from tevoet.adapters.outlook.names import FIRST, read_names
from tevoet.adapters.outlook.properties import (
    CODE_PAGE,
    LONGEST,
    MOST_RECEIVERS,
    WANTED,
    WANTED_OF_RECEIVER,
    Entry,
    Key,
    Properties,
    charset_of,
)

_FIXED: Final = frozenset((2, 3, 4, 5, 6, 7, 10, 11, 20, 64))
_STREAM: Final = "__properties_version1.0"
_OWN_HEADER, _RECEIVER_HEADER = 32, 8
_BODY: Final = 0x1000


def read_msg(content: bytes) -> Entry | None:
    """Return the item in a compound file, or None when it holds no message.

    Raises `compound.NotACompoundFile`.
    """
    file = CompoundFile(content)
    children = file.root.children
    if _STREAM not in children:
        return None
    naming = children.get("__nameid_version1.0")
    streams = naming.children if naming else {}
    sets, entries, strings = (
        file.stream(streams.get(f"__substg1.0_{one}0102"), 8 * LONGEST)
        for one in ("0002", "0003", "0004")
    )
    names = read_names(sets, entries, strings)
    own = _properties(file, file.root, names, _OWN_HEADER)
    own.charset = charset_of(own.number(CODE_PAGE))
    receivers = [
        _properties(file, node, names, _RECEIVER_HEADER)
        for name, node in sorted(children.items())
        if name.startswith("__recip_version1.0_")
    ][:MOST_RECEIVERS]
    for one in receivers:
        one.charset = own.charset
    return Entry(own, receivers)


def _properties(
    file: CompoundFile, storage: Node, names: dict[int, Key], header: int
) -> Properties:
    """Return the wanted properties of a storage."""
    found = Properties()
    table = file.stream(storage.children.get(_STREAM), LONGEST)
    wanted = WANTED_OF_RECEIVER if header == _RECEIVER_HEADER else WANTED | {_BODY}
    for begin in range(header, len(table) - 15, 16):
        kind, number = struct.unpack_from("<HH", table, begin)
        key = names.get(number) if number >= FIRST else number
        if key is None or (number < FIRST and number not in wanted):
            continue
        if kind in _FIXED:
            found.values[key] = (kind, table[begin + 8 : begin + 16])
        else:
            stream = storage.children.get(f"__substg1.0_{number:04x}{kind:04x}")
            found.values[key] = (kind, file.stream(stream, LONGEST))
    return found
