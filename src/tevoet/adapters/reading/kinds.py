"""Tell files apart by their first bytes, never by their name."""

import re
from collections.abc import Callable
from enum import StrEnum
from itertools import islice
from typing import Final

from tevoet.adapters.along.zips import is_along
from tevoet.adapters.calendars.components import looks_like_calendar
from tevoet.adapters.calls.recognising import SQLITE_START, looks_like_backup
from tevoet.adapters.chats.recognising import looks_like_signal, looks_like_whatsapp
from tevoet.adapters.mail.postmarks import BYTE_ORDER_MARK, starts_with_postmark
from tevoet.engines.moments.headers import head_end, split_headers

BEGINNING: Final = 8 * 1024
"""Bytes that decide what a file is."""

UNKNOWN: Final = "unknown_kind"
EMPTY: Final = "empty_file"


class Kind(StrEnum):
    """What can be read, `FILES` before anybody looked, and `REFUSED` for what cannot."""

    MBOX = "mbox"
    MAILDIR = "maildir"
    EML = "eml"
    ICS = "ics"
    CSV = "csv"
    PHONE_BACKUP = "phone_backup"
    DATABASE = "database"
    WHATSAPP = "whatsapp"
    SIGNAL = "signal"
    OUTLOOK_STORE = "outlook_store"
    OUTLOOK_ITEM = "outlook_item"
    ZIP = "zip"
    GZIP = "gzip"
    ALONG = "along"
    FILES = "files"
    REFUSED = "refused"


_BY_START: Final = (
    (b"!BDN", Kind.OUTLOOK_STORE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.OUTLOOK_ITEM),  # a compound file
    (b"\x78\x9f\x3e\x22", Kind.OUTLOOK_ITEM),  # TNEF: winmail.dat
    (SQLITE_START, Kind.DATABASE),
    (b"\x1f\x8b\x08", Kind.GZIP),
)
_ZIP_STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06")  # the second has nothing in it
_OFFICE_FIRST: Final = (b"[Content_Types].xml", b"_rels/", b"mimetype")  # at _ZIP_NAME of a zip
_ZIP_NAME: Final = 30
_MAIL_ONLY: Final = re.compile(
    rb"(?:\A|\n)(?:return-path|received|delivered-to|x-[a-z-]+|mime-version|subject|message-id"
    rb"|reply-to|content-type|dkim-signature|from|to|date|sender|status|in-reply-to|references)"
    rb"[ \t]*:",
    re.IGNORECASE,
)
_FEWEST: Final = 2  # delimiters: three columns
_DELIMITERS: Final = (b",", b";", b"\t", b"|")


def kind_of(beginning: bytes) -> tuple[Kind, str]:
    """Return the kind of a file from its first `BEGINNING` bytes, and why it is refused, or "".

    >>> kind_of(b"BEGIN:VCALENDAR")
    (<Kind.ICS: 'ics'>, '')
    """
    if not beginning:
        return Kind.REFUSED, EMPTY
    by_start = next((kind for start, kind in _BY_START if beginning.startswith(start)), None)
    if by_start:
        return by_start, ""
    if is_along(beginning):
        return Kind.ALONG, ""
    if _is_zip(beginning):
        return Kind.ZIP, ""
    text = _as_utf8(beginning).removeprefix(BYTE_ORDER_MARK)
    for kind, is_this in _SIGNS:
        if is_this(text):
            return kind, ""
    return Kind.REFUSED, UNKNOWN


def _is_zip(beginning: bytes) -> bool:
    """Say whether a file is a zip to unpack; documents of an office program are zips inside."""
    return beginning.startswith(_ZIP_STARTS) and not beginning.startswith(_OFFICE_FIRST, _ZIP_NAME)


def _as_utf8(beginning: bytes) -> bytes:
    """Turn UTF-16, as Windows programs export it, into UTF-8."""
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        return beginning.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return beginning


def _is_message(text: bytes) -> bool:
    """Say whether a file begins with mail headers: one of who or when, and a second of any."""
    found = split_headers(text)
    if not {b"from", b"to", b"date", b"message-id", b"return-path", b"sender"} & found.keys():
        return False
    end = head_end(text)
    head = (text if end < 0 else text[:end]).replace(b"\r", b"\n")
    return b"\0" not in head and any(islice(_MAIL_ONLY.finditer(head), 1, None))


def _is_table(text: bytes) -> bool:
    """Say whether the first lines have the same number of columns, at least three."""
    if b"\0" in text or text.lstrip()[:1] in (b"<", b"{", b"["):
        return False
    lines = [line for line in text.splitlines() if line.strip()][:6]
    whole = lines[:-1] or lines  # the last one may be cut off
    return any(_has_columns(whole, delimiter) for delimiter in _DELIMITERS)


def _has_columns(lines: list[bytes], delimiter: bytes) -> bool:
    counts = {re.sub(rb'"[^"]*"', b"", line).count(delimiter) for line in lines}
    return len(counts) == 1 and counts.pop() >= _FEWEST


_SIGNS: Final[tuple[tuple[Kind, Callable[[bytes], bool]], ...]] = (
    (Kind.MBOX, starts_with_postmark),
    (Kind.EML, _is_message),
    (Kind.ICS, looks_like_calendar),
    (Kind.PHONE_BACKUP, looks_like_backup),
    (Kind.SIGNAL, looks_like_signal),
    (Kind.WHATSAPP, looks_like_whatsapp),
    (Kind.CSV, _is_table),
)
