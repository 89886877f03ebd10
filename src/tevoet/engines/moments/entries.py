"""Take an unusual address header apart: comments, groups, routes, quotes and what people type.

Source: RFC 5322 sections 3.2 to 3.4 and 4.4. One pass over the pieces, without recursion, so that
ten thousand open brackets cost what ten thousand letters cost.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

ENTRY_CAP: Final = 1_000
"""Characters of a name or an address that are looked at."""

_PIECES: Final = re.compile(
    r"\"((?:[^\"\\]|\\.)*)\"?|\\(.)|([(),:;<>])|([^\"\\(),:;<>]+)", re.DOTALL
)
_ADDRESS: Final = re.compile(r"[^\s<>@\"]+@[^\s<>@,;:()\"\[\]]+")


@dataclass(slots=True)
class _Entry:
    """What was found since the last comma, by where it stood."""

    words: list[str] = field(default_factory=list)
    comment: list[str] = field(default_factory=list)
    bracketed: list[str] = field(default_factory=list)

    def read(self) -> tuple[str, str] | None:
        """Return (address, name), or None when no address stands in the entry."""
        words, comment = _joined(self.words), _joined(self.comment)
        inside = _ADDRESS.fullmatch(_tight(_joined(self.bracketed)))
        if inside:
            return inside[0], words.strip() or comment.strip()
        bare = _ADDRESS.fullmatch(_tight(words)) or _ADDRESS.search(words)
        if bare is None:
            return None
        return bare[0], words.replace(bare[0], "").strip(" -") or comment.strip()


def read_entries(text: str, room: int) -> Iterator[tuple[str, str]]:
    """Yield (address, name) for at most `room` entries of an address header.

    Entries end at commas and semicolons outside quotes, comments and angle brackets. A name before
    a colon is that of a group, or a route inside angle brackets, and is dropped; the text of a
    comment is the name when there is no other.

    >>> list(read_entries("Team: Anna (at home) <@relay:anna@example.org>, bram@example.org;", 9))
    [('anna@example.org', 'Anna'), ('bram@example.org', '')]
    """
    entry, comments, angle = _Entry(), 0, False
    for match in _PIECES.finditer(text):
        mark = match[3]
        if mark is None:
            _add(entry, match, comments > 0, angle)
        elif mark == "(":
            comments += 1
        elif mark == ")":
            comments = max(0, comments - 1)
        elif comments:
            entry.comment.append(mark)
        elif mark in "<>":
            angle = mark == "<"
        elif mark == ":":
            (entry.bracketed if angle else entry.words).clear()
        elif not angle:
            found = entry.read()
            if found:
                yield found
            room -= 1
            if room <= 0:
                return
            entry = _Entry()
    found = entry.read()
    if found:
        yield found


def _add(entry: _Entry, match: re.Match[str], in_comment: bool, in_angle: bool) -> None:
    text = match[1] if match[1] is not None else match[2] or match[4]
    place = entry.comment if in_comment else entry.bracketed if in_angle else entry.words
    place.append(text)


def _joined(pieces: list[str]) -> str:
    return "".join(pieces)[:ENTRY_CAP]


def _tight(text: str) -> str:
    """Close the spaces that old forms allow around the dots and the at sign."""
    return re.sub(r"\s*([.@])\s*", r"\1", text).strip()
