"""A store of moments in DuckDB: filled in batches, packed as an archive, asked for figures."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from tevoet.adapters.tables import canonical, columns, packing, statements
from tevoet.adapters.tables.scratch import PREFIX
from tevoet.adapters.tables.written import queries
from tevoet.engines.mirror.figures import Figure
from tevoet.engines.mirror.reading import Known
from tevoet.engines.mirror.settings import MirrorSettings
from tevoet.engines.moments.records import Change, Moment

BATCH = 20_000


class MomentTable:
    """An owner's moments, in a temporary file so that memory stays bounded.

    Use it as a context manager, or call `close`: only then is the file removed. Nothing is opened
    before the first use. `memory` is DuckDB's own limit, such as "512MB"; beyond it, it writes to
    the temporary folder. The same moment added twice from one source is kept once; the same
    moment from two sources is kept for both and counted once.
    """

    def __init__(
        self, memory: str = "512MB", threads: int = 2, *, within: Path | None = None
    ) -> None:
        """Keep the limits, and in which folder the file is to lie; open nothing yet."""
        self._memory = memory
        self._threads = threads
        self._within = within
        self._folder: Path | None = None
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._is_settled = True
        self._next_entry = 0

    def __enter__(self) -> Self:
        """Give the table itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it, whatever happened."""
        self.close()

    def close(self) -> None:
        """Remove the temporary file. The table is empty when it is used again."""
        if self._connection is not None:
            self._connection.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._connection = self._folder = None
        self._next_entry = 0

    def add(self, moments: Iterable[Moment]) -> int:
        """Add moments in batches and say how many were handed over."""
        total = 0
        for batch in _batches(moments):
            entries, seats = columns.from_moments(batch, self._next_entry)
            self._insert("entries", entries)
            self._insert("seats", seats)
            self._next_entry += len(batch)
            total += len(batch)
        self._is_settled = self._is_settled and not total
        return total

    def add_changes(self, changes: Sequence[Change], source: str) -> None:
        """Add what was moved or cancelled; with an address that is in no moment it is left out."""
        if changes:
            self._insert("changes", columns.from_changes(changes, source))

    def merge(self, archive: bytes) -> None:
        """Add all moments of an archive made by `to_bytes`.

        Raises `UnknownArchiveVersion` or `DamagedArchive` and then adds nothing.
        """
        tables = packing.unpack(archive)
        self._run("BEGIN")
        try:
            for name, table in tables.items():
                self._merge_table(name, table)
        except duckdb.Error as error:
            self._run("ROLLBACK")
            raise packing.DamagedArchive from error
        self._run("COMMIT")
        self._next_entry = self._number(statements.NEXT_ENTRY)
        self._is_settled = False

    def _merge_table(self, name: str, table: bytes) -> None:
        path = self._path(f"{name}.parquet")
        path.write_bytes(table)
        shift = [] if name == "changes" else [self._next_entry]
        self._run(statements.MERGE[name], [*shift, str(path)])
        path.unlink()

    @classmethod
    def from_bytes(
        cls, archive: bytes, memory: str = "512MB", threads: int = 2, *, within: Path | None = None
    ) -> Self:
        """Make a table from an archive; raises as `merge` does."""
        table = cls(memory, threads, within=within)
        try:
            table.merge(archive)
        except BaseException:
            table.close()
            raise
        return table

    def to_bytes(self) -> bytes:
        """Pack everything as opaque bytes: Parquet with zstd behind a header with a version."""
        self._settle()
        packed = {}
        for name, query in statements.EXPORT.items():
            path = self._path(f"{name}.parquet")
            self._run(f"COPY ({query}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
            packed[name] = path.read_bytes()
            path.unlink()
        return packing.pack(packed)

    def remove_source(self, source: str) -> int:
        """Forget what was read from a source and say how many moments that were."""
        self._settle()
        removed = self.sources().get(source, 0)
        for statement in statements.REMOVE:
            self._run(statement, [source])
        return removed

    def sources(self) -> dict[str, int]:
        """Count the moments of each source."""
        self._settle()
        return dict(self._run(statements.SOURCES).fetchall())

    def seen_in(self, source: str) -> set[str]:
        """Return the addresses of everybody in the moments of one source."""
        self._settle()
        return {address for (address,) in self._run(statements.SEEN_IN, [source]).fetchall()}

    def answered_for(self, me: Iterable[str]) -> dict[str, list[str]]:
        """Say of an address to which others the owner's mail went that it answered."""
        self._settle()
        found: dict[str, list[str]] = {}
        for answering, asked in self._run(statements.ANSWERED_FOR, [sorted(me)]).fetchall():
            found.setdefault(answering, []).append(asked)
        return found

    def count(self) -> int:
        """Count the distinct moments."""
        return self._number(statements.COUNT)

    def addresses(self) -> list[tuple[str, str, int]]:
        """List every address with each name shown for it and how often, the most often first."""
        self._settle()
        return self._run(statements.NAMES).fetchall()

    def run(
        self, figures: Iterable[Figure], settings: MirrorSettings
    ) -> dict[str, list[dict[str, Any]]]:  # columns are of any type
        """Run figures and give their rows by figure name, persons named by their key."""
        self._settle()
        key_by_number = canonical.fill(self._open(), settings)
        found = {}
        for name, query, is_step in queries(figures, settings.span):
            if is_step:
                self._run(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}")
            else:
                found[name] = canonical.named(self._run(query), key_by_number)
        canonical.clear(self._open())
        return found

    def people(self, settings: MirrorSettings) -> dict[str, Known]:
        """Say by person key which addresses and names were seen, the most used first."""
        return columns.known(self.addresses(), settings)

    def _settle(self) -> None:
        """Keep each moment once per source: the confirmed, the longest, the first."""
        if not self._is_settled:
            for statement in statements.SETTLE:
                self._run(statement)
            self._is_settled = True

    def _insert(self, name: str, table: columns.Columns) -> None:
        connection = self._open()
        connection.register("batch", table)
        connection.execute(statements.INSERT[name])
        connection.unregister("batch")

    def _number(self, query: str) -> int:
        return int(self._run(query).fetchall()[0][0])

    def _run(self, query: str, parameters: list[object] | None = None) -> duckdb.DuckDBPyConnection:
        return self._open().execute(query, parameters)

    def _path(self, name: str) -> Path:
        self._open()
        assert self._folder is not None  # noqa: S101  opened in the line above
        return self._folder / name

    def _open(self) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            self._folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=self._within))
            self._connection = canonical.connect(self._folder, self._memory, self._threads)
        return self._connection


def _batches(moments: Iterable[Moment]) -> Iterator[list[Moment]]:
    rest = iter(moments)
    while batch := list(islice(rest, BATCH)):
        yield batch
