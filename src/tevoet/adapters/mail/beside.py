"""Start processes of our own beside this one, and take what they hand over.

A fresh process rather than a fork, because a server has threads, and rather than
`multiprocessing`, because that runs the main program's file again.
"""

import fcntl
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import zip_longest
from typing import Final

AHEAD: Final = 1024 * 1024
"""Bytes that wait between two processes at most: what some fifty blocks come to."""

Worker = subprocess.Popen[bytes]


@contextmanager
def beside(
    module: str, arguments: Sequence[Sequence[str]], told: Sequence[bytes] = ()
) -> Iterator[list[Worker]]:
    """Run a module once for each row of arguments, told something over standard input.

    It has to read all of that before it writes. When this ends, every process has ended.
    """
    with ExitStack() as ending:
        workers = []
        for row, text in zip_longest(arguments, told):
            worker = ending.enter_context(_started(module, row, text is not None))
            ending.callback(worker.kill)
            _let_ahead(worker)
            workers.append(worker)
        for worker, text in zip(workers, told, strict=False):
            _tell(worker, text)
        yield workers


def frame(worker: Worker) -> bytes | None:
    """Return the next piece a process hands over, or None when it has ended."""
    output = worker.stdout
    if output is None:
        return None
    length = int.from_bytes(output.read(8), "big")
    packed = output.read(length)
    return packed if length and len(packed) == length else None


def hand_over(packed: bytes) -> None:
    """Write a piece to standard output, after its length in eight bytes."""
    output = sys.stdout.buffer
    output.write(len(packed).to_bytes(8, "big"))
    output.write(packed)
    output.flush()


def _started(module: str, arguments: Sequence[str], is_told: bool) -> Worker:
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", module, *arguments],
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE if is_told else subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _tell(worker: Worker, text: bytes) -> None:
    """Write to a process; when it has ended, whoever waits for it will see that."""
    if worker.stdin:
        with suppress(OSError):
            worker.stdin.write(text)
        with suppress(OSError):
            worker.stdin.close()


def _let_ahead(worker: Worker) -> None:
    """Let a process write `AHEAD` bytes while another is waited for; a system may not allow it."""
    if worker.stdout and hasattr(fcntl, "F_SETPIPE_SZ"):
        with suppress(OSError):
            fcntl.fcntl(worker.stdout, fcntl.F_SETPIPE_SZ, AHEAD)
