"""Names of folders: modified UTF-7 as people read it (RFC 3501, section 5.1.3)."""

import re
from base64 import b64decode
from typing import Final

_SHIFTED: Final = re.compile(rb"&([A-Za-z0-9+,]*)-")


def shown(name: bytes) -> str:
    """Return the name of a folder as people read it; what is no modified UTF-7 stays as it is.

    >>> shown(b"Pr&AO8-ve & zo"), shown(b"R&-D"), shown(b"a&b")
    ('Pr\xefve & zo', 'R&D', 'a&b')
    """
    try:
        text = _SHIFTED.sub(_decoded, name).decode("utf-8")
    except ValueError:
        text = name.decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


def _decoded(shifted: re.Match[bytes]) -> bytes:
    coded = shifted[1].replace(b",", b"/")
    if not coded:
        return b"&"
    return b64decode(coded + b"=" * (-len(coded) % 4)).decode("utf-16-be").encode()
