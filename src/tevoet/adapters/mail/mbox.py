"""Read an mbox of any size: headers only, on every core, in bounded memory."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tevoet.adapters.mail.beside import Worker, beside, frame
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
    told = [str(path), str(size), str(BLOCK), str(count), str(int(keep_lists))]
    turns = range(count if count > 1 else 0)
    with beside("tevoet.adapters.mail.worker", [[*told, str(turn)] for turn in turns]) as workers:
        yield _received(workers, file, size, keep_lists)


def _received(workers: list[Worker], file: int, size: int, keep_lists: bool) -> Iterator[Block]:
    """Yield blocks in order; what a worker does not deliver is read here."""
    unpackers = [Unpacker() for _ in workers]
    for number, span in enumerate(spans(size, BLOCK)):
        turn = number % len(workers) if workers else 0
        packed = frame(workers[turn]) if workers else None
        if packed is None:
            yield read_block(file, span, keep_lists)
        else:
            yield unpackers[turn].unpack(packed)
