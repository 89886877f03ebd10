"""The tables of moments that somebody took along: looked through, and packed by source."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import duckdb

from tevoet.adapters.tables import packing
from tevoet.engines.along.marks import DAMAGED, TOO_LARGE, Unfit

MOST_MOMENTS: Final = 5_000_000
MOST_SEATS: Final = 50_000_000
LARGEST_UNPACKED: Final = 8 * 1024**3
MEMORY: Final = "512MB"

_COLUMNS: Final = {
    "entries": {
        "entry": "BIGINT",
        "id": "BIGINT",
        "at": "TIMESTAMP",
        "channel": "VARCHAR",
        "sender": "VARCHAR",
        "minutes": "DOUBLE",
        "confirmed": "BOOLEAN",
        "conversation": "BIGINT",
        "source": "VARCHAR",
    },
    "seats": {"entry": "BIGINT", "address": "VARCHAR", "name": "VARCHAR", "role": "VARCHAR"},
    "changes": {
        "id": "BIGINT",
        "at": "TIMESTAMP",
        "kind": "VARCHAR",
        "address": "VARCHAR",
        "source": "VARCHAR",
    },
}
_NO_CHANGES: Final = """CREATE TABLE changes (id BIGINT, "at" TIMESTAMP, kind VARCHAR,
    address VARCHAR, source VARCHAR)"""
_MOST: Final = {"entries": MOST_MOMENTS, "seats": MOST_SEATS, "changes": MOST_MOMENTS}
_DESCRIBE: Final = "DESCRIBE SELECT * FROM read_parquet(?)"
_SIZE: Final = """SELECT coalesce(sum(total_uncompressed_size), 0) FROM parquet_metadata(?)"""
_TAKE: Final = {
    "entries": "CREATE TABLE entries AS SELECT * FROM read_parquet(?) LIMIT ?",
    "seats": "CREATE TABLE seats AS SELECT * FROM read_parquet(?) LIMIT ?",
    "changes": "CREATE TABLE changes AS SELECT * FROM read_parquet(?) LIMIT ?",
}
_COUNT: Final = {
    "entries": "SELECT count(*) FROM entries",
    "seats": "SELECT count(*) FROM seats",
    "changes": "SELECT count(*) FROM changes",
}
# What `engines.moments.records` says of a moment. A meeting may lie anywhere from 1900
# on and last ten years, and a sign of an address may take four bytes.
_WRONG: Final = (
    """SELECT count(*) FROM entries WHERE (entry >= 0 AND id >= 0 AND conversation >= 0
        AND "at" BETWEEN TIMESTAMP '1900-01-01' AND TIMESTAMP '2200-01-01'
        AND channel IN ('in_person', 'phone', 'video', 'chat', 'mail', 'unknown')
        AND strlen(sender) <= 1280 AND strlen(source) <= 64 AND confirmed IS NOT NULL
        AND (minutes IS NULL OR minutes BETWEEN 0 AND 6000000)) IS NOT TRUE""",
    "SELECT count(*) - count(DISTINCT entry) FROM entries",
    """SELECT count(*) FROM seats WHERE (entry >= 0 AND strlen(address) <= 1280
        AND strlen(name) <= 100000
        AND role IN ('sender', 'to', 'cc', 'guest')) IS NOT TRUE""",
    "SELECT count(*) FROM seats WHERE entry NOT IN (SELECT entry FROM entries)",
    """SELECT count(*) FROM changes WHERE (id >= 0 AND kind IN ('moved', 'cancelled')
        AND "at" BETWEEN TIMESTAMP '1900-01-01' AND TIMESTAMP '2200-01-01'
        AND strlen(address) <= 1280 AND strlen(source) <= 64) IS NOT TRUE""",
)
_SOURCES: Final = "SELECT source, count(*) FROM entries GROUP BY source"
_PACK: Final = {
    "entries": """COPY (SELECT entry, id, "at", channel, sender, minutes, confirmed, conversation,
        $1 AS source FROM entries WHERE source = $2 ORDER BY "at", id)
        TO '{path}' (FORMAT parquet, COMPRESSION zstd)""",
    "seats": """COPY (SELECT seats.* FROM seats SEMI JOIN (SELECT entry FROM entries
        WHERE source = $1) USING (entry) ORDER BY entry, address, role, name)
        TO '{path}' (FORMAT parquet, COMPRESSION zstd)""",
    "changes": """COPY (SELECT id, "at", kind, address, $1 AS source FROM changes
        WHERE source = $2 ORDER BY "at", id) TO '{path}' (FORMAT parquet, COMPRESSION zstd)""",
}


class Moments:
    """Moments in a store of their own within a folder, which whoever made it removes."""

    def __init__(self, tables: Mapping[str, Path], folder: Path) -> None:
        """Look the tables through; raises `Unfit` when they are not as Tevoet writes them."""
        self._folder = folder
        self._store = duckdb.connect(
            str(folder / "along.duckdb"),
            config={
                "memory_limit": MEMORY,
                "threads": 2,
                "temp_directory": str(folder / "spill"),
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            },
        )
        try:
            self._take(tables)
        except BaseException:
            self._store.close()
            raise

    def __enter__(self) -> Self:
        """Give the moments themselves."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the store."""
        self._store.close()

    def sources(self) -> dict[str, int]:
        """Count the moments by the source they came from."""
        return dict(self._run(_SOURCES).fetchall())

    def pack(self, source: str, *, renamed: str) -> bytes:
        """Pack the moments of one source under a new name, as `MomentTable.merge` takes them."""
        packed = {}
        for name, statement in _PACK.items():
            path = self._folder / f"packed-{name}.parquet"
            told = [source] if name == "seats" else [renamed, source]
            self._run(statement.format(path=path), told)
            packed[name] = path.read_bytes()
            path.unlink()
        return packing.pack(packed)

    def _take(self, tables: Mapping[str, Path]) -> None:
        self._run("SET TimeZone = 'UTC'")
        self._run("SET enable_progress_bar = false")  # it would write among our own output
        try:
            for name, path in tables.items():
                self._take_table(name, str(path))
            if "changes" not in tables:
                self._run(_NO_CHANGES)
            wrong = any(self._number(statement) for statement in _WRONG)
        except duckdb.OutOfMemoryException as error:
            raise Unfit(TOO_LARGE) from error
        except duckdb.Error as error:
            raise Unfit(DAMAGED) from error
        if wrong:
            raise Unfit(DAMAGED)

    def _take_table(self, name: str, path: str) -> None:
        described = self._run(_DESCRIBE, [path]).fetchall()
        if {column: kind for column, kind, *_ in described} != _COLUMNS[name]:
            raise Unfit(DAMAGED)
        if self._number(_SIZE, [path]) > LARGEST_UNPACKED:
            raise Unfit(TOO_LARGE)
        self._run(_TAKE[name], [path, _MOST[name] + 1])
        if self._number(_COUNT[name]) > _MOST[name]:
            raise Unfit(TOO_LARGE)

    def _number(self, query: str, parameters: list[object] | None = None) -> int:
        return int(self._run(query, parameters).fetchall()[0][0])

    def _run(self, query: str, parameters: list[Any] | None = None) -> duckdb.DuckDBPyConnection:
        return self._store.execute(query, parameters)  # parameters are of any type
