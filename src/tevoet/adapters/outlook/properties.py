"""The properties of an item in Outlook: which ones are read, and what their bytes mean.

Source: [MS-OXPROPS] (the list of properties), [MS-OXCDATA] section 2.11 (their types), [MS-OXPROPS]
section 1.3.2 (the sets of named properties). The same few properties are read from a store, from a
message and from TNEF; subjects are not among them.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

Key = int | str
"""An id; for named properties `named(set, id)`, or the lower-case name."""

Value = tuple[int, bytes]
"""The type of a property, and its bytes as they stand, little-endian."""

STRING8, UNICODE, TIME, BOOLEAN = 0x1E, 0x1F, 0x40, 0x0B
LONGEST: Final = 256 * 1024
"""Bytes of one property that are looked at."""

MOST_RECEIVERS: Final = 2_000

APPOINTMENT, MEETING, COMMON, HEADERS, PUBLIC = 1, 2, 3, 4, 5
SETS: Final[Mapping[bytes, int]] = {
    bytes.fromhex("0220060000000000c000000000000046"): APPOINTMENT,
    bytes.fromhex("90dad86e0b451b1098da00aa003f1305"): MEETING,
    bytes.fromhex("0820060000000000c000000000000046"): COMMON,
    bytes.fromhex("8603020000000000c000000000000046"): HEADERS,
    bytes.fromhex("2903020000000000c000000000000046"): PUBLIC,
}


def named(which: int, number: int) -> int:
    """Return the key of a named property with a number.

    >>> hex(named(APPOINTMENT, 0x820D))
    '0x1820d'
    """
    return which << 16 | number


CLASS, FLAGS, CODE_PAGE = 0x001A, 0x0E07, 0x3FFD
SUBMITTED, DELIVERED, TRANSPORT_HEADERS, BODY = 0x0039, 0x0E06, 0x007D, 0x1000
MESSAGE_ID, IN_REPLY_TO, REFERENCES, CONVERSATION_INDEX = 0x1035, 0x1042, 0x1039, 0x0071
LIST_HELP, LIST_SUBSCRIBE, LIST_UNSUBSCRIBE = 0x1043, 0x1044, 0x1045
# Of a person: shown name, kind of address, address, the address for the internet.
SENDER: Final = (0x0C1A, 0x0C1E, 0x0C1F, 0x5D01)
REPRESENTED: Final = (0x0042, 0x0064, 0x0065, 0x5D02)
RECEIVED_BY: Final = (0x0040, 0x0075, 0x0076, 0x5D07)
RECEIVED_FOR: Final = (0x0044, 0x0077, 0x0078, 0x5D08)
RECEIVER: Final = (0x3001, 0x3002, 0x3003, 0x39FE)
RECEIVER_TYPE, RECEIVER_FLAGS, RECEIVER_ANSWER, DISPLAY_TYPE = 0x0C15, 0x5FFD, 0x5FFF, 0x3905
START, END = named(APPOINTMENT, 0x820D), named(APPOINTMENT, 0x820E)
COMMON_START, COMMON_END = named(COMMON, 0x8516), named(COMMON, 0x8517)
SEQUENCE, BUSY, PLACE = (named(APPOINTMENT, one) for one in (0x8201, 0x8205, 0x8208))
WHOLE_DAY, STATE, ANSWER = (named(APPOINTMENT, one) for one in (0x8215, 0x8217, 0x8218))
RECURRENCE, REPLACED = (named(APPOINTMENT, one) for one in (0x8216, 0x8228))
ZONE_NAME, ZONE_START, ZONE_SERIES = (named(APPOINTMENT, one) for one in (0x8234, 0x825E, 0x8260))
GLOBAL_ID, CLEAN_GLOBAL_ID = named(MEETING, 0x0003), named(MEETING, 0x0023)
ONLINE_LINKS: Final = ("skypeteamsmeetingurl", "onlinemeetingconflink", "onlinemeetingexternallink")
_LIST_NAMES: Final = ("list-id", "list-post", "mailing-list", "x-mailing-list")
_MACHINE_NAMES: Final = ("auto-submitted", "precedence", "x-autoreply", "x-autorespond")
HEADER_NAMES: Final = (*_LIST_NAMES, *_MACHINE_NAMES)
NAMES: Final = frozenset((*ONLINE_LINKS, *HEADER_NAMES))
_IDS: Final = (MESSAGE_ID, IN_REPLY_TO, REFERENCES, CONVERSATION_INDEX)
_LISTS: Final = (LIST_HELP, LIST_SUBSCRIBE, LIST_UNSUBSCRIBE)
_WHAT: Final = (CLASS, FLAGS, CODE_PAGE, SUBMITTED, DELIVERED, TRANSPORT_HEADERS)
_WHO: Final = (*SENDER, *REPRESENTED, *RECEIVED_BY, *RECEIVED_FOR)
WANTED: Final = frozenset((*_WHAT, *_IDS, *_LISTS, *_WHO))
_WHEN: Final = (START, END, COMMON_START, COMMON_END, RECURRENCE, REPLACED)
_ZONES: Final = (ZONE_NAME, ZONE_START, ZONE_SERIES)
_MEETING: Final = (SEQUENCE, BUSY, PLACE, WHOLE_DAY, STATE, ANSWER, GLOBAL_ID, CLEAN_GLOBAL_ID)
WANTED_NAMED: Final[frozenset[Key]] = frozenset((*NAMES, *_WHEN, *_ZONES, *_MEETING))
WANTED_OF_RECEIVER: Final = frozenset(
    (*RECEIVER, RECEIVER_TYPE, RECEIVER_FLAGS, RECEIVER_ANSWER, DISPLAY_TYPE)
)
_EPOCH: Final = datetime(1601, 1, 1, tzinfo=UTC)
_FIRST, _LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Properties:
    """Properties by key. `charset` is that of strings of 8 bits."""

    values: dict[Key, Value] = field(default_factory=dict)
    charset: str = "cp1252"

    def raw(self, key: Key) -> bytes:
        """Return the bytes of a property, or none."""
        return self.values.get(key, (0, b""))[1]

    def text(self, *keys: Key) -> str:
        """Return the first property that holds a text, without blanks and zeros around it."""
        for key in keys:
            kind, raw = self.values.get(key, (0, b""))
            if kind == UNICODE:
                found = raw[: len(raw) & ~1].decode("utf-16-le", "replace")
            else:
                found = _decoded(raw, self.charset) if kind == STRING8 else ""
            found = found.partition("\0")[0].strip()
            if found:
                return found
        return ""

    def number(self, key: Key) -> int | None:
        """Return a whole number, True and False as 1 and 0; None when there is none."""
        kind, raw = self.values.get(key, (0, b""))
        if kind == BOOLEAN:
            return int(any(raw[:2]))
        return struct.unpack_from("<i", raw)[0] if kind in (3, 10) and len(raw) >= 4 else None  # noqa: PLR2004 - the types of 32 bits

    def at(self, *keys: Key) -> datetime | None:
        """Return the first property that is a time between 1970 and 2100, in UTC."""
        for key in keys:
            kind, raw = self.values.get(key, (0, b""))
            if kind == TIME and len(raw) >= 8:  # noqa: PLR2004 - a time has 64 bits
                found = time_of(struct.unpack_from("<Q", raw)[0])
                if found:
                    return found
        return None


@dataclass(slots=True)
class Entry:
    """An item: its own properties and those of everybody it went to.

    `folder` is "trash", "junk", "sent" or "", as far as the store says so.
    """

    own: Properties
    receivers: list[Properties] = field(default_factory=list)
    folder: str = ""

    @property
    def kind(self) -> str:
        """Return the class of the item in lower case; the old names of Schedule+ are translated."""
        said = self.own.text(CLASS).lower()
        for old, new in _OLD_CLASSES.items():
            if said.startswith(old):
                return new + said.removeprefix(old)
        return said


_OLD_CLASSES: Final = {
    "ipm.microsoft mail.note": "ipm.note",
    "ipm.microsoft schedule.mtgreq": "ipm.schedule.meeting.request",
    "ipm.microsoft schedule.mtgcncl": "ipm.schedule.meeting.canceled",
    "ipm.microsoft schedule.mtgresp": "ipm.schedule.meeting.resp.",
}


def time_of(ticks: int) -> datetime | None:
    """Return the moment of a FILETIME: tenths of microseconds since 1601, UTC."""
    try:
        found = _EPOCH + timedelta(microseconds=ticks // 10)
    except OverflowError:
        return None
    return found if _FIRST <= found < _LAST else None


def charset_of(code_page: int | None) -> str:
    """Return the name of a Windows code page; what is unknown is read as the western one.

    >>> charset_of(932), charset_of(65001), charset_of(None)
    ('cp932', 'utf-8', 'cp1252')
    """
    charset = {65001: "utf-8", 20127: "ascii", 28591: "latin-1"}.get(
        code_page or 0, f"cp{code_page}"
    )
    try:
        "".encode(charset)
    except LookupError:
        return "cp1252"
    return charset


def _decoded(raw: bytes, charset: str) -> str:
    try:
        return raw.decode(charset, "replace")
    except (LookupError, UnicodeError):
        return raw.decode("latin-1")
