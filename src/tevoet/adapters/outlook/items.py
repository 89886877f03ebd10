"""Take the items of Outlook one by one: mail, meetings, and what is no contact between people."""

from collections.abc import Iterator
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from tevoet.adapters.calendars.collecting import Collecting
from tevoet.adapters.calendars.events import UnreadableEvent
from tevoet.adapters.calendars.zones import find_zone
from tevoet.adapters.outlook.appointments import (
    ANSWERED,
    APPOINTMENT,
    CANCELLATION,
    REQUEST,
    read_appointment,
    uid_of,
    without_text,
)
from tevoet.adapters.outlook.letters import UNSENT, Letter, finish, read_letter
from tevoet.adapters.outlook.people import AddressBook, own_path, writer_of
from tevoet.adapters.outlook.properties import FLAGS, Entry
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch, Mail, Refused

SOURCE: Final = "outlook"
MOST_WAITING: Final = 20_000
"""Letters, and meetings, that wait until it is known whose address is whose."""

_MEETINGS: Final = (APPOINTMENT, REQUEST, CANCELLATION)
_MACHINE: Final = ("ipm.note.rules.", "ipm.outlook.recall", "ipm.recall.report")
_BY_FOLDER: Final = {"trash": "trash", "junk": "spam"}


class Items:
    """Everything of one store, or of one message; each item counts once."""

    def __init__(self, name: str, options: ReadOptions) -> None:
        """Begin; `name` is what places are called after."""
        self._name, self._options = name, options
        self._book = AddressBook()
        self._collecting = Collecting(name, options, SOURCE)
        self._letters: list[Letter] = []
        self._meetings: list[tuple[int, Entry]] = []
        self._declined: set[str] = set()
        self._mails: list[Mail] = []
        self.batch = Batch(self._mails)

    def take(self, number: int, entry: Entry) -> None:
        """Take an item; one that cannot be read is refused on its own."""
        try:
            self._book.learn(entry)
            self._sort(number, entry)
        except Exception:  # noqa: BLE001 - one bad item must not end the reading; it is counted
            self.refuse("unreadable_message", number)

    def hand_over(self, *, is_last: bool = False) -> Iterator[Batch]:
        """Yield what is ready; at the end also what had to wait."""
        if is_last or len(self._letters) >= MOST_WAITING:
            for letter in self._letters:
                self._mails.append(finish(letter, self._book, keep_lists=self._options.keep_lists))
            self._letters.clear()
        if is_last or len(self._meetings) >= MOST_WAITING:
            self._add_meetings()
        done, self._mails = self.batch, []
        self.batch = Batch(self._mails)
        yield done
        if is_last:
            yield from self._collecting.moments()

    def refuse(self, reason: str, number: int | None = None) -> None:
        """Count what could not be read; without a number it is the whole file."""
        where = self._name if number is None else f"{self._name}, item {number + 1}"
        self.batch.refused.append(Refused(reason, where))

    def _sort(self, number: int, entry: Entry) -> None:
        kind = entry.kind
        reason = self._no_contact(kind, entry)
        if reason:
            self._set_aside(reason)
        elif kind.startswith(_MEETINGS):
            self._meetings.append((number, without_text(entry)))
        elif kind.startswith(ANSWERED):
            self._take_answer(kind, entry)
        else:
            self._take_letter(number, entry)

    def _no_contact(self, kind: str, entry: Entry) -> str:
        """Say why an item is no contact, by where it lies and what it is."""
        if entry.folder in _BY_FOLDER:
            return _BY_FOLDER[entry.folder]
        if kind.startswith("report."):
            return "bounce" if kind.endswith(".ndr") else "receipt"
        if kind.startswith(_MACHINE):
            return "auto_reply"
        if not kind.startswith(("ipm.note", *_MEETINGS, ANSWERED)):
            return "other_item"
        is_mail = kind.startswith("ipm.note")
        return "draft" if is_mail and (entry.own.number(FLAGS) or 0) & UNSENT else ""

    def _set_aside(self, reason: str) -> None:
        self.batch.set_aside[reason] = self.batch.set_aside.get(reason, 0) + 1

    def _take_answer(self, kind: str, entry: Entry) -> None:
        """Count an answer; that the owner declined is remembered for an invitation left alone."""
        writer = writer_of(entry)
        if kind.endswith(".neg") and writer and self._is_mine(entry, writer.address):
            self._declined.add(uid_of(entry.own))
        self._set_aside("answer")

    def _is_mine(self, entry: Entry, address: str) -> bool:
        return entry.folder == "sent" or self._book.resolve(address) in self._options.me

    def _take_letter(self, number: int, entry: Entry) -> None:
        path = own_path(entry)
        if path and entry.folder == "sent" and self._options.me:
            self._book.remember(path, min(self._options.me))
        mail = read_letter(entry, keep_lists=self._options.keep_lists)
        if isinstance(mail, str):
            self.refuse(mail, number)
        elif isinstance(mail, Mail):
            self._mails.append(mail)
            if path:  # then the headers said who that is
                self._book.remember(path, mail.people[0].address)
        else:
            self._letters.append(mail)

    def _add_meetings(self) -> None:
        find = partial(find_zone, definitions={}, local=ZoneInfo(self._options.time_zone))
        for number, entry in self._meetings:
            try:
                events = read_appointment(entry, self._book, self._options.me, find)
            except UnreadableEvent as unreadable:
                self.refuse(unreadable.reason, number)
                continue
            except Exception:  # noqa: BLE001 - one bad meeting must not end the reading; it is counted
                self.refuse("unreadable", number)
                continue
            if entry.kind.startswith(REQUEST) and events[0].uid in self._declined:
                self._set_aside("declined")
                continue
            for event in events:
                self._collecting.keep(event, number + 1)
        self._meetings.clear()
