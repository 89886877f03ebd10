"""Read the calls of an iPhone from its own database, `CallHistory.storedata` in a backup.

The database is opened to be read only, and nothing in it can do more than be read. Source of the
columns: iLEAPP's callHistory; times are seconds since 2001, UTC.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from tevoet.adapters.calls.cells import Party, read_party
from tevoet.adapters.calls.log import Call, Log, UnreadableRow
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch, Channel, Refused

_SINCE_2001: Final = 978_307_200
_LATEST: Final = 4_102_444_800  # 2100
_ALLOWED: Final = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_PRAGMA}
_CHANNELS: Final = {1: Channel.PHONE, 8: Channel.VIDEO, 16: Channel.PHONE}
_COLUMNS: Final = ("ZDATE", "ZDURATION", "ZADDRESS", "ZORIGINATED", "ZANSWERED", "ZCALLTYPE")
_OPTIONAL: Final = ("ZNAME",)
_MOST_STEPS: Final = 50_000_000
_EVERY: Final = 10_000


def read(path: Path, options: ReadOptions) -> Iterator[Batch]:
    """Read one database as batches of moments, one for each call that was answered.

    A database without calls, or a damaged one, is one refusal: `unknown_database`. Rows are refused
    as those of other call logs. Only a file that cannot be opened raises (OSError).
    """
    log = Log(path.name, options, Batch(read_bytes=path.stat().st_size))
    address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as database:
            for number, row in enumerate(_rows(database), start=1):
                log.take(f"row {number}", partial(_call, row, options))
                if log.is_full:
                    yield log.hand_over()
    except (sqlite3.Error, UnicodeError):  # the names of columns are decoded by sqlite3 itself
        log.batch.refused.append(Refused("unknown_database", path.name))
    yield log.hand_over()


def _rows(database: sqlite3.Connection) -> Iterator[Sequence[Any]]:  # values of any kind
    database.text_factory = lambda content: content.decode("utf-8", "replace")
    database.set_authorizer(
        lambda action, *_: sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY
    )
    steps = count()
    database.set_progress_handler(lambda: next(steps) > _MOST_STEPS // _EVERY, _EVERY)
    known = {row[1] for row in database.execute("PRAGMA table_info(ZCALLRECORD)")}
    if not known.issuperset(_COLUMNS):
        raise sqlite3.DatabaseError
    names = [name if name in known else "NULL" for name in (*_COLUMNS, *_OPTIONAL)]
    yield from database.execute(f"SELECT {', '.join(names)} FROM ZCALLRECORD")  # noqa: S608 - our own names


def _call(row: Sequence[Any], options: ReadOptions) -> Call:  # values of any kind
    date, duration, address, originated, answered, kind, name = row
    at, seconds = _number(date, "unreadable_time"), _number(duration, "unreadable_length")
    if not -_SINCE_2001 <= at <= _LATEST - _SINCE_2001:
        raise UnreadableRow("unreadable_time")
    if seconds < 0:
        raise UnreadableRow("unreadable_length")
    way = "out" if originated else "in"
    if not answered and way == "in":
        way = "missed"
    try:
        party = read_party(_text(address), options.country)
    except ValueError:
        raise UnreadableRow("unreadable_number") from None
    channel = _CHANNELS.get(kind, Channel.UNKNOWN) if isinstance(kind, int) else Channel.UNKNOWN
    named = Party(party.address, _text(name) or party.name)
    return Call(int(at) + _SINCE_2001, way, round(seconds), (named,), channel)


def _number(value: object, reason: str) -> float:
    if isinstance(value, int | float) and abs(value) <= _LATEST:
        return float(value)
    raise UnreadableRow(reason)


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, str) else ""
