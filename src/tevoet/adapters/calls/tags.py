"""Find the tags in a backup of a phone, however broken the rest of it is.

Such a backup is XML, but not always well-formed: SMS Backup & Restore writes halves of signs
(`&#55357;`) that no XML parser takes. In XML a "<" never stands inside a tag, so a file can be cut
there; only the attributes that are asked for are looked at, and texts and pictures are passed over.
"""

import html
import re
from collections.abc import Iterator
from io import TextIOBase
from typing import Final, NamedTuple

LONGEST_TAG: Final = 256 * 1024
"""Characters of one tag that are looked at; a text behind that is let go."""

_PIECE: Final = 256 * 1024
_NAME: Final = re.compile(r"/?[A-Za-z]+")
_ATTRIBUTE: Final = re.compile(r"\s([\w:.-]{1,40})\s*=\s*(?:\"([^\"]*+)\"?|'([^']*+)'?)")
_WANTED: Final = frozenset(
    ("number", "address", "contact_name", "duration", "date", "type", "msg_box")
)
_LONGEST_VALUE: Final = 2000


class Tag(NamedTuple):
    """The name of a tag, with a slash when it closes, and the attributes that are known."""

    name: str
    attributes: dict[str, str]


def tags(file: TextIOBase, names: frozenset[str]) -> Iterator[Tag]:
    """Yield the tags of these names; everything else is let go as soon as it was passed."""
    rest = ""
    while piece := file.read(_PIECE):
        *whole, rest = f"{rest}{piece}".split("<")
        for one in whole:
            yield from _tag(one, names)
        rest = rest[:LONGEST_TAG]
    yield from _tag(rest, names)


def _tag(text: str, names: frozenset[str]) -> Iterator[Tag]:
    name = _NAME.match(text)
    if name is None or name[0] not in names:
        return
    found = _ATTRIBUTE.findall(text)
    known = {
        key: html.unescape((first or second)[:_LONGEST_VALUE])
        for key, first, second in found
        if key in _WANTED
    }
    yield Tag(name[0], known)
