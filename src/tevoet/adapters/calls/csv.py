"""Read a call log written as a table: comma, semicolon or tab between the columns."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from tevoet.adapters.calls.cells import read_number, read_seconds, read_way, read_when
from tevoet.adapters.calls.columns import Columns, columns_of, delimiter_of
from tevoet.engines.moments.identities import hash63
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch, Channel, Moment, Participant, Refused, Role

SOURCE = "calls"
_AT_ONCE = 1000
_LONGEST_NAME = 200


def read(path: Path, options: ReadOptions) -> Iterator[Batch]:
    """Read one call log as batches of moments, one for each call that was answered.

    The first row names the columns (Dutch or English, see docs/science/calendars.md); a file whose
    columns are not known is one refusal, `unknown_columns`. Each row is a moment, is set aside
    (`missed` for a missed call or one of no length, `anonymous` for a withheld number,
    `outside_period`), or is refused by reason with its row number. UTF-8, UTF-16 or Latin-1.
    Only a file that cannot be opened raises (OSError).
    """
    content = path.read_bytes()
    lines = _decode(content).splitlines(keepends=True)
    header, delimiter, first = _header_of(lines)
    columns = columns_of(header)
    if not columns.are_enough:
        refused = Refused("unknown_columns", path.name)
        yield Batch(refused=[refused], read_bytes=len(content))
        return
    log = _Log(path.name, options, columns, Batch(read_bytes=len(content)))
    for number, row in _rows(lines[first:], delimiter):
        log.take(number + first, row)
        if len(log.batch.moments) >= _AT_ONCE:
            yield log.hand_over()
    yield log.hand_over()


def looks_like_calls(first_bytes: bytes) -> bool:
    """Tell from the first bytes of a file (4 kB is enough) whether it is a call log.

    >>> looks_like_calls(b"date;time;number;direction;duration"), looks_like_calls(b"a,b,c")
    (True, False)
    """
    header, _, _ = _header_of(_decode(first_bytes).splitlines())
    return columns_of(header).are_enough


def _decode(content: bytes) -> str:
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", "replace")
    if content[1:4:2] == b"\0\0":
        return content.decode("utf-16-le", "replace")
    if content[:3:2] == b"\0\0":
        return content.decode("utf-16-be", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _header_of(lines: list[str]) -> tuple[list[str], str, int]:
    """Return the titles, the delimiter, and the number of lines before the first row."""
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.lower().startswith("sep="):
            continue
        delimiter = delimiter_of(line)
        return next(csv.reader([line], delimiter=delimiter), []), delimiter, number
    return [], ",", 0


def _rows(lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str] | None]]:
    """Yield every row with its line number; None for a row that cannot be cut."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield reader.line_num, None
        else:
            if any(cell.strip() for cell in row):
                yield reader.line_num, row


class _UnreadableRow(Exception):
    """A row that cannot be read; its text is the slug of the reason."""


class _RowSetAside(Exception):
    """A row that was read and is no contact; its text is the slug of the reason."""


@dataclass(slots=True)
class _Log:
    """One call log while it is read."""

    name: str
    options: ReadOptions
    columns: Columns
    batch: Batch
    zone: ZoneInfo = field(init=False)

    def __post_init__(self) -> None:
        self.zone = ZoneInfo(self.options.time_zone)

    def take(self, number: int, row: list[str] | None) -> None:
        try:
            self.batch.moments.append(self._moment(row))
        except _UnreadableRow as reason:
            self.batch.refused.append(Refused(str(reason), f"{self.name} row {number}"))
        except _RowSetAside as reason:
            set_aside = self.batch.set_aside
            set_aside[str(reason)] = set_aside.get(str(reason), 0) + 1

    def _moment(self, row: list[str] | None) -> Moment:
        if row is None:
            raise _UnreadableRow("unreadable_row")
        at = self._at(row)
        way = read_way(self.columns.cell(row, "direction"))
        seconds = 0 if way == "missed" else self._seconds(row)
        if seconds == 0:
            raise _RowSetAside("missed")
        address = self._other(row)
        if not self._is_inside(at):
            raise _RowSetAside("outside_period")
        own = min(self.options.me, default="")
        people = self._people(own, address, self.columns.cell(row, "name"), way)
        return Moment(
            id=hash63(f"call\n{at}\n{address}\n{way}".encode()),
            at=at,
            channel=Channel.PHONE,
            sender={"in": address, "out": own}.get(way, ""),
            people=people,
            minutes=seconds / 60,
            confirmed=True,
            conversation=0,
            source=SOURCE,
        )

    def _at(self, row: list[str]) -> int:
        text = self.columns.cell(row, "at") or " ".join(
            [self.columns.cell(row, "date"), self.columns.cell(row, "time")]
        )
        try:
            return read_when(text, self.zone)
        except (ValueError, OverflowError):
            raise _UnreadableRow("unreadable_time") from None

    def _seconds(self, row: list[str]) -> int:
        try:
            for unit in ("seconds", "duration", "minutes"):
                text = self.columns.cell(row, unit)
                if text:
                    return read_seconds(text, unit)
        except ValueError:
            raise _UnreadableRow("unreadable_length") from None
        raise _UnreadableRow("unreadable_length")

    def _other(self, row: list[str]) -> str:
        address = self.columns.cell(row, "address").lower().removeprefix("mailto:")
        if "@" in address:
            return address
        try:
            number = read_number(self.columns.cell(row, "number") or address, self.options.country)
        except ValueError:
            raise _UnreadableRow("unreadable_number") from None
        if not number:
            raise _RowSetAside("anonymous")
        return number

    def _is_inside(self, at: int) -> bool:
        since, until = self.options.since, self.options.until
        return (since is None or since <= at) and (until is None or at < until)

    def _people(self, own: str, other: str, name: str, way: str) -> tuple[Participant, ...]:
        """Put the caller first; without a direction both are guests."""
        shown = " ".join(name.split())[:_LONGEST_NAME]
        they = Participant(other, shown, Role.SENDER if way == "in" else Role.GUEST)
        if not own:
            return (they,)
        mine = Participant(own, "", Role.SENDER if way == "out" else Role.GUEST)
        return (they, mine) if way == "in" else (mine, they)

    def hand_over(self) -> Batch:
        done, self.batch = self.batch, Batch()
        return done
