"""Cut the header block of one message into the few headers that say who wrote to whom, when.

Source: RFC 5322 section 2.2 (fields, folding) and 4.5 (obsolete fields with a space before the
colon). The reference for everything malformed is Python's `email` parser with `policy.compat32`;
where this splitter differs on purpose stands in `docs/science/moments.md`.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain, groupby
from typing import Final

HEAD_CAP: Final = 256 * 1024
"""Bytes of one header block that are looked at."""

HEADER_CAP: Final = 8 * 1024
"""Bytes of one header that are looked at."""

RECEIVED_CAP: Final = 10
"""Received headers that are looked at for a date."""

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
    b"return-path",
    b"list-id",
    b"list-post",
    b"list-unsubscribe",
    b"mailing-list",
    b"x-mailing-list",
    b"auto-submitted",
    b"precedence",
    b"x-autoreply",
    b"x-autorespond",
    b"x-gmail-labels",
)
"""The headers that are kept, who and when first, then what lists and machines leave."""

Values = tuple[bytes | None, ...]
"""A value or None for each of `WANTED`, in that order, and None at the end without Content-Length.

A value is capped, and otherwise as it stands: perhaps folded, with blanks around it.
"""

_JOINED: Final = frozenset((b"to", b"cc", b"bcc"))
_FIELDS: Final = re.compile(rb"\n([!-9;-~]+)[ \t]*:([^\n]*(?:\n[ \t][^\n]*)*)")
# The end of the headers is the first line that is no field, no continuation and no postmark.
_END: Final = re.compile(rb"\n(?![ \t]|[!-9;-~]*[ \t]*:|>?From )")
_GROUPS: Final = (*WANTED, b"content-length")
# Beginnings of lines that are surely none of the wanted headers, the most frequent ones first.
_PASSED: Final = (
    rb"[ \t]|Received:|X-(?!(?i:auto|mail|gmail-l))[!-9;-~]*+:|DKIM-Signature:|Content-T[!-9;-~]*+:"
    rb"|Subject:|[EGHJKNOQUVWYZeghjknoquvwyz0-9][!-9;-~]*+[ \t]*+:"
)


def _one_pass() -> re.Pattern[bytes]:
    """Write the pattern that walks over a line and a block and keeps the wanted headers in groups.

    A second To stops it before the colon, because such values are joined. Only what holds no group
    is possessive: CPython 3.11 loses groups inside possessive repeats.
    """
    kept = []
    for number, name in enumerate(_GROUPS, 1):
        value = rb"[ \t]*+:([^\n]*+(?:\n[ \t][^\n]*+)*+)"
        again = rb"(?=[ \t]*+:)" if name in _JOINED else b"(?!)"
        kept.append(rb"%s(?(%d)%s|%s)" % (name[1:], number, again, value))
    # One look at the first letter passes over all neighbours that share it.
    wanted = [
        b"[%s%s](?i:%s)" % (letter, letter.upper(), b"|".join(rest for _, rest in neighbours))
        for letter, neighbours in groupby(
            zip(_GROUPS, kept, strict=True), key=lambda named: named[0][:1]
        )
    ]
    rest = rb"(?:\n(?:%s)[^\n]*+)*+" % _PASSED
    one = b"|".join([*wanted, rb"[!-9;-~]++[ \t]*+:[^\n]*+"])
    return re.compile(rb"[^\n]*+(?:%s\n(?:%s))*%s" % (rest, one, rest))


_ONE_PASS: Final = _one_pass().match


def cut_headers(buffer: bytes, begin: int) -> tuple[Values, int] | None:
    """Return the wanted headers below the line at `begin`, and where the empty line ends.

    They are those of `split_headers`, in a quarter of the time and still folded; None when the
    block is an unusual one: with CR, a line that is no header, several To, or without an end in
    the buffer or within `HEAD_CAP`.

    >>> values, end = cut_headers(b"From -\\nTo: anna@example.org\\n\\nbody", 0)
    >>> named(values), end
    ({b'to': b'anna@example.org'}, 29)
    """
    match = _ONE_PASS(buffer, begin, begin + HEAD_CAP)
    if match is None:
        return None
    end = match.end()
    if not buffer.startswith(b"\n\n", end) or buffer.find(b"\r", begin, end) >= 0:
        return None
    values: Values = match.groups()
    if end - begin > HEADER_CAP:  # else no value can be longer than that
        values = tuple(map(_short, _GROUPS, values))
    return values, end + 2


def head_values(head: bytes) -> Values:
    """Return the wanted headers of a header block as `split_headers` takes it."""
    cut = cut_headers(b"\n" + head[:HEAD_CAP].replace(b"\r\n", b"\n"), 0)
    if cut:
        return cut[0]
    found = split_headers(head)
    return (*map(found.get, WANTED), b"")  # a Content-Length may stand there


def named(values: Values) -> dict[bytes, bytes]:
    """Return values by name, as `split_headers` does."""
    there = zip(WANTED, values, strict=False)  # the last value is that of Content-Length
    return {name: plain(value) for name, value in there if value is not None}


def plain(value: bytes) -> bytes:
    """Return a value on one line, without the blanks around it."""
    return value.replace(b"\n", b"").strip(b" \t")


def split_headers(head: bytes) -> Mapping[bytes, bytes]:
    """Return the wanted headers of a header block, by lower-case name, unfolded and capped.

    `head` is the block as it stands in the file, without the mbox postmark. What follows the empty
    line after it is not looked at, yet `head_end` cuts it off faster. Of a header that occurs more
    than once the first counts, except that To, Cc and Bcc are joined with a comma. Line ends may
    be LF, CRLF or CR. Never raises; looks at `HEAD_CAP` bytes and keeps `HEADER_CAP` bytes of each
    header (of References the beginning and the end: the oldest and the newest ids matter).

    >>> split_headers(b"To: anna@example.org,\\n bram@example.org\\nX: y\\n\\nbody")
    {b'to': b'anna@example.org, bram@example.org'}
    """
    found: dict[bytes, bytes] = {}
    for written, value in _fields(head):
        name = _wanted(written)
        if not name:
            continue
        if name not in found:
            found[name] = _unfolded(value, name)
        elif name in _JOINED:
            found[name] = (found[name] + b", " + _unfolded(value, name))[:HEADER_CAP]
    return found


@lru_cache(maxsize=2048)
def _wanted(written: bytes) -> bytes:
    """Return the name of a wanted header in lower case, or nothing."""
    name = written.lower()
    return name if name in WANTED else b""


def head_end(buffer: bytes, begin: int = 0) -> int:
    """Return where the empty line after the header block at `begin` ends, or -1.

    Looks at `HEAD_CAP` bytes; the line ends may be LF or CRLF, also mixed.

    >>> head_end(b"To: anna@example.org\\n\\nbody")
    22
    """
    limit, start = begin + HEAD_CAP, max(0, begin - 1)
    mark, other = b"\n\n", b"\n\r\n"
    line_end = buffer.find(b"\n", begin, limit)
    if line_end > 0 and buffer[line_end - 1 : line_end] == b"\r":
        mark, other = other, mark
    end = buffer.find(mark, start, limit)
    if mark == b"\n\n" and end >= 0 and buffer.find(b"\r", start, end) < 0:
        return end + 2
    earlier = buffer.find(other, start, limit if end < 0 else end)
    if earlier >= 0:
        return earlier + len(other)
    return -1 if end < 0 else end + len(mark)


def received_values(head: bytes) -> list[bytes]:
    """Return the Received headers of a header block, newest first, at most ten."""
    values = [value for name, value in _fields(head) if name.lower() == b"received"]
    return [_unfolded(value, b"received") for value in values[:RECEIVED_CAP]]


def _fields(head: bytes) -> list[tuple[bytes, bytes]]:
    """Return every field of a block as (name, folded value), up to the first line that is none."""
    block = b"\n" + head[:HEAD_CAP]
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    block = block.rstrip(b"\n")
    fields = _FIELDS.findall(block)
    if len(b"".join(chain.from_iterable(fields))) + 2 * len(fields) == len(block):
        return fields  # every byte is part of a field, as in nearly all mail
    ended = _END.search(block)
    return _FIELDS.findall(block[: ended.start()]) if ended else fields


def _unfolded(value: bytes, name: bytes) -> bytes:
    return plain(_capped(value, name) if len(value) > HEADER_CAP else value)


def _short(name: bytes, value: bytes | None) -> bytes | None:
    return _capped(value, name) if value and len(value) > HEADER_CAP else value


def _capped(value: bytes, name: bytes) -> bytes:
    value = value.lstrip(b" \t")
    if name != b"references":
        return value[:HEADER_CAP]
    quarter = HEADER_CAP // 4
    return value[:quarter] + b" " + value[-3 * quarter :]
