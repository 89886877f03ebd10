"""All figures beside the same in pandas, over growing numbers of made-up moments.

    .venv/bin/python bench/figures.py [--moments 100000 1000000 10000000]

Equal results are asserted. Met: at the largest size ours takes at most a third of pandas' time.
The figures are timed, each side on tables of its own: DuckDB's, and pandas' frames. Loading Ibis
and writing the SQL are in the time of ours. Filling the tables is printed apart, and so is the
ratio with it: a reading fills DuckDB's tables anyhow, while here they are copied from frames that
pandas works on as they are. Processor seconds (cpu) cover filling and figures; beside other work
on the same machine they say more than the clock. Peak memory is that of the whole process, the
frames included. Ours may use 6 GB before it writes to disk, pandas all.
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
TIMES_FASTER = 3.0


def measure(engine: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench._figures_run", engine, str(folder)]
    answer = subprocess.run(  # noqa: S603  our own program
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if answer.returncode:
        sys.exit(answer.stderr)
    return dict(json.loads(answer.stdout.splitlines()[-1]))


def compare(folder: Path) -> int:
    """Assert that both gave the same rows, and say how many."""
    ours, theirs = (
        pickle.loads((folder / f"{name}.pickle").read_bytes())  # noqa: S301  our own file
        for name in ("ours", "pandas")
    )
    assert ours.keys() == theirs.keys(), (ours.keys(), theirs.keys())
    return sum(_same(name, ours[name], theirs[name]) for name in ours)


def _same(name: str, ours: pd.DataFrame, theirs: pd.DataFrame) -> int:
    keys = [
        one
        for one in ("person", "mine", "channel", "week", "conversation", "first_at")
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


def race(count: int) -> float:
    """Run both over `count` moments, print a line, and say how many times faster ours is."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        made.write(count, folder)
        ours, theirs = measure("ours", folder), measure("pandas", folder)
        rows = compare(folder)
    ratio = figures(theirs) / figures(ours)
    print(
        f"{count:>10,} moments  ours {_told(ours)}  pandas {_told(theirs)}  {ratio:5.1f}× faster"
        f"  {rows:,} equal rows; filling the tables {ours['load']:.1f} / {theirs['load']:.1f} s,"
        f" with it {theirs['seconds'] / ours['seconds']:.1f}×"
        f" (cpu {theirs['cpu'] / ours['cpu']:.1f}×)",
        flush=True,
    )
    return ratio


def figures(run: dict[str, float]) -> float:
    """Return the seconds of the figures alone."""
    return run["seconds"] - run["load"]


def _told(run: dict[str, float]) -> str:
    return f"{figures(run):7.2f} s (cpu {run['cpu']:6.1f}) {run['peak_mb']:6,.0f} MB"


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--moments", type=int, nargs="+", default=SIZES)
    sizes = sorted(reader.parse_args().moments)
    ratios = [race(count) for count in sizes]
    met = ratios[-1] >= TIMES_FASTER
    verdict = "met" if met else "missed"
    print(f"{verdict}: {ratios[-1]:.1f}× faster at {sizes[-1]:,} (asked: {TIMES_FASTER:.0f}×)")
    sys.exit(0 if met else 1)


if __name__ == "__main__":
    main()
