"""One engine over one size, in a process of its own so that its peak memory is its own."""

import json
import pickle
import resource
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from bench import _figures_made as made
from bench import _figures_pandas as in_pandas
from tevoet.adapters.tables import canonical
from tevoet.adapters.tables.moments import compiled
from tevoet.engines.mirror.days import quarters, weeks
from tevoet.engines.mirror.figures import FIGURES
from tevoet.engines.mirror.plan import calendar
from tevoet.engines.mirror.schema import SCHEMAS

SETTINGS = made.SETTINGS
MEMORY = "3GB"
Answer = dict[str, pd.DataFrame]


def columns(folder: Path, table: str) -> dict[str, np.ndarray]:
    prefix = f"{table}."
    paths = sorted(folder.glob(f"{prefix}*.npy"))
    return {path.name[len(prefix) : -4]: np.load(path, mmap_mode="r") for path in paths}


def calendar_rows(folder: Path) -> list[tuple[int, ...]]:
    return calendar(SETTINGS, {}, int(columns(folder, "moments")["at"].min()))


def load(store: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Fill the canonical tables, with words for the codes of channels and roles."""
    role = _word("role", made.ROLES, "role")
    own = _word("owner_role", made.ROLES, "role")
    channel = _word("channel", made.CHANNELS, "channel")
    words = {
        "moments": f"{channel}, {own}, sender::INTEGER AS sender, size::INTEGER AS size",
        "participants": f"{role}, person::INTEGER AS person",
    }
    for table, replaced in words.items():
        batch = {name: np.asarray(column) for name, column in columns(folder, table).items()}
        store.register("batch", batch)
        query = f"SELECT * REPLACE ({replaced}) FROM batch"  # noqa: S608  our own words
        store.execute(f"CREATE TABLE {table} AS {query}")
        store.unregister("batch")
    store.execute("ALTER TABLE moments ADD COLUMN source VARCHAR")
    canonical.fill_numbers(store, "days", calendar_rows(folder))
    canonical.fill_numbers(store, "quarters", quarters(SETTINGS.rhythm, SETTINGS.now))


def _word(column: str, words: tuple[str, ...], kind: str) -> str:
    return f"{list(words)}[{column} + 1]::{kind} AS {column}"


def run_ours(folder: Path) -> tuple[float, float, Answer]:
    """Load into DuckDB (not timed with the figures), then run every figure."""
    begun, answer = time.perf_counter(), {}
    with tempfile.TemporaryDirectory() as place:
        store = canonical.connect(Path(place), MEMORY, 2)
        load(store, folder)
        loaded = time.perf_counter()
        for name, query, is_step in compiled(tuple(FIGURES.values()), SETTINGS.span):
            if is_step:
                store.execute(f"CREATE TEMP TABLE {name} AS {query}")
            else:
                answer[name] = store.execute(query).df()
        return loaded - begun, time.perf_counter() - loaded, answer


def run_pandas(folder: Path) -> tuple[float, float, Answer]:
    """Load into frames (not timed with the figures), then run every figure."""
    begun = time.perf_counter()
    moments = pd.DataFrame({k: np.array(v) for k, v in columns(folder, "moments").items()})
    moments["channel"] = pd.Categorical.from_codes(moments["channel"], made.CHANNELS)
    seats = pd.DataFrame({k: np.array(v) for k, v in columns(folder, "participants").items()})
    seats["role"] = pd.Categorical.from_codes(seats["role"], made.ROLES)
    moments["owner_role"] = pd.Categorical.from_codes(moments["owner_role"], made.ROLES)
    days = pd.DataFrame(calendar_rows(folder), columns=list(SCHEMAS["days"]))
    strip = pd.DataFrame(weeks(SETTINGS.rhythm, SETTINGS.now))
    tables = in_pandas.Tables(moments, seats, days, strip)
    loaded = time.perf_counter()
    answer = in_pandas.figures(tables, SETTINGS.now, SETTINGS.since)
    return loaded - begun, time.perf_counter() - loaded, answer


def main() -> None:
    engine, folder = sys.argv[1], Path(sys.argv[2])
    loading, seconds, answer = (run_ours if engine == "ours" else run_pandas)(folder)
    spent = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (folder / f"{engine}.pickle").write_bytes(pickle.dumps(answer))
    print(json.dumps({"load": loading, "seconds": seconds, "peak_mb": peak, "cpu": spent}))


if __name__ == "__main__":
    main()
