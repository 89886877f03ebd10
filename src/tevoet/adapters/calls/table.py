"""Read one row of a call log by the columns it has."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from tevoet.adapters.calls import exchange
from tevoet.adapters.calls.cells import (
    NO_TALK,
    Party,
    read_party,
    read_seconds,
    read_time,
    read_way,
)
from tevoet.adapters.calls.columns import Columns
from tevoet.adapters.calls.log import Call, RowSetAside, UnreadableRow
from tevoet.engines.moments.clocks import Read
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Channel

# What Microsoft calls a call of a menu (ucap), of a conference line, or one that was passed on.
_NO_OWN_TALK: Final = re.compile(r"(?:^|_)(?:ucap|conf|forwarding|transfer|emergency)(?:_|$)")
_VIDEO: Final = re.compile(r"video|beeldbel", re.IGNORECASE)
_VOICE: Final = re.compile(r"audio|voice|phone|telefo|telephon|pstn|gsm|mobile|mobiel|spraak", re.I)
_PROGRAM: Final = re.compile(r"facetime|whatsapp|teams|skype|zoom|signal|telegram", re.IGNORECASE)
_SEPARATORS: Final = re.compile(r"[;|\n]|,(?=[^,]*@)")


@dataclass(slots=True)
class Table:
    """The columns of a log, and what is known of all its rows together.

    `day_first` is None when the dates do not tell; `own` are the owner's addresses in the log.
    """

    columns: Columns
    options: ReadOptions
    day_first: bool | None = True
    own: frozenset[str] = frozenset()
    zone: tzinfo = field(init=False)

    def __post_init__(self) -> None:
        """Find the zone of the times."""
        in_utc = "at_utc" in self.columns.places
        self.zone = UTC if in_utc else ZoneInfo(self.options.time_zone)

    def call(self, row: Sequence[str] | None) -> Call:
        """Return the call of a row; raises UnreadableRow and RowSetAside."""
        if row is None:
            raise UnreadableRow("unreadable_row")
        when = self._at(row)
        ended = self._ended(row)
        seconds = 0 if ended else self._seconds(row)
        if self.columns.has_ends:
            other, way = self._other_end(row)
            others: tuple[Party, ...] = (other,)
        else:
            others, way = self._others(row), read_way(self.columns.cell(row, "direction"))
        channel = self._channel(row, others)
        return Call(when.at, ended or way, seconds, others, channel, when.unsure)

    def when(self, row: Sequence[str]) -> str:
        """Return the cells that say when."""
        whole = self.columns.cell(row, "at_utc") or self.columns.cell(row, "at")
        parts = self.columns.cell(row, "date"), self.columns.cell(row, "time")
        return whole or " ".join(parts)

    def ends(self, row: Sequence[str]) -> exchange.Ends:
        """Return both ends of the line; one that cannot be read is nobody."""
        return exchange.Ends(*(self._party(row, end) for end in ("caller", "callee")))

    def _party(self, row: Sequence[str], end: str) -> Party:
        try:
            return self._read(row, end)
        except ValueError:
            return Party("")

    def _read(self, row: Sequence[str], end: str) -> Party:
        return read_party(self.columns.cell(row, end), self.options.country, short=True)

    def _at(self, row: Sequence[str]) -> Read:
        text = self.when(row)
        if self.day_first is None and "/" in text[:3]:
            raise UnreadableRow("day_or_month")
        try:
            return read_time(text, self.zone, day_first=self.day_first is not False)
        except (ValueError, OverflowError):
            raise UnreadableRow("unreadable_time") from None

    def _ended(self, row: Sequence[str]) -> str:
        """Return why nobody spoke, or "": by the status, the direction, or the program."""
        if "voicemail" in self.columns.cell(row, "program").lower():
            return "voicemail"
        for name in ("status", "direction"):
            way = read_way(self.columns.cell(row, name))
            if way in NO_TALK:
                return way
        return ""

    def _seconds(self, row: Sequence[str]) -> int:
        try:
            for unit in ("seconds", "duration", "minutes"):
                text = self.columns.cell(row, unit)
                if text:
                    return read_seconds(text, unit)
        except ValueError:
            raise UnreadableRow("unreadable_length") from None
        raise UnreadableRow("unreadable_length")

    def _others(self, row: Sequence[str]) -> tuple[Party, ...]:
        cell, country = self.columns.cell, self.options.country
        listed = [text for text in _SEPARATORS.split(cell(row, "people")) if text.strip()]
        address = cell(row, "address")
        if not listed:
            listed = [address if "@" in address else cell(row, "number") or address]
        try:
            others = tuple(read_party(text, country) for text in listed)
        except ValueError:
            raise UnreadableRow("unreadable_number") from None
        name = cell(row, "name")
        return (others[0]._replace(name=others[0].name or name),) if len(others) == 1 else others

    def _other_end(self, row: Sequence[str]) -> tuple[Party, str]:
        if _NO_OWN_TALK.search(self.columns.cell(row, "direction").lower()):
            raise RowSetAside("no_own_talk")
        try:
            ends = exchange.Ends(self._read(row, "caller"), self._read(row, "callee"))
        except ValueError:
            raise UnreadableRow("unreadable_number") from None
        user = self.columns.cell(row, "user").lower()
        way = read_way(self.columns.cell(row, "direction"))
        if "user" in self.columns.places and way in {"in", "out"}:
            return self._end_of_user(ends, user, way)
        return exchange.other_end(ends, self.own)

    def _end_of_user(self, ends: exchange.Ends, user: str, way: str) -> tuple[Party, str]:
        """Return the other end of a row that says whose call it was."""
        if user not in self.options.me:
            raise RowSetAside("call_of_others")
        first, second = (ends.caller, ends.callee) if way == "in" else (ends.callee, ends.caller)
        return (second if first.address in self.options.me else first), way

    def _channel(self, row: Sequence[str], others: tuple[Party, ...]) -> Channel:
        """Say how they spoke: what is no telephone number and does not say is unknown."""
        media = self.columns.cell(row, "media")
        said = f"{media} {self.columns.cell(row, 'direction')}"
        if _VIDEO.search(said):
            return Channel.VIDEO
        if _VOICE.search(said):
            return Channel.PHONE
        is_number = not any("@" in one.address for one in others)
        return Channel.UNKNOWN if _PROGRAM.search(said) or not is_number else Channel.PHONE
