"""Turn a table of the archive into CSV, for whoever has no program for Parquet."""

from __future__ import annotations

import tempfile
from pathlib import Path

import duckdb

LIMITS: dict[str, str | bool | int | float | list[str]] = {"threads": 1, "memory_limit": "256MB"}


def to_csv(parquet: bytes) -> bytes:
    """Return a Parquet file as CSV with a line of names; times are in UTC."""
    with tempfile.TemporaryDirectory(prefix="tevoet-csv-") as folder:
        read, written = Path(folder) / "in.parquet", Path(folder) / "out.csv"
        read.write_bytes(parquet)
        with duckdb.connect(":memory:", config=LIMITS) as store:
            store.read_parquet(str(read)).write_csv(str(written))
        return written.read_bytes()
