"""What is kept of calendars on a server between two readings: each event without its words.

A reading asks only for what changed, and makes the moments anew from everything that is kept. So
a meeting that was moved or cancelled is so, and a series without an end goes on, though nobody
touched it.
"""

import json
import zlib
from dataclasses import asdict, dataclass, field
from typing import Final, Self

VERSION: Final = 1


@dataclass(slots=True)
class Kept:
    """An event: the state the server gave it, what was kept of it, and since when it is gone."""

    etag: str = ""
    text: str = ""
    gone_at: int = 0


@dataclass(slots=True)
class Shelf:
    """The events of one calendar by their links, and the state in which it was read."""

    name: str = ""
    token: str = ""
    tag: str = ""
    events: dict[str, Kept] = field(default_factory=dict)

    def take_away(self, href: str, last_read_at: int) -> None:
        """Note that an event is gone: what had taken place when it was read last stays."""
        kept = self.events.get(href)
        if kept is not None and not kept.gone_at:
            kept.gone_at = last_read_at


@dataclass(slots=True)
class Standing:
    """How far calendars were read: their shelves, and when that was, in seconds since 1970."""

    shelves: dict[str, Shelf] = field(default_factory=dict)
    read_at: int = 0

    def to_bytes(self) -> bytes:
        """Pack it; whoever keeps it seals it."""
        told = {"version": VERSION, **asdict(self)}
        return zlib.compress(json.dumps(told, ensure_ascii=False).encode())

    @classmethod
    def from_bytes(cls, packed: bytes) -> Self:
        """Unpack it; what another version packed is read anew from the server."""
        told = json.loads(zlib.decompress(packed)) if packed else {}
        if told.get("version") != VERSION:
            return cls()
        shelves = {
            key: Shelf(one["name"], one["token"], one["tag"], _events(one["events"]))
            for key, one in told["shelves"].items()
        }
        return cls(shelves, told["read_at"])


def _events(told: dict[str, dict[str, object]]) -> dict[str, Kept]:
    return {href: Kept(**one) for href, one in told.items()}  # type: ignore[arg-type] # we wrote it
