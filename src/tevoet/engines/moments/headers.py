"""Cut the header block of one message into the few headers that say who wrote to whom, when.

Source: RFC 5322 section 2.2 (fields, folding) and 4.5 (obsolete fields with a space before the
colon). The reference for everything malformed is Python's `email` parser with `policy.compat32`;
where this splitter differs on purpose stands in `docs/science/moments.md`.
"""

import re
from collections.abc import Mapping
from typing import Final

HEAD_CAP: Final = 256 * 1024
"""Bytes of one header block that are looked at."""

HEADER_CAP: Final = 8 * 1024
"""Bytes of one header that are looked at."""

WANTED: Final = (
    b"from",
    b"sender",
    b"to",
    b"cc",
    b"bcc",
    b"date",
    b"message-id",
    b"in-reply-to",
    b"references",
    b"list-id",
    b"list-post",
    b"list-unsubscribe",
    b"mailing-list",
    b"x-mailing-list",
    b"auto-submitted",
    b"precedence",
    b"return-path",
    b"x-autoreply",
    b"x-autorespond",
)

_JOINED: Final = frozenset((b"to", b"cc", b"bcc"))
_NAMES: Final = b"|".join(sorted(WANTED, key=len, reverse=True))
# The end of the headers is the first line that is no field, no continuation and no postmark.
_NO_FIELD: Final = rb"(?![ \t]|[!-9;-~]*[ \t]*:|>?From )"
_FIELDS: Final = re.compile(
    rb"\n(?:(?=[abcdfilmprstx])(" + _NAMES + rb")[ \t]*:|(" + _NO_FIELD + rb"))"
)
_BLANKS: Final = (b" ", b"\t")
_RECEIVED: Final = re.compile(rb"\nreceived[ \t]*:")
_END: Final = re.compile(rb"\n" + _NO_FIELD)


def split_headers(head: bytes) -> Mapping[bytes, bytes]:
    """Return the wanted headers of a header block, by lower-case name, unfolded and capped.

    `head` is the block as it stands in the file, with or without the blank line and whatever
    follows it, without the mbox postmark. Of a header that occurs more than once the first counts,
    except that To, Cc and Bcc are joined with a comma. Line ends may be LF, CRLF or CR. Never
    raises; looks at `HEAD_CAP` bytes and keeps `HEADER_CAP` bytes of each header (of References
    the beginning and the end, because both the oldest and the newest ids matter).

    >>> split_headers(b"To: anna@example.org,\\n bram@example.org\\nX: y\\n\\nbody")
    {b'to': b'anna@example.org, bram@example.org'}
    """
    block = _normal(head)
    found: dict[bytes, bytes] = {}
    for match in _FIELDS.finditer(block.lower()):
        name = match[1]
        if name is None:
            break
        if name not in found:
            found[name] = _value(block, match.end(), name)
        elif name in _JOINED:
            joined = found[name] + b", " + _value(block, match.end(), name)
            found[name] = joined[:HEADER_CAP]
    return found


def received_values(head: bytes) -> list[bytes]:
    """Return the Received headers of a header block, newest first, at most ten."""
    block = _normal(head)
    end = _END.search(block)
    low = block[: end.start() if end else len(block)].lower()
    values = []
    for match in _RECEIVED.finditer(low):
        values.append(_value(block, match.end(), b"received"))
        if len(values) == 10:
            break
    return values


def _normal(head: bytes) -> bytes:
    """Make every line end a LF, begin with one, and cap the block."""
    block = b"\n" + head[:HEAD_CAP]
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return block


def _value(block: bytes, begin: int, name: bytes) -> bytes:
    """Return the unfolded value that begins at `begin`."""
    end = block.find(b"\n", begin)
    if end < 0:
        end = len(block)
    elif block[end + 1 : end + 2] in _BLANKS:
        end = _folded_end(block, end, begin + (HEAD_CAP if name == b"references" else HEADER_CAP))
    value = block[begin:end].replace(b"\n", b"").strip(b" \t")
    return value if len(value) <= HEADER_CAP else _capped(value, name)


def _folded_end(block: bytes, end: int, limit: int) -> int:
    """Return where a header ends that goes on after the line end at `end`."""
    while end < limit and block[end + 1 : end + 2] in _BLANKS:
        end = block.find(b"\n", end + 1)
        if end < 0:
            return len(block)
    return end


def _capped(value: bytes, name: bytes) -> bytes:
    if name != b"references":
        return value[:HEADER_CAP]
    quarter = HEADER_CAP // 4
    return value[:quarter] + b" " + value[-3 * quarter :]
