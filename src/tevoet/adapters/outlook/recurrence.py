"""Read how an appointment in Outlook repeats, as rules of iCalendar.

Source: [MS-OXOCAL] section 2.2.1.44 (the layout), [MS-OXCICAL] section 2.1.3.2.1 (as RRULE). All
times in it are minutes since 1601 on the clock of the appointment's own zone.
"""

import struct
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

MOST: Final = 5_000
"""Dates and exceptions of one series that are read."""

_DAYS: Final = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_FREQUENCIES: Final = {0x200A: "DAILY", 0x200B: "WEEKLY", 0x200C: "MONTHLY", 0x200D: "YEARLY"}
_DAILY, _WEEKLY, _MONTHLY, _BY_WEEKDAY, _AT_END = 0, 1, 2, 3, 4
_ENDS_ON, _ENDS_AFTER = 0x2021, 0x2022
_LAST: Final = 5
_SHORTEST_MONTH: Final = 28
_LONGEST_MONTH: Final = 31
_YEAR: Final = 12
_START: Final = datetime(1601, 1, 1)  # noqa: DTZ001 - a clock on a wall, in whichever zone it hangs
# What may follow in an exception, by flag: a text with two lengths, or a number.
_TEXTS: Final = frozenset((0x1, 0x10))
_PLACE, _BUSY = 0x10, 0x20
_CHANGES: Final = (0x1, 0x2, 0x4, 0x8, 0x10, 0x20, 0x40, 0x80, 0x100)


class UnreadableRecurrence(ValueError):
    """The bytes are cut off, or the calendar is another than ours."""


@dataclass(slots=True)
class Change:
    """One instance that differs: when it was planned, when it is, and what else was changed."""

    original: datetime
    start: datetime
    end: datetime
    place: str | None = None
    busy: int | None = None


@dataclass(slots=True)
class Recurrence:
    """A rule without UNTIL, the last day it holds on, days left out, and changed instances.

    Every time is one on the clock of the appointment's zone.
    """

    rule: str
    until: datetime | None
    left_out: list[datetime] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def read_recurrence(raw: bytes, charset: str) -> Recurrence:
    """Read a series. Raises `UnreadableRecurrence`."""
    try:
        return _Reader(raw, charset).recurrence()
    except (struct.error, OverflowError) as error:
        raise UnreadableRecurrence from error


class _Reader:
    """Reads numbers one after the other; struct.error says that they are cut off."""

    def __init__(self, raw: bytes, charset: str) -> None:
        self.raw, self.charset, self.place = raw, charset, 0

    def short(self) -> int:
        return self._next("<H", 2)

    def long(self) -> int:
        return self._next("<I", 4)

    def _next(self, layout: str, size: int) -> int:
        (number,) = struct.unpack_from(layout, self.raw, self.place)
        self.place += size
        return int(number)

    def clock(self) -> datetime:
        return _START + timedelta(minutes=self.long())

    def recurrence(self) -> Recurrence:
        """Read the pattern, and behind it what differs from it."""
        found, days = self._pattern()
        self.place += 8  # two versions
        offset = timedelta(minutes=self.long())
        self.long()
        found.changes = [self._change() for _ in range(self._count(self.short()))]
        if found.until is not None:
            found.until += offset
        gone = sorted(days - {one.original.date() for one in found.changes})
        found.left_out = [datetime.combine(one, time()) + offset for one in gone]
        return found

    def _pattern(self) -> tuple[Recurrence, set[date]]:
        """Return the rule, until when it holds, and the days on which it does not."""
        self.place = 4  # two versions
        frequency, pattern, calendar = self.short(), self.short(), self.short()
        if calendar > 1 or pattern > _AT_END or frequency not in _FREQUENCIES:
            raise UnreadableRecurrence
        self.long()  # the first day, counted in another way
        period = self.long()
        self.long()
        which = [self.long() for _ in range({_DAILY: 0, _BY_WEEKDAY: 2}.get(pattern, 1))]
        ends, count, first_day = self.long(), self.long(), self.long()
        days = {self.clock().date() for _ in range(self._count(self.long()))}
        days |= {self.clock().date() for _ in range(self._count(self.long()))}
        begins, ends_on = self.clock(), self.long()
        rule = _rule(_FREQUENCIES[frequency], pattern, period, which, begins)
        if pattern == _WEEKLY:
            rule += f";WKST={_DAYS[first_day % 7]}"
        if ends == _ENDS_AFTER:
            rule += f";COUNT={max(1, count)}"
        until = _START + timedelta(minutes=ends_on) if ends == _ENDS_ON else None
        return Recurrence(rule, until), days

    def _count(self, number: int) -> int:
        if number > MOST:
            raise UnreadableRecurrence
        return number

    def _change(self) -> Change:
        start, end, original = self.clock(), self.clock(), self.clock()
        change, flags = Change(original, start, end), self.short()
        for flag in _CHANGES:
            if not flags & flag:
                continue
            if flag in _TEXTS:
                self.short()
                text = self._text(self.short())
                change.place = text if flag == _PLACE else change.place
            else:
                number = self.long()
                change.busy = number if flag == _BUSY else change.busy
        return change

    def _text(self, length: int) -> str:
        begin, self.place = self.place, self.place + length
        return self.raw[begin : self.place].decode(self.charset, "replace").rstrip("\0")


def _rule(frequency: str, pattern: int, period: int, which: list[int], begins: datetime) -> str:
    """Return the RRULE of a pattern without its end."""
    if frequency == "DAILY" and pattern == _DAILY:
        return f"FREQ=DAILY;INTERVAL={max(1, period // 1440)}"
    if pattern == _WEEKLY:
        interval = period if frequency == "WEEKLY" else 1
        return f"FREQ=WEEKLY;INTERVAL={max(1, interval)};BYDAY={_days(which[0])}"
    if pattern == _DAILY:
        raise UnreadableRecurrence
    monthly = f"FREQ=MONTHLY;INTERVAL={max(1, period)}"
    if frequency == "YEARLY" or period % _YEAR == 0 < period:
        years = max(1, period // _YEAR)
        monthly = f"FREQ=YEARLY;INTERVAL={years};BYMONTH={begins.month}"
    return f"{monthly};{_day_of_month(pattern, which)}"


def _day_of_month(pattern: int, which: list[int]) -> str:
    if pattern == _BY_WEEKDAY:
        place = -1 if which[1] == _LAST else which[1]
        return f"BYDAY={_days(which[0])};BYSETPOS={place}"
    day = which[0]
    if pattern == _AT_END or day >= _LONGEST_MONTH:
        return "BYMONTHDAY=-1"
    if day <= _SHORTEST_MONTH:
        return f"BYMONTHDAY={max(1, day)}"
    days = ",".join(str(one) for one in range(_SHORTEST_MONTH, day + 1))
    return f"BYMONTHDAY={days};BYSETPOS=-1"


def _days(mask: int) -> str:
    days = [name for number, name in enumerate(_DAYS) if mask >> number & 1]
    if not days:
        raise UnreadableRecurrence
    return ",".join(days)
