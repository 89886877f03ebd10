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
# Archives of mailing lists write "anna at example.org (Anna)".
_HIDDEN: Final = re.compile(r"([^\s<>@\"]+) at ([^\s<>@,;:()\"\[\]]+\.[^\s<>@,;:()\"\[\]]+)")


@dataclass(slots=True)
class _Entry:
    """What was found since the last comma, by where it stood."""

    words: list[str] = field(default_factory=list)
    comment: list[str] = field(default_factory=list)
    bracketed: list[str] = field(default_factory=list)
    depth: int = 0
    in_angle: bool = False

    def take(self, match: re.Match[str]) -> bool:
        """Take a piece in; say whether it ends the entry."""
        mark = match[3]
        if mark is None:
            self._place().append(match[1] if match[1] is not None else match[2] or match[4])
        elif mark in "()":
            self.depth = self.depth + 1 if mark == "(" else max(0, self.depth - 1)
        elif self.depth:
            self.comment.append(mark)
        elif mark in "<>":
            self.in_angle = mark == "<"
        elif mark == ":":
            self._place().clear()  # the name of a group, or a route
        return mark is not None and mark in ",;" and not self.depth and not self.in_angle

    def _place(self) -> list[str]:
        if self.depth:
            return self.comment
        return self.bracketed if self.in_angle else self.words

    def read(self) -> tuple[str, str] | None:
        """Return (address, name), or None when no address stands in the entry."""
        words, comment = _joined(self.words), _joined(self.comment)
        inside = _ADDRESS.fullmatch(_tight(_joined(self.bracketed)))
        if inside:
            return inside[0], words.strip() or comment.strip()
        bare = _ADDRESS.fullmatch(_tight(words))
        if bare:
            return bare[0], comment.strip()
        hidden = _HIDDEN.fullmatch(words.strip())
        if hidden:
            return f"{hidden[1]}@{hidden[2]}", comment.strip()
        among = _ADDRESS.search(words)
        if among is None:
            return None
        return among[0], words.replace(among[0], "").strip(" -") or comment.strip()


def read_entries(text: str, room: int) -> Iterator[tuple[str, str]]:
    """Yield (address, name) for at most `room` entries of an address header.

    Entries end at commas and semicolons outside quotes, comments and angle brackets. A name before
    a colon is that of a group, or a route inside angle brackets, and is dropped; the text of a
    comment is the name when there is no other.

    >>> list(read_entries("Team: Anna (at home) <@relay:anna@example.org>, bram@example.org;", 9))
    [('anna@example.org', 'Anna'), ('bram@example.org', '')]
    """
    entry = _Entry()
    for match in _PIECES.finditer(text):
        if not entry.take(match):
            continue
        found, entry = entry.read(), _Entry()
        room -= 1
        if found:
            yield found
        if room <= 0:
            return
    last = entry.read()
    if last:
        yield last


def _joined(pieces: list[str]) -> str:
    return "".join(pieces)[:ENTRY_CAP]


def _tight(text: str) -> str:
    """Close the spaces that old forms allow around the dots and the at sign."""
    return re.sub(r"\s*([.@])\s*", r"\1", text).strip()
