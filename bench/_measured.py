"""Run one way of doing something in a process of its own, and watch it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import NamedTuple

HEADINGS = f"{'':27}{'messages':>9}{'seconds':>9}{'busy':>8}{'MB/s':>7}{'µs each':>9}{'peak MB':>9}"


class Measured(NamedTuple):
    """One way of reading: messages, seconds on the clock and of all processors, highest memory.

    The memory is that of all its processes together, in MB.
    """

    messages: int
    seconds: float
    busy: float
    memory: float

    def row(self, name: str, megabytes: float) -> str:
        """Return a line under `HEADINGS`."""
        each = self.seconds / max(self.messages, 1) * 1e6
        return (
            f"{name:27}{self.messages:>9,}{self.seconds:>9.2f}{self.busy:>8.2f}"
            f"{megabytes / self.seconds:>7.0f}{each:>9.1f}{self.memory:>9.0f}"
        )


def stop_on_term() -> None:
    """Leave by an exception, so that a temporary folder goes and what was started ends."""
    signal.signal(signal.SIGTERM, _stop)


def _stop(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


def measured(command: Sequence[str], environment: dict[str, str] | None = None) -> Measured:
    """Run a command, and return what `tell` wrote there with the memory of all its processes.

    A command that tells nothing has read 0 messages; then the seconds are those seen from here.
    """
    started, before = time.perf_counter(), os.times()
    with subprocess.Popen(  # noqa: S603 - a command of the bench
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **(environment or {})},
    ) as process:
        peak = 0.0
        try:
            while process.poll() is None:
                peak = max(peak, memory(process.pid))
                time.sleep(0.05)
        finally:
            process.kill()  # does nothing to one that has ended
        said = process.stdout.read() if process.stdout else b""
        assert process.returncode == 0, command
    after = os.times()
    if said.startswith(b'{"messages"'):
        told = json.loads(said)
        return Measured(told["messages"], told["seconds"], told["busy"], peak)
    busy = sum(after[2:4]) - sum(before[2:4])
    return Measured(0, time.perf_counter() - started, busy, peak)


def memory(process: int) -> float:
    """Return the resident memory of a process and everything below it, in MB."""
    try:
        folder = Path("/proc") / str(process)
        pages = int((folder / "statm").read_text().split()[1])
        children = (folder / "task" / str(process) / "children").read_text().split()
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6 + sum(memory(int(one)) for one in children)


def tell(way: Callable[[Path], int], path: Path) -> None:
    """Do something here, and write down how many messages it read and how long it took."""
    started = time.perf_counter()
    messages = way(path)
    seconds = time.perf_counter() - started
    busy = sum(os.times()[:4])
    print(json.dumps({"messages": messages, "seconds": seconds, "busy": busy}))


def said(is_met: bool) -> str:
    """Say whether a number is met."""
    return "met" if is_met else "missed"
