"""Tell chats apart by their first bytes; quick to load."""

import re
from typing import Final

from tevoet.adapters.chats.stamps import read_stamp
from tevoet.adapters.files.opening import decoded

_START: Final = re.compile(rb'\s*\{"date": ?"\d{4}-\d\d-\d\dT[^"]{5,40}", ?"sender": ?"')


def looks_like_whatsapp(beginning: bytes) -> bool:
    """Tell from the first bytes of a file whether it is a chat: its first line has a stamp.

    >>> looks_like_whatsapp(b"31-12-2026 21:05 - Bram: "), looks_like_whatsapp(b"a;b")
    (True, False)
    """
    found = (line for line in decoded(beginning).splitlines() if line.strip())
    return read_stamp(next(found, "")) is not None


def looks_like_signal(beginning: bytes) -> bool:
    """Tell from the first bytes of a file whether it is such a chat.

    >>> looks_like_signal(b'{"date": "2026-01-05T09:30:00", "sender": "Me", "body": "')
    True
    """
    return _START.match(beginning) is not None
