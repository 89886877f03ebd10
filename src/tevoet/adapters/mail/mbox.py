"""Read an mbox of any size: headers only, on every core, in bounded memory."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from tevoet.adapters.mail.block import Block, Span, read_block
from tevoet.adapters.mail.packing import Unpacker
from tevoet.adapters.mail.places import place
from tevoet.adapters.mail.worker import spans
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch, Refused

BLOCK: Final = 1024 * 1024
"""Bytes of the file that are in memory at once, per process."""

LARGE: Final = 24 * BLOCK
"""From this size on a file is shared out over processes."""


AHEAD: Final = 1024 * 1024
"""Bytes that wait between two processes at most: what some fifty blocks come to."""


def read(path: Path, options: ReadOptions, processes: int | None = None) -> Iterator[Batch]:
    """Yield the mails of an mbox, block by block, in the order of the file.

    `processes` is the number of processes that share a file of more than `LARGE` bytes (None: one
    per core; 1: this one). A file that cannot be opened or read on is one refusal. Closing the
    iterator ends the processes.
    """
    try:
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        yield Batch(refused=[Refused("unreadable_file", place(path))])
        return
    try:
        size = os.fstat(file).st_size
        count = (os.cpu_count() or 1) if processes is None else processes
        if size <= LARGE:
            count = 1
        yield from _batches(path, file, size, options.keep_lists, count)
    except OSError:
        yield Batch(refused=[Refused("unreadable_file", place(path))])
    finally:
        os.close(file)


def _batches(path: Path, file: int, size: int, keep_lists: bool, count: int) -> Iterator[Batch]:
    reach = 0
    with _blocks(path, file, size, keep_lists, count) as blocks:
        for block in blocks:
            whole = _from_reach(block, reach, file, keep_lists)
            reach = max(reach, whole.reach)
            yield Batch(
                mails=whole.mails,
                refused=[Refused(why, place(path, offset)) for why, offset in whole.refused],
                read_bytes=block.span.end - block.span.begin,
            )


def _from_reach(block: Block, reach: int, file: int, keep_lists: bool) -> Block:
    """Read a block again where the body of a message before it ends inside or behind it."""
    span = block.span
    if reach <= span.begin or block.first == reach or (reach >= span.end and block.first < 0):
        return block
    if reach >= span.end:
        return Block(span)
    return read_block(file, Span(reach, span.end), keep_lists, at_message=True)


@contextmanager
def _blocks(
    path: Path, file: int, size: int, keep_lists: bool, count: int
) -> Iterator[Iterator[Block]]:
    """Give the blocks of a file in order, from this process or from `count` others."""
    workers = _start(path, size, keep_lists, count) if count > 1 else []
    for worker in workers:
        _let_ahead(worker)
    try:
        yield _received(workers, file, size, keep_lists)
    finally:
        for worker in workers:
            worker.kill()
            worker.communicate()


def _start(path: Path, size: int, keep_lists: bool, count: int) -> list[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "tevoet.adapters.mail.worker", str(path), str(size)]
    return [
        subprocess.Popen(  # noqa: S603 - our own program, and a path as one argument
            [*command, str(BLOCK), str(number), str(count), str(int(keep_lists))],
            stdout=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for number in range(count)
    ]


def _let_ahead(worker: subprocess.Popen[bytes]) -> None:
    """Let a process write `AHEAD` bytes while another is waited for; a system may not allow it."""
    if worker.stdout and hasattr(fcntl, "F_SETPIPE_SZ"):
        with suppress(OSError):
            fcntl.fcntl(worker.stdout, fcntl.F_SETPIPE_SZ, AHEAD)


def _received(
    workers: list[subprocess.Popen[bytes]], file: int, size: int, keep_lists: bool
) -> Iterator[Block]:
    """Yield blocks in order; what a worker does not deliver is read here."""
    unpackers = [Unpacker() for _ in workers]
    for number, span in enumerate(spans(size, BLOCK)):
        turn = number % len(workers) if workers else 0
        packed = _frame(workers[turn]) if workers else None
        if packed is None:
            yield read_block(file, span, keep_lists)
        else:
            yield unpackers[turn].unpack(packed)


def _frame(worker: subprocess.Popen[bytes]) -> bytes | None:
    """Return the next packed block of a worker, or None when it has ended."""
    output = worker.stdout
    if output is None:
        return None
    length = int.from_bytes(output.read(8), "big")
    packed = output.read(length)
    return packed if length and len(packed) == length else None
