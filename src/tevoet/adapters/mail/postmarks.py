"""Find where messages begin in an mbox, and never where a line of text merely says "From ".

Source: RFC 4155 (the mbox format), and what Thunderbird ("From - "), Google ("From 123@xxx") and
old Unix programs really write. A separator stands at the start of the file or after an empty line,
is shaped as a postmark, and is followed by a header, an empty line or the end of the file.
A postmark of Mozilla counts without the empty line when two headers follow it.
"""

import re
from typing import Final

MARK: Final = b"\nFrom "
LOOK_AHEAD: Final = 1_024
"""Bytes after the beginning of a line that decide whether it is a separator."""

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_AT_START: Final = (b"", b"\n", b"\r\n", BYTE_ORDER_MARK)
_TIME: Final = rb"\d{1,2}:\d\d(?::\d\d)?"
_ZONE: Final = rb"(?:[+-]\d{4}|[A-Z]{2,5})"
_DATE: Final = (
    rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?[ \t]+"
    rb"(?:[A-Z][a-z]{2,8}[ \t]+\d{1,2}|\d{1,2}[ \t]+[A-Z][a-z]{2,8}(?:[ \t]+\d{4})?)[ \t]+"
    + _TIME
    + rb"(?:[ \t]+"
    + _ZONE
    + rb")?(?:[ \t]+\d{2,4})?(?:[ \t]+"
    + _ZONE
    + rb")?(?:[ \t]+remote from [^\r\n]{1,200})?"
)
_DATED: Final = (
    rb"From (?:[^\s\"]{1,320}[ \t]+|[^\r\n]{0,320}?[ \t]*)" + _DATE + rb"[ \t]*\r?(?:\n|\Z)"
)
_DATED_NEXT: Final = rb"(?=[!-9;-~]+[ \t]*:|>From |\r?\n|\r?\Z)"
_UNDATED: Final = rb"From (?:-|\"?[^\s\"@]+@[^\s\"@]*\"?)?[ \t]*\r?\n(?=[!-9;-~]+:)"
# Netscape and Mozilla left the empty line out: then a header by name and another must follow.
_MOZILLA: Final = re.compile(
    rb"From -(?:[ \t]+" + _DATE + rb")?[ \t]*\r?\n"
    rb"(?:From|To|Date|Message-ID|Received|Return-Path|X-Mozilla-Status|Subject|Reply-To)"
    rb":[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*[!-9;-~]+:",
    re.IGNORECASE,
)
_USUAL: Final = rb"[^\s\"]{1,320} [A-Z][a-z][a-z] [A-Z][a-z][a-z] [ \d]\d \d\d:\d\d:\d\d \d{4}"
_USUAL_NEXT: Final = rb"\r?\n(?=[!-9;-~]+:)"
_POSTMARK: Final = re.compile(
    rb"From " + _USUAL + _USUAL_NEXT + rb"|" + _DATED + _DATED_NEXT + rb"|" + _UNDATED
)
# One search finds a mark and tells, by its group, whether the usual postmark stands there behind
# an empty line. That is one by the pattern above as well, and lies within `LOOK_AHEAD`.
_MARK: Final = re.compile(
    MARK + rb"(?:(?<=\n" + MARK + rb")" + _USUAL + rb"\n(?=[!-9;-~]{1,99}:)()|)"
).search


def next_separator(buffer: bytes, position: int) -> int:
    """Return where the next message begins, or -1; the line end before it counts from `position`.

    `buffer` as for `is_separator`; what is found within `LOOK_AHEAD` of its end may be none.
    """
    found = _MARK(buffer, max(0, position))
    while found is not None:
        place = found.start() + 1
        if found.lastindex or is_separator(buffer, place):
            return place
        found = _MARK(buffer, place)
    return -1


def is_separator(buffer: bytes, position: int) -> bool:
    """Say whether a message begins at `position`, the beginning of a line.

    `buffer` holds at least three bytes before and `LOOK_AHEAD` bytes after the position, or the
    file's own beginning and end.
    """
    before = buffer[max(0, position - 3) : position]
    if before.endswith((b"\n\n", b"\n\r\n")) or before in _AT_START:
        return is_postmark(buffer, position)
    return _MOZILLA.match(buffer, position, position + LOOK_AHEAD) is not None


def is_postmark(buffer: bytes, position: int) -> bool:
    """Say whether a postmark and what may follow one stand at `position`."""
    return _POSTMARK.match(buffer, position, position + LOOK_AHEAD) is not None


def starts_with_postmark(beginning: bytes) -> bool:
    """Say whether a file with this beginning is an mbox; a byte order mark does not matter."""
    text = beginning.removeprefix(BYTE_ORDER_MARK).lstrip(b"\r\n")
    return _POSTMARK.match(text) is not None
