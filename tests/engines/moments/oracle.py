"""What Python's own parser makes of headers, to lay beside our splitter."""

import re
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from tevoet.engines.moments.headers import (
    HEADER_CAP,
    WANTED,
    cut_headers,
    head_end,
    named,
    split_headers,
)

JOINED = (b"to", b"cc", b"bcc")


def by_python(head: bytes) -> dict[bytes, bytes]:
    """Return the wanted headers as `compat32` cuts them, unfolded and capped as ours are."""
    message: Message = BytesParser(policy=compat32).parsebytes(head, headersonly=True)
    found: dict[bytes, bytes] = {}
    for raw_name, raw_value in message.raw_items():
        name = raw_name.encode("ascii", "surrogateescape").lower()
        if name not in WANTED:
            continue
        value = str(raw_value).encode("ascii", "surrogateescape")
        value = re.sub(rb"[\r\n]", b"", capped(value)).strip(b" \t")
        if name not in found:
            found[name] = value
        elif name in JOINED:
            found[name] = (found[name] + b", " + value)[:HEADER_CAP]
    return found


def capped(value: bytes) -> bytes:
    return re.sub(rb"\r\n?", b"\n", value)[:HEADER_CAP]


def differences(head: bytes) -> dict[bytes, tuple[bytes | None, bytes | None]]:
    """Return every wanted header that Python and we do not cut alike, as (Python's, ours)."""
    python, ours = by_python(head), split_headers(head)
    in_one_pass = cut_headers(b"\n" + head, 0)
    assert in_one_pass is None or named(in_one_pass[0]) == ours
    assert in_one_pass is None or in_one_pass[1] == head_end(b"\n" + head, 1)
    return {
        name: (python.get(name), ours.get(name))
        for name in python.keys() | ours.keys()
        if python.get(name) != ours.get(name)
    }
