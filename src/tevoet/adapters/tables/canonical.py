"""Opening a store, and filling the canonical tables for a reading."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from tevoet.adapters.tables import statements
from tevoet.engines.mirror.days import quarters
from tevoet.engines.mirror.plan import calendar
from tevoet.engines.mirror.schema import SCHEMAS
from tevoet.engines.mirror.settings import MirrorSettings
from tevoet.engines.mirror.steps import STEPS


def connect(folder: Path, memory: str, threads: int) -> duckdb.DuckDBPyConnection:
    """Open an empty store in a folder that is private to this process; nothing is downloaded."""
    connection = duckdb.connect(
        str(folder / "moments.duckdb"),
        config={
            "memory_limit": memory,
            "threads": threads,
            "temp_directory": str(folder / "spill"),
            "preserve_insertion_order": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET enable_progress_bar = false")  # it would write among our own output
    for statement in statements.CREATE:
        connection.execute(statement)
    return connection


def fill(connection: duckdb.DuckDBPyConnection, settings: MirrorSettings) -> dict[int, str]:
    """Make the canonical tables for a reading and give the key of each person's number."""
    aliases = sorted(settings.aliases.items())
    _texts(connection, "aliases", ("address", "person"), aliases)
    _texts(connection, "me", ("me",), [(address,) for address in sorted(settings.me)])
    for statement in statements.FILL:
        connection.execute(statement)
    if settings.channels:
        _texts(connection, "said", ("person", "channel"), sorted(settings.channels.items()))
        connection.execute(statements.SAY_HOW)
    number_by_key = dict(connection.execute(statements.NUMBERS).fetchall())
    first = connection.execute(statements.FIRST, [settings.now]).fetchall()
    fill_numbers(connection, "days", calendar(settings, number_by_key, first[0][0]))
    fill_numbers(connection, "reserved", settings.reserved)
    fill_numbers(connection, "quarters", quarters(settings.rhythm, settings.now))
    return {number: key for key, number in number_by_key.items()}


def named(
    answer: duckdb.DuckDBPyConnection, key_by_number: dict[int, str]
) -> list[dict[str, Any]]:  # columns are of any type
    """Give the rows of an answer by column name, with the person's key for the number."""
    names = [column[0] for column in answer.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
    for row in rows:
        if "person" in row:
            row["person"] = key_by_number[row["person"]]
    return rows


def clear(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop what a reading made."""
    for name in (*SCHEMAS, "numbers", "aliases", "me", "said", *(step.name for step in STEPS)):
        connection.execute(f"DROP TABLE IF EXISTS temp.{name}")


def _texts(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    columns: Sequence[str],
    rows: Sequence[tuple[str, ...]],
) -> None:
    declared = ", ".join(f"{column} VARCHAR" for column in columns)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({declared})")
    if rows:
        texts = np.array(rows, dtype=object)
        batch = {column: texts[:, place].copy() for place, column in enumerate(columns)}
        connection.register("batch", batch)
        connection.execute(f"INSERT INTO {name} SELECT * FROM batch")  # noqa: S608  own names
        connection.unregister("batch")


def fill_numbers(
    connection: duckdb.DuckDBPyConnection, name: str, rows: Sequence[tuple[int, ...]]
) -> None:
    """Make a canonical table that holds whole numbers only, such as `days`."""
    table = np.array(rows, dtype=np.int64).reshape(len(rows), len(SCHEMAS[name]))
    columns = {column: table[:, place].copy() for place, column in enumerate(SCHEMAS[name])}
    connection.register("batch", columns)
    query = f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM batch"  # noqa: S608  own names
    connection.execute(query)
    connection.unregister("batch")
