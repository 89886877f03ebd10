"""Reading Outlook stores beside readpst (libpst), in one run.

    python bench/outlook.py [STORE ...] [--times 5]

Without stores those under TEVOET_CORPORA are read. Ours reads who, when and what state a meeting
has, and gives mails and moments; readpst (Debian's pst-utils) writes every message with its text
and attachments into mailboxes in a temporary folder, which is more. Both in a process of their own,
starting it included; the fewest processor seconds of all times count, those of ours with the
process that the library runs in. There is no number to meet: what this prints is where we stand.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

OURS = """
import sys
from pathlib import Path
from tevoet.adapters.reading.reading import read
from tevoet.engines.moments.gathering import Gathering
from tevoet.engines.moments.options import ReadOptions
options = ReadOptions(me=frozenset({"anna@voorbeeld.example"}), now=1_800_000_000)
gathering = Gathering(options)
for batch in read([Path(sys.argv[1])], options):
    gathering.add(batch)
ledger = gathering.finish().ledger
assert ledger.read == ledger.kept + ledger.duplicate + ledger.set_aside + ledger.refused
print(ledger.read)
"""


class Measured(NamedTuple):
    """Seconds on the clock and of all processors, and what was printed."""

    clock: float
    busy: float
    said: str


def main() -> int:
    """Read every store in both ways and print the table."""
    asked = _arguments()
    if shutil.which("readpst") is None:
        print("readpst is not here. On Debian type: sudo apt-get install pst-utils")
        return 0
    print(f"{'store':34}{'MB':>7}{'items':>8}{'ours s':>9}{'readpst s':>11}{'ratio':>8}")
    ours_whole = theirs_whole = 0.0
    for path in asked.stores or _of_corpora():
        ours = _fewest(asked.times, [sys.executable, "-c", OURS, str(path)])
        theirs = _fewest(asked.times, _readpst(path))
        ours_whole, theirs_whole = ours_whole + ours.busy, theirs_whole + theirs.busy
        figures = f"{ours.said:>8}{ours.busy:>9.2f}{theirs.busy:>11.2f}"
        size = path.stat().st_size / 1e6
        print(f"{path.name:34}{size:>7.1f}{figures}{theirs.busy / max(ours.busy, 0.001):>8.2f}")
    starting = _fewest(asked.times, [sys.executable, "-c", OURS, os.devnull])
    ratio = theirs_whole / max(ours_whole, 0.001)
    print(f"all: ours is {ratio:.2f} times as fast as readpst")
    print(
        f"of each of ours {starting.busy:.2f} s is Python starting; small stores show little else"
    )
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("stores", nargs="*", type=Path)
    parser.add_argument("--times", type=int, default=5)
    return parser.parse_args()


def _of_corpora() -> list[Path]:
    corpora = Path(os.environ.get("TEVOET_CORPORA", Path(__file__).parents[2] / "shared" / "data"))
    return sorted((corpora / "pst-msg").rglob("*.pst"))


def _readpst(path: Path) -> Sequence[str]:
    return ["readpst", "-q", "-r", "-D", "-tea", str(path), "-o"]


def _fewest(times: int, command: Sequence[str]) -> Measured:
    return min((_once(command) for _ in range(max(1, times))), key=lambda one: one.busy)


def _once(command: Sequence[str]) -> Measured:
    """Run a command; one that ends with -o gets a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        whole = [*command, folder] if command[-1] == "-o" else list(command)
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        done = subprocess.run(whole, capture_output=True, text=True, check=False)  # noqa: S603 - ours, and readpst by name
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return Measured(time.monotonic() - begun, busy, done.stdout.strip())


if __name__ == "__main__":
    sys.exit(main())
