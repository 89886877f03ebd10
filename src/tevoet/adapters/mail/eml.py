"""Read files that hold one message each: a hundred thousand of them on every core."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from tevoet.adapters.mail.beside import beside, frame
from tevoet.adapters.mail.block import Block, Span
from tevoet.adapters.mail.letters import NOT_SURE, read_one, read_sure
from tevoet.adapters.mail.packing import Unpacker
from tevoet.adapters.mail.places import place
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch, Mail, Refused

FILES: Final = 500
"""Files in one batch."""

MANY: Final = 5_000
"""From so many files on they are shared out over processes."""


class Files(NamedTuple):
    """Regular files, and how many bytes each of them has."""

    paths: list[str]
    sizes: list[int]

    @property
    def size(self) -> int:
        """Say how many bytes all of them have."""
        return sum(self.sizes)


def read(files: Files, options: ReadOptions, processes: int | None = None) -> Iterator[Batch]:
    """Yield the mails of files with one message each, `FILES` at a time.

    A file that is empty, cannot be opened, or is no message is one refusal. `processes` is the
    number of processes that share `MANY` files or more (None: one per core; 1: this one).
    """
    for batch, _ in _portions(files, options, processes, is_message=True):
        yield batch


def sift(
    files: Files, options: ReadOptions, processes: int | None = None
) -> Iterator[tuple[Batch, Files]]:
    """Yield the mails of files that surely are messages, and beside them the other files."""
    return _portions(files, options, processes, is_message=False)


def read_portion(paths: list[str], *, keep_lists: bool, is_message: bool) -> Block:
    """Read files with one message each; what is refused stands there with its number in the list.

    Unless they all are messages, `NOT_SURE` stands there as the reason of the others.
    """
    mails: list[Mail] = []
    block = Block(Span(0, len(paths)), mails)
    read_it = read_one if is_message else read_sure
    for number, path in enumerate(paths):
        mail = read_it(path, keep_lists=keep_lists)
        if isinstance(mail, str):
            block.refused.append((mail, number))
        else:
            mails.append(mail)
    return block


def _portions(
    files: Files, options: ReadOptions, processes: int | None, *, is_message: bool
) -> Iterator[tuple[Batch, Files]]:
    count = (os.cpu_count() or 1) if processes is None else processes
    cut = [files.paths[begin : begin + FILES] for begin in range(0, len(files.paths), FILES)]
    sizes = iter(files.sizes)
    for paths, block in zip(
        cut,
        _blocks(cut, count if len(files.paths) >= MANY else 1, options, is_message),
        strict=True,
    ):
        weights = [next(sizes) for _ in paths]
        unsure = [number for why, number in block.refused if why == NOT_SURE]
        others = Files([paths[number] for number in unsure], [weights[number] for number in unsure])
        refused = [Refused(why, place(Path(paths[number]))) for why, number in block.refused if why]
        yield Batch(block.mails, refused=refused, read_bytes=sum(weights) - others.size), others


def _blocks(
    cut: list[list[str]], count: int, options: ReadOptions, is_message: bool
) -> Iterator[Block]:
    """Yield what stands in each portion, in order; what a process does not deliver is read here."""
    turns = range(count if count > 1 else 0)
    told = [str(FILES), str(int(options.keep_lists)), str(int(is_message))]
    names = [
        b"\0".join(os.fsencode(one) for cut_ in cut[turn::count] for one in cut_) for turn in turns
    ]
    with beside("tevoet.adapters.mail.fileworker", [told] * len(turns), names) as workers:
        unpackers = [Unpacker() for _ in workers]
        for number, paths in enumerate(cut):
            turn = number % len(workers) if workers else 0
            packed = frame(workers[turn]) if workers else None
            if packed is None:
                yield read_portion(paths, keep_lists=options.keep_lists, is_message=is_message)
            else:
                yield unpackers[turn].unpack(packed)
