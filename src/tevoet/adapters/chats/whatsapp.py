"""Read a chat that WhatsApp exported: when, and who wrote. The texts are let go line by line."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from tevoet.adapters.calls.cells import read_number
from tevoet.adapters.chats.stamps import Stamp, read_stamp, time_of
from tevoet.adapters.files.opening import MOST_BYTES, lines
from tevoet.engines.moments.chats import Chat, Line
from tevoet.engines.moments.clocks import seconds_of
from tevoet.engines.moments.dayorder import is_day_first
from tevoet.engines.moments.handles import handle, plain_name
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch, Refused

SOURCE: Final = "whatsapp"
AT_ONCE: Final = 1000


def read(path: Path, options: ReadOptions) -> Iterator[Batch]:
    """Read one chat as batches of moments, one for each message.

    Set aside: `chat_notice` (what WhatsApp itself wrote), `alone` (nobody else wrote),
    `outside_period`. Refused with the number of its line: `unreadable_time`; every message of a
    chat in which day and month cannot be told apart: `day_or_month`; a file of over `MOST_BYTES`:
    `file_too_large`. Only a file that cannot be opened raises (OSError).
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        yield Batch(refused=[Refused("file_too_large", path.name)], read_bytes=size)
        return
    export = _Export(path.name, options)
    for number, line in enumerate(lines(path), start=1):
        export.take(number, line)
    yield Batch(read_bytes=size)
    yield from export.batches()


@dataclass(slots=True)
class _Export:
    """One exported chat: the stamps of its messages, and how often each wrote."""

    name: str
    options: ReadOptions
    stamps: list[tuple[int, Stamp]] = field(default_factory=list)
    own_words: Counter[str] = field(default_factory=Counter)
    title: str = ""
    notices: int = 0

    def take(self, number: int, line: str) -> None:
        """Look at one line; one that goes on with the message above is passed over."""
        stamp = read_stamp(line)
        if stamp is None:
            return
        is_first = not self.stamps and not self.notices
        if stamp.writer and not (is_first and stamp.by_program):
            self.stamps.append((number, stamp))
            self.own_words[stamp.writer] += not stamp.by_program
            return
        self.notices += 1
        self.title = stamp.writer if is_first else self.title

    def batches(self) -> Iterator[Batch]:
        """Yield the moments, now that the whole chat is known."""
        is_group = self._drop_title()
        day_first = self._day_first()
        people = {writer: self._address(writer) for writer in self.own_words}
        names = {people[writer]: _shown(writer, people[writer]) for writer in people}
        chat, zone = Chat(names, SOURCE, is_group), ZoneInfo(self.options.time_zone)
        batch = Batch(set_aside={"chat_notice": self.notices} if self.notices else {})
        for number, stamp in self.stamps:
            self._keep(batch, chat, (number, stamp), (people[stamp.writer], day_first, zone))
            if len(batch.moments) >= AT_ONCE:
                yield batch
                batch = Batch()
        yield batch

    def _keep(
        self,
        batch: Batch,
        chat: Chat,
        numbered: tuple[int, Stamp],
        known: tuple[str, bool | None, ZoneInfo],
    ) -> None:
        (number, stamp), (writer, day_first, zone) = numbered, known
        if day_first is None and not stamp.year_first:
            batch.refused.append(Refused("day_or_month", f"{self.name} line {number}"))
            return
        try:
            when = seconds_of(time_of(stamp, day_first=bool(day_first)), zone)
        except (ValueError, OverflowError):
            batch.refused.append(Refused("unreadable_time", f"{self.name} line {number}"))
            return
        reason = self._no_contact(chat, when.at)
        if reason:
            batch.set_aside[reason] = batch.set_aside.get(reason, 0) + 1
            return
        batch.moments.append(chat.moment(Line(when.at, writer)))
        if when.unsure:
            batch.unsure[when.unsure] = batch.unsure.get(when.unsure, 0) + 1

    def _no_contact(self, chat: Chat, at: int) -> str:
        if len(chat.names) == 1:
            return "alone"
        since, until = self.options.since, self.options.until
        inside = (since is None or since <= at) and (until is None or at < until)
        return "" if inside else "outside_period"

    def _drop_title(self) -> bool:
        """Take out what WhatsApp wrote under the name of a group, and say whether it is one.

        On an iPhone its first line stands under the name of the chat, which is that of the other,
        or of the group. Nobody ever wrote words under the name of a group.
        """
        others = [writer for writer in self.own_words if writer != self.title]
        if not self.title or self.own_words[self.title] or len(others) < 2:  # noqa: PLR2004 - a group
            return False
        kept = [one for one in self.stamps if one[1].writer != self.title]
        self.notices += len(self.stamps) - len(kept)
        self.stamps = kept
        del self.own_words[self.title]
        return True

    def _day_first(self) -> bool | None:
        stamps = [stamp for _, stamp in self.stamps if not stamp.year_first]
        if not stamps:
            return True
        if self.options.day_first is not None:
            return self.options.day_first
        now = datetime.fromtimestamp(self.options.now, UTC)
        today = (now.year, now.month, now.day)
        dates = [stamp.date for stamp in stamps]
        return is_day_first(dates, stamps[0].sign, today, is_in_order=True)

    def _address(self, writer: str) -> str:
        """Return the address of a writer: a number where WhatsApp shows one, else the name."""
        if plain_name(writer).startswith("+"):
            try:
                return read_number(plain_name(writer), self.options.country) or handle(
                    SOURCE, writer
                )
            except ValueError:
                return handle(SOURCE, writer)
        return handle(SOURCE, writer)


def _shown(writer: str, address: str) -> str:
    return "" if address.startswith("+") else plain_name(writer)
