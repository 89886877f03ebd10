"""Run a parser on one item, and say what is wrong: an error, too much time, or too much memory."""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final
from unittest.mock import patch

from tests.fuzz.targets import Target
from tevoet.adapters.calendars import ics
from tevoet.adapters.mail import block, letters
from tevoet.adapters.mail.imap import messages
from tevoet.adapters.outlook import items

SECONDS: Final = 2.0
"""Processor time for one item."""

MEMORY: Final = 200 * 1024 * 1024
"""Bytes that one item may come to, at its highest."""

GUARDED: Final = (block, ics, items, letters, messages)
_PAGE, _KB = 4096, 1024


class Unforeseen(Exception):
    """What the guards around single items catch while a parser is tried: nothing."""


@contextmanager
def unguarded() -> Iterator[None]:
    """Let errors through that the readers would count, so that they are seen and mended."""
    with ExitStack() as stack:
        for module in GUARDED:
            stack.enter_context(patch.object(module, "Exception", Unforeseen, create=True))
        yield


def problem(target: Target, content: bytes, slow: float = 1.0) -> str:
    """Return what is wrong with how a parser takes an item, or "".

    `slow` is how many times slower than usual this process is.
    """
    before, begun = _reset_peak(), processor_time()
    try:
        target.run(content)
    except target.refusals:
        pass
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        return _named(error)
    seconds, grown = processor_time() - begun, _peak() - before
    if seconds > SECONDS * slow:
        return "takes long"
    return "takes much memory" if before and grown > MEMORY else ""


def processor_time() -> float:
    """Return what this process and those it ended have used."""
    return sum(os.times()[:4])


def _named(error: Exception) -> str:
    """Name an error by its kind and by where in our own code it arose."""
    ours = [
        f"{Path(one.filename).stem}:{one.name}"
        for one in traceback.extract_tb(error.__traceback__)
        if "/tevoet/" in one.filename or "/fuzz/" in one.filename
    ]
    where = ours[-1] if ours else "a library"
    said = str(error).partition("\n")[0] if isinstance(error, AssertionError) else ""
    return f"{type(error).__name__} in {where} {re.sub('[0-9]+', 'N', said)}".rstrip()[:200]


def _reset_peak() -> int:
    """Forget the highest memory so far, and return what is in use; 0 where a system cannot say."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
        return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE
    except OSError:
        return 0


def _peak() -> int:
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 0
    return int(status.partition("VmHWM:")[2].split()[0]) * _KB
