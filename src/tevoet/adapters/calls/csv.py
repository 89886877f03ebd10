"""Read a call log written as a table: comma, semicolon, bar or tab between the columns."""

import csv
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from tevoet.adapters.calls import exchange
from tevoet.adapters.calls.cells import read_order
from tevoet.adapters.calls.columns import Columns, columns_of, delimiter_of
from tevoet.adapters.calls.log import SOURCE, Log
from tevoet.adapters.calls.master import columns_of_master
from tevoet.adapters.calls.table import Table
from tevoet.adapters.files.opening import MOST_BYTES, decoded
from tevoet.engines.moments.dayorder import is_day_first
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch, Refused

__all__ = ["SOURCE", "looks_like_calls", "read"]
_HALF_DAYS: Final = ("am", "pm", "m.")
Row = tuple[int, list[str] | None]


def read(path: Path, options: ReadOptions) -> Iterator[Batch]:
    """Read one call log as batches of moments, one for each call that was answered.

    The first row names the columns (see docs/science/calls.md), or the log is an Asterisk's, which
    has none. A file whose columns are not known is one refusal, `unknown_columns`; one of more
    than `MOST_BYTES` another, `file_too_large`. Each row is a moment, is set aside by reason, or is
    refused by reason with its row number. UTF-8, UTF-16 or cp1252. Only a file that cannot be
    opened raises (OSError).
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        yield Batch(refused=[Refused("file_too_large", path.name)], read_bytes=size)
        return
    lines = decoded(path.read_bytes()).splitlines(keepends=True)
    columns, delimiter, first = _columns_of(lines)
    if not columns.are_enough:
        yield Batch(refused=[Refused("unknown_columns", path.name)], read_bytes=size)
        return
    rows = [(number + first, row) for number, row in _rows(lines[first:], delimiter)]
    table = _table(columns, options, [row for _, row in rows if row is not None])
    log = Log(path.name, options, Batch(read_bytes=size))
    for number, row in rows:
        log.take(f"row {number}", partial(table.call, row))
        if log.is_full:
            yield log.hand_over()
    yield log.hand_over()


def looks_like_calls(first_bytes: bytes) -> bool:
    """Tell from the first bytes of a file (4 kB is enough) whether it is a call log.

    >>> looks_like_calls(b"date;time;number;direction;duration"), looks_like_calls(b"a,b,c")
    (True, False)
    """
    return _columns_of(decoded(first_bytes).splitlines())[0].are_enough


def _columns_of(lines: list[str]) -> tuple[Columns, str, int]:
    """Return the columns, the delimiter, and the number of lines before the first row."""
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.lower().startswith("sep="):
            continue
        delimiter = delimiter_of(line)
        header = _cells(line, delimiter)
        master = columns_of_master(header)
        return (
            (master, delimiter, number - 1) if master else (columns_of(header), delimiter, number)
        )
    return Columns({}), ",", 0


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _rows(lines: list[str], delimiter: str) -> Iterator[Row]:
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


def _table(columns: Columns, options: ReadOptions, rows: Sequence[list[str]]) -> Table:
    """Look at all rows at once: which comes first, day or month, and which end is the owner."""
    table = Table(columns, options)
    times = [table.when(row) for row in rows]
    found = [order for order in map(read_order, times) if order is not None]
    if found:
        now = datetime.fromtimestamp(options.now, UTC).astimezone(ZoneInfo(options.time_zone))
        today = (now.year, now.month, now.day)
        dates = [numbers._replace(year=_full(numbers.year)) for numbers, _ in found]
        told = is_day_first(dates, found[0][1], today, is_in_order=False)
        is_half = any(text.lower().endswith(_HALF_DAYS) for text in times)
        table.day_first = told if told is not None or is_half else True
    if columns.has_ends:
        table.own = exchange.own_addresses(map(table.ends, rows), options.me)
    return table


def _full(year: int) -> int:
    return year + 2000 if year < 100 else year  # noqa: PLR2004 - two digits
