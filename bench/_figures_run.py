"""One engine over one size, in a process of its own so that its peak memory is its own."""

import json
import pickle
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import duckdb
import numpy as np
import pandas as pd

from bench import _figures_made as made
from bench import _figures_pandas as in_pandas
from bench import _figures_pandas_pairs as pairs
from bench import _figures_pandas_planned as planned
from tevoet.adapters.tables import canonical
from tevoet.adapters.tables.written import queries
from tevoet.engines.mirror.days import quarters, weeks
from tevoet.engines.mirror.figures import FIGURES
from tevoet.engines.mirror.plan import calendar
from tevoet.engines.mirror.schema import SCHEMAS

SETTINGS = made.SETTINGS
MEMORY = "6GB"  # pandas has no limit
MOMENTS = """SELECT * REPLACE (channel::channel AS channel, owner_role::role AS owner_role,
    sender::INTEGER AS sender, size::INTEGER AS size), NULL::VARCHAR AS source FROM batch"""
SEATS = "SELECT * REPLACE (person::INTEGER AS person, role::role AS role) FROM batch"
CHANGED = "SELECT * REPLACE (kind::VARCHAR AS kind, person::INTEGER AS person) FROM batch"
QUERIES = (MOMENTS, SEATS, CHANGED)
Answer = dict[str, pd.DataFrame]
Steps = Callable[[in_pandas.Tables, int, int], in_pandas.Steps]


def columns(folder: Path, table: str) -> dict[str, np.ndarray]:
    prefix = f"{table}."
    paths = sorted(folder.glob(f"{prefix}*.npy"))
    return {path.name[len(prefix) : -4]: np.load(path) for path in paths}


class Frames(NamedTuple):
    """What all start from: tables in memory, words as categories."""

    moments: pd.DataFrame
    participants: pd.DataFrame
    changed: pd.DataFrame


def frames(folder: Path) -> Frames:
    moments, seats, changed = (pd.DataFrame(columns(folder, table)) for table in Frames._fields)
    moments["channel"] = pd.Categorical.from_codes(moments["channel"], made.CHANNELS)
    moments["owner_role"] = pd.Categorical.from_codes(moments["owner_role"], made.ROLES)
    seats["role"] = pd.Categorical.from_codes(seats["role"], made.ROLES)
    changed["kind"] = pd.Categorical.from_codes(changed["kind"], made.KINDS)
    return Frames(moments, seats, changed)


def load(store: duckdb.DuckDBPyConnection, given: Frames) -> None:
    """Fill the canonical tables, of the types that `canonical.fill` gives them."""
    for name, frame, query in zip(Frames._fields, given, QUERIES, strict=True):
        store.register("batch", frame)
        store.execute(f"CREATE TEMP TABLE {name} AS {query}")
        store.unregister("batch")
    canonical.fill_numbers(store, "days", calendar_rows(given.moments))
    canonical.fill_numbers(store, "reserved", SETTINGS.reserved)
    canonical.fill_numbers(store, "quarters", quarters(SETTINGS.rhythm, SETTINGS.now))


def calendar_rows(moments: pd.DataFrame) -> list[tuple[int, ...]]:
    return calendar(SETTINGS, {}, int(moments["at"].min()))


def run_ours(given: Frames) -> tuple[float, Answer]:
    """Take the frames into DuckDB, then run every figure; say how long the taking took."""
    begun, answer = time.perf_counter(), {}
    with tempfile.TemporaryDirectory() as place:
        store = canonical.connect(Path(place), MEMORY, 2)
        load(store, given)
        loading = time.perf_counter() - begun
        for name, query, is_step in queries(FIGURES.values(), SETTINGS.span):
            if is_step:
                store.execute(f"CREATE TEMP TABLE {name} AS {query}")
            else:
                answer[name] = store.execute(query).df()
        store.close()
    return loading, answer


def run_pandas(given: Frames, steps_of: Steps = in_pandas.steps) -> tuple[float, Answer]:
    """Run every figure on the frames as they are; only the calendar is to be made."""
    begun = time.perf_counter()
    days = pd.DataFrame(calendar_rows(given.moments), columns=list(SCHEMAS["days"]))
    strip = pd.DataFrame(weeks(SETTINGS.rhythm, SETTINGS.now))
    tables = in_pandas.Tables(*given, days, strip)
    loading = time.perf_counter() - begun
    span = (SETTINGS.now, SETTINGS.since)
    steps = steps_of(tables, *span)
    return loading, {
        **in_pandas.figures(tables, steps, *span),
        **pairs.figures(tables, steps, *span),
        **planned.figures(tables, steps, *span),
    }


def run_polars(given: Frames) -> tuple[float, Answer]:
    """Run every figure in Polars; the frames of pandas are taken over before."""
    from bench import _figures_polars as in_polars  # noqa: PLC0415  only its own run pays for it

    begun = time.perf_counter()
    tables = in_polars.tables(*given, calendar_rows(given.moments), strip_starts())
    loading = time.perf_counter() - begun
    answer = in_polars.figures(tables, SETTINGS.now, SETTINGS.since)
    found = {name: frame.to_dict(as_series=False) for name, frame in answer.items()}
    return loading, {name: pd.DataFrame(rows) for name, rows in found.items()}


def strip_starts() -> list[int]:
    return [week.starts for week in weeks(SETTINGS.rhythm, SETTINGS.now)]


def run_plainly(given: Frames) -> tuple[float, Answer]:
    """Run every figure in pandas as one writes it first."""
    return run_pandas(given, in_pandas.plain_steps)


RUNS = {"ours": run_ours, "plain": run_plainly, "pandas": run_pandas, "polars": run_polars}


def main() -> None:
    engine, folder = sys.argv[1], Path(sys.argv[2])
    given = frames(folder)
    begun, spent = time.perf_counter(), time.process_time()
    loading, answer = RUNS[engine](given)
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
