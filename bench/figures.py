"""All figures beside the same in pandas and in Polars, over growing numbers of made-up moments.

    .venv/bin/python bench/figures.py [--moments 100000 1000000 10000000]

Equal results are asserted. Met: at the largest size ours takes at most a third of the time of
pandas as one writes it first (`plain`: every step once, over everything), a fifth of pandas' and
half of Polars' when they follow our plan: every column for the window only, a few for what lies
before it, and the steps shared. The figures are timed, each side on tables of its own; ours run
the SQL that is kept beside the program. Filling the tables is printed apart, and so is the ratio
with it: a reading fills DuckDB's tables anyhow, while here they are copied from frames that pandas
works on as they are. Processor seconds (cpu) cover filling and figures; beside other work on the
same machine they say more than the clock. Peak memory is that of the whole process, the frames
included. Ours may use 6 GB before it writes to disk, the others all.
"""

import argparse
import json
import pickle
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import _figures_made as made  # noqa: E402  a script must first say where it lives

SIZES = (100_000, 1_000_000, 10_000_000)
ASKED = {"plain": 3.0, "pandas": 5.0, "polars": 2.0}


def measure(engine: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench._figures_run", engine, str(folder)]
    answer = subprocess.run(  # noqa: S603  our own program
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if answer.returncode:
        sys.exit(answer.stderr)
    return dict(json.loads(answer.stdout.splitlines()[-1]))


def compare(folder: Path) -> int:
    """Assert that all gave the same rows, and say how many."""
    ours, *others = (
        pickle.loads((folder / f"{name}.pickle").read_bytes())  # noqa: S301  our own file
        for name in ("ours", *ASKED)
    )
    for theirs in others:
        assert ours.keys() == theirs.keys(), ours.keys() ^ theirs.keys()
        rows = sum(_same(name, ours[name], theirs[name]) for name in ours)
    return rows


def _same(name: str, ours: pd.DataFrame, theirs: pd.DataFrame) -> int:
    keys = [
        one
        for one in (
            "person",
            "mine",
            "channel",
            "week",
            "conversation",
            "first_at",
            "last_at",
            "at",
            "waited",
            "replied",
            "mails",
            "turns",
        )
        if one in theirs
    ]
    wanted = [one for one in ours.columns if one != "exchange"]
    assert sorted(wanted) == sorted(theirs.columns), (name, list(ours), list(theirs))
    first, second = (
        frame[wanted].astype({"channel": str} if "channel" in wanted else {})
        .sort_values(keys, ignore_index=True) if keys else frame[wanted]
        for frame in (ours, theirs)
    )  # fmt: skip
    assert len(first) == len(second), (name, len(first), len(second))
    for column in wanted:
        if column == "channel":
            assert (first[column] == second[column]).all(), name
        else:
            a, b = first[column].to_numpy(float), second[column].to_numpy(float)
            np.testing.assert_allclose(a, b, rtol=1e-9, err_msg=f"{name}.{column}")
    return len(first)


def race(count: int) -> dict[str, float]:
    """Run all over `count` moments, print them, and say how many times faster ours is."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        made.write(count, folder)
        runs = {name: measure(name, folder) for name in ("ours", *ASKED)}
        rows = compare(folder)
    ours = runs.pop("ours")
    print(f"{count:>10,} moments  ours   {_told(ours)}  {rows:,} equal rows")
    for name, run in runs.items():
        print(
            f"{'':>18}  {name} {_told(run)}  {figures(run) / figures(ours):4.1f}× ours;"
            f" with filling the tables {run['seconds'] / ours['seconds']:.1f}×"
            f" (cpu {run['cpu'] / ours['cpu']:.1f}×)",
            flush=True,
        )
    return {name: figures(run) / figures(ours) for name, run in runs.items()}


def figures(run: dict[str, float]) -> float:
    """Return the seconds of the figures alone."""
    return run["seconds"] - run["load"]


def _told(run: dict[str, float]) -> str:
    return f"{figures(run):7.2f} s (cpu {run['cpu']:6.1f}) {run['peak_mb']:6,.0f} MB"


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--moments", type=int, nargs="+", default=SIZES)
    sizes = sorted(reader.parse_args().moments)
    last = [race(count) for count in sizes][-1]
    met = all(last[name] >= asked for name, asked in ASKED.items())
    told = ", ".join(f"{last[name]:.1f}× {name} (asked: {n:.0f}×)" for name, n in ASKED.items())
    print(f"{'met' if met else 'missed'} at {sizes[-1]:,}: {told}")
    sys.exit(0 if met else 1)


if __name__ == "__main__":
    main()
