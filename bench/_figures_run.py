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
from bench import _figures_pandas_pairs as pairs
from tevoet.adapters.tables import canonical
from tevoet.adapters.tables.moments import compiled
from tevoet.engines.mirror.days import quarters, weeks
from tevoet.engines.mirror.figures import FIGURES
from tevoet.engines.mirror.plan import calendar
from tevoet.engines.mirror.schema import SCHEMAS

SETTINGS = made.SETTINGS
MEMORY = "6GB"  # pandas has no limit
MOMENTS = """SELECT * REPLACE (channel::channel AS channel, owner_role::role AS owner_role,
    sender::INTEGER AS sender, size::INTEGER AS size), NULL::VARCHAR AS source FROM batch"""
SEATS = "SELECT * REPLACE (person::INTEGER AS person, role::role AS role) FROM batch"
Answer = dict[str, pd.DataFrame]


def columns(folder: Path, table: str) -> dict[str, np.ndarray]:
    prefix = f"{table}."
    paths = sorted(folder.glob(f"{prefix}*.npy"))
    return {path.name[len(prefix) : -4]: np.load(path) for path in paths}


def frames(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make what both start from: moments and participants in memory, words as categories."""
    moments, seats = (pd.DataFrame(columns(folder, table)) for table in ("moments", "participants"))
    moments["channel"] = pd.Categorical.from_codes(moments["channel"], made.CHANNELS)
    moments["owner_role"] = pd.Categorical.from_codes(moments["owner_role"], made.ROLES)
    seats["role"] = pd.Categorical.from_codes(seats["role"], made.ROLES)
    return moments, seats


def load(store: duckdb.DuckDBPyConnection, moments: pd.DataFrame, seats: pd.DataFrame) -> None:
    """Fill the canonical tables, of the types that `canonical.fill` gives them."""
    for name, frame, query in (("moments", moments, MOMENTS), ("participants", seats, SEATS)):
        store.register("batch", frame)
        store.execute(f"CREATE TEMP TABLE {name} AS {query}")
        store.unregister("batch")
    canonical.fill_numbers(store, "days", calendar_rows(moments))
    canonical.fill_numbers(store, "quarters", quarters(SETTINGS.rhythm, SETTINGS.now))


def calendar_rows(moments: pd.DataFrame) -> list[tuple[int, ...]]:
    return calendar(SETTINGS, {}, int(moments["at"].min()))


def run_ours(moments: pd.DataFrame, seats: pd.DataFrame) -> tuple[float, Answer]:
    """Take the frames into DuckDB, then run every figure; say how long the taking took."""
    begun, answer = time.perf_counter(), {}
    with tempfile.TemporaryDirectory() as place:
        store = canonical.connect(Path(place), MEMORY, 2)
        load(store, moments, seats)
        loading = time.perf_counter() - begun
        for name, query, is_step in compiled(tuple(FIGURES.values()), SETTINGS.span):
            if is_step:
                store.execute(f"CREATE TEMP TABLE {name} AS {query}")
            else:
                answer[name] = store.execute(query).df()
        store.close()
    return loading, answer


def run_pandas(moments: pd.DataFrame, seats: pd.DataFrame) -> tuple[float, Answer]:
    """Run every figure on the frames as they are; only the calendar is to be made."""
    begun = time.perf_counter()
    days = pd.DataFrame(calendar_rows(moments), columns=list(SCHEMAS["days"]))
    strip = pd.DataFrame(weeks(SETTINGS.rhythm, SETTINGS.now))
    tables = in_pandas.Tables(moments, seats, days, strip)
    loading = time.perf_counter() - begun
    span = (SETTINGS.now, SETTINGS.since)
    steps = in_pandas.steps(tables, *span)
    return loading, {
        **in_pandas.figures(tables, steps, *span),
        **pairs.figures(tables, steps, *span),
    }


def main() -> None:
    engine, folder = sys.argv[1], Path(sys.argv[2])
    moments, seats = frames(folder)
    begun, spent = time.perf_counter(), time.process_time()
    loading, answer = (run_ours if engine == "ours" else run_pandas)(moments, seats)
    told = {
        "seconds": time.perf_counter() - begun,
        "cpu": time.process_time() - spent,
        "load": loading,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    (folder / f"{engine}.pickle").write_bytes(pickle.dumps(answer))
    print(json.dumps(told))


if __name__ == "__main__":
    main()
