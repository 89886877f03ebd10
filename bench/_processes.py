"""How much a program and all it started worked, and a way to let it have a quarter of a core."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

TICK = os.sysconf("SC_CLK_TCK")
RUNNING, RESTING = 0.010, 0.030
"""Seconds on and off: a quarter of the time."""


def below(process: int, name: str) -> list[int]:
    """Return the processes under one whose name begins so, and only those."""
    found = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, task.read_text().split()):
                found += [child, *below(child, "")]
    return [one for one in found if _name(one).startswith(name)]


def _name(process: int) -> str:
    try:
        return Path(f"/proc/{process}/comm").read_text()
    except OSError:
        return " gone"


def worked(processes: list[int]) -> float:
    """Return the processor seconds of these processes."""
    ticks = 0
    for process in processes:
        with suppress(OSError):
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / TICK


@contextmanager
def on_a_quarter(processes: list[int]) -> Iterator[None]:
    """Stop and wake these processes so that they run a quarter of the time, workers included.

    A browser's own throttling slows the page's thread only, and a passphrase is stretched in
    another.
    """
    done = Event()

    def turn() -> None:
        while not done.is_set():
            _tell(processes, signal.SIGSTOP)
            time.sleep(RESTING)
            _tell(processes, signal.SIGCONT)
            done.wait(RUNNING)

    turning = Thread(target=turn, daemon=True)
    turning.start()
    try:
        yield
    finally:
        done.set()
        turning.join()
        _tell(processes, signal.SIGCONT)


def _tell(processes: list[int], what: signal.Signals) -> None:
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, what)
