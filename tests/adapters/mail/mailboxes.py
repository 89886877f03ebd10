"""Build small mailboxes for tests and read them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tevoet.adapters.mail import beside
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch

OPTIONS = ReadOptions(me=frozenset({"anna@example.org"}), now=1_800_000_000)


def message(number: int, more: str = "", body: str = "text") -> str:
    """Write one message from Anna to Bram, told apart by its number."""
    return (
        f"From: Anna <anna@example.org>\nTo: bram@example.org\n"
        f"Date: Mon, 1 Jun 2026 10:{number // 60:02}:{number % 60:02} +0200\n"
        f"Message-ID: <{number}@example.org>\n{more}\n{body}\n"
    )


def mbox(*messages: str, postmark: str = "From anna@example.org Mon Jun  1 10:00:00 2026") -> str:
    """Join messages under postmarks, with the empty line between them."""
    return "".join(f"{postmark}\n{one}\n" for one in messages)


def joined(batches: Iterable[Batch]) -> Batch:
    """Put the batches of a reading together."""
    whole = Batch()
    for batch in batches:
        whole.mails = [*whole.mails, *batch.mails]
        whole.moments += batch.moments
        whole.changes += batch.changes
        whole.refused += batch.refused
        whole.read_bytes += batch.read_bytes
        whole.remarks += batch.remarks
        for reason, count in batch.set_aside.items():
            whole.set_aside[reason] = whole.set_aside.get(reason, 0) + count
        for reason, count in batch.unsure.items():
            whole.unsure[reason] = whole.unsure.get(reason, 0) + count
    return whole


def written(path: Path, text: str | bytes) -> Path:
    """Write a file, whole bytes or text, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def remembered(monkeypatch: pytest.MonkeyPatch) -> list[beside.Worker]:
    """Return a list to which every process is added that is started from now on."""
    started: list[beside.Worker] = []
    start = beside._started

    def remember(*given: Any) -> beside.Worker:  # Any: handed on as it came
        started.append(start(*given))
        return started[-1]

    monkeypatch.setattr(beside, "_started", remember)
    return started
