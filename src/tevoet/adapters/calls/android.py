"""Read a backup of calls or messages as SMS Backup & Restore for Android writes it.

Source: the fields at synctech.com.au/sms-backup-restore/fields-in-xml-backup-files, and Android's
CallLog.Calls for the types. Signal's plain backup, and tools that unlock a Signal backup, write
messages in this form too. Of a message only its time and the people are taken.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from tevoet.adapters.calls.cells import (
    NO_TALK,
    Party,
    read_number,
    read_party,
    read_seconds,
    read_way,
    read_when,
)
from tevoet.adapters.calls.log import Call, Log, RowSetAside, UnreadableRow
from tevoet.adapters.calls.tags import Tag, tags
from tevoet.adapters.files.opening import text
from tevoet.engines.moments.chats import Chat, Line
from tevoet.engines.moments.handles import plain_name
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch, Refused

SOURCE: Final = "sms"
_CALLS: Final = frozenset({"call"})
_MESSAGES: Final = frozenset({"sms", "mms", "addr", "/mms"})
_UNKNOWN_NAME: Final = {"(Unknown)", "null", ""}
_RECEIVED, _SENT = "1", "2"
_FROM: Final = "137"  # the type of an address in an MMS (PduHeaders.FROM)
_BETWEEN_NUMBERS: Final = "~"


def read(path: Path, options: ReadOptions) -> Iterator[Batch]:
    """Read one backup as batches of moments; each call and message is counted once.

    Set aside: what `log.Log` sets aside of calls, and `not_sent` (a draft, or one that failed) of
    messages. Refused with its number in the file: `unreadable_time`, `unreadable_number`,
    `unreadable_length`. Only a file that cannot be opened raises (OSError).
    """
    backup = _Backup(Log(path.name, options))
    with text(path) as file:
        for tag in tags(file, _CALLS | _MESSAGES):
            backup.take(tag)
            if backup.log.is_full:
                yield backup.log.hand_over()
    backup.finish()
    backup.log.batch.read_bytes += path.stat().st_size
    yield backup.log.hand_over()


@dataclass(slots=True)
class _Message:
    """One message while its tags come in."""

    tag: Tag
    writer: str = ""


@dataclass(slots=True)
class _Backup:
    """A backup while it is read."""

    log: Log
    number: int = 0
    waiting: _Message | None = None
    chats: dict[frozenset[str], Chat] = field(default_factory=dict)

    def take(self, tag: Tag) -> None:
        """Take one tag; an MMS is whole when the next begins or it closes."""
        if tag.name == "addr":
            if self.waiting is not None and tag.attributes.get("type") == _FROM:
                self.waiting.writer = tag.attributes.get("address", "")
            return
        self.finish()
        if tag.name == "/mms":
            return
        self.number += 1
        if tag.name == "call":
            self.log.take(f"call {self.number}", partial(self._call, tag.attributes))
        else:
            self.waiting = _Message(tag)

    def finish(self) -> None:
        """Take over the message that is waiting."""
        message, self.waiting = self.waiting, None
        if message is None:
            return
        try:
            self._message(message)
        except UnreadableRow as reason:
            where = f"{self.log.name} message {self.number}"
            self.log.batch.refused.append(Refused(str(reason), where))
        except RowSetAside as reason:
            counts = self.log.batch.set_aside
            counts[str(reason)] = counts.get(str(reason), 0) + 1

    def _call(self, said: dict[str, str]) -> Call:
        at = self._at(said)
        way = read_way(said.get("type", ""))
        try:
            seconds = 0 if way in NO_TALK else read_seconds(said.get("duration", ""))
        except ValueError:
            raise UnreadableRow("unreadable_length") from None
        try:
            number = read_number(said.get("number", ""), self.log.options.country)
        except ValueError:
            raise UnreadableRow("unreadable_number") from None
        return Call(at, way, seconds, (Party(number, _name(said)),))

    def _message(self, message: _Message) -> None:
        said = message.tag.attributes
        way = said.get("msg_box", said.get("type", ""))
        at = self._at(said)
        if way not in {_RECEIVED, _SENT}:
            raise RowSetAside("not_sent")
        others = self._others(said)
        own = min(self.log.options.me, default="")
        names = others | ({own: ""} if own else {})
        writer = own if way == _SENT else self._writer(message.writer, others)
        chat = self.chats.setdefault(frozenset(names), Chat(names, SOURCE))
        self.log.batch.moments.append(chat.moment(Line(at, writer)))

    def _others(self, said: dict[str, str]) -> dict[str, str]:
        """Return with whom a message was, by address, with the name where it is one."""
        written = said.get("address", "").split(_BETWEEN_NUMBERS)
        addresses = [self._address(one) for one in written]
        known = [one for one in addresses if one and one not in self.log.options.me]
        if not known:
            raise RowSetAside("no_person" if any(written) else "anonymous")
        name = _name(said) if len(known) == 1 else ""
        return dict.fromkeys(known, name)

    def _address(self, written: str) -> str:
        """Return a number or address; "" for the name of a firm, or a short number."""
        try:
            return read_party(written, self.log.options.country).address
        except ValueError:
            return ""

    def _writer(self, written: str, others: dict[str, str]) -> str:
        writer = self._address(written) if written else ""
        return writer if writer in others else next(iter(others))

    def _at(self, said: dict[str, str]) -> int:
        try:
            return read_when(said.get("date", ""), ZoneInfo("UTC"))
        except (ValueError, OverflowError):
            raise UnreadableRow("unreadable_time") from None


def _name(said: dict[str, str]) -> str:
    name = said.get("contact_name", "")
    return "" if name in _UNKNOWN_NAME else plain_name(name)
