"""Read a chat of Signal as `signal-export` writes it: one JSON object a line (`data.json`).

Source: signal-export's models.py and create.py. Its owner is called "Me"; times are those of the
machine that exported, without a zone. Of each object its date, its sender, and whether it was a
call are taken; the rest is let go unread.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from tevoet.adapters.calls.cells import read_number
from tevoet.adapters.files.opening import MOST_BYTES
from tevoet.engines.moments.chats import Chat, Line
from tevoet.engines.moments.clocks import Read, seconds_of
from tevoet.engines.moments.handles import handle, plain_name
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch, Refused

SOURCE: Final = "signal"
_ME: Final = "Me"
_NOBODY: Final = "No-Sender"
_MOST_IN_LINE: Final = 1024 * 1024


def read(path: Path, options: ReadOptions) -> Iterator[Batch]:
    """Read one chat as a batch of moments, one for each message.

    Set aside: `chat_notice` (nobody wrote it), `call_in_chat` (how long it was is not told),
    `missed`, `alone`, `outside_period`. Refused with the number of its line: `unreadable_row`,
    `unreadable_time`; a file of over `MOST_BYTES`: `file_too_large`. Only a file that cannot be
    opened raises (OSError).
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        yield Batch(refused=[Refused("file_too_large", path.name)], read_bytes=size)
        return
    export = _Export(path.name, options)
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                export.take(number, line)
    yield Batch(read_bytes=size)
    yield export.finish()


class _Unread(Exception):
    """A line that cannot be read; its text is the slug of the reason."""


@dataclass(slots=True)
class _Export:
    """One exported chat while it is read."""

    name: str
    options: ReadOptions
    batch: Batch = field(default_factory=Batch)
    lines: list[tuple[Read, str]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def take(self, number: int, line: bytes) -> None:
        """Take one line; only its time and its sender stay."""
        try:
            said = _object(line)
            reason = _no_contact(said)
            if reason:
                self._set_aside(reason)
                return
            self._keep(said)
        except _Unread as why:
            self.batch.refused.append(Refused(str(why), f"{self.name} line {number}"))

    def finish(self) -> Batch:
        """Return the moments, now that it is known who is in the chat."""
        own = min(self.options.me, default=handle(SOURCE, _ME))
        chat = Chat({own: "", **self.names}, SOURCE)
        for when, writer in self.lines:
            if not self.names:
                self._set_aside("alone")
            elif not self._is_inside(when.at):
                self._set_aside("outside_period")
            else:
                self.batch.moments.append(chat.moment(Line(when.at, writer or own)))
                if when.unsure:
                    self.batch.unsure[when.unsure] = self.batch.unsure.get(when.unsure, 0) + 1
        return self.batch

    def _keep(self, said: dict[str, Any]) -> None:  # JSON values of any kind
        sender = said["sender"]
        try:
            when = datetime.fromisoformat(str(said.get("date", "")))
            told = seconds_of(when, ZoneInfo(self.options.time_zone))
        except (ValueError, OverflowError):
            raise _Unread("unreadable_time") from None
        writer = "" if sender == _ME else self._address(sender)
        if writer in self.options.me:
            writer = ""
        if writer:
            self.names.setdefault(writer, "" if writer.startswith("+") else plain_name(sender))
        self.lines.append((told, writer))

    def _address(self, sender: str) -> str:
        try:
            number = read_number(sender, self.options.country) if sender[:1] == "+" else ""
        except ValueError:
            number = ""
        return number or handle(SOURCE, sender)

    def _is_inside(self, at: int) -> bool:
        since, until = self.options.since, self.options.until
        return (since is None or since <= at) and (until is None or at < until)

    def _set_aside(self, reason: str) -> None:
        self.batch.set_aside[reason] = self.batch.set_aside.get(reason, 0) + 1


def _object(line: bytes) -> dict[str, Any]:  # JSON values of any kind
    try:
        said = json.loads(line) if len(line) <= _MOST_IN_LINE else None
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or not isinstance(said.get("sender"), str):
        raise _Unread("unreadable_row")
    return said


def _no_contact(said: dict[str, Any]) -> str:  # JSON values of any kind
    """Return why an entry is no message, or ""."""
    if said.get("missed"):
        return "missed"
    if said.get("call"):
        return "call_in_chat"
    sender = said["sender"]
    return "" if plain_name(sender) and sender != _NOBODY else "chat_notice"
