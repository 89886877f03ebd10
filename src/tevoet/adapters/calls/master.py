"""Know the columns of an Asterisk's `Master.csv`, which has no header.

Source: cdr_csv.c of Asterisk (account, source, destination, context, caller id, channel, its
channel, program, its data, start, answer, end, duration, billed seconds, disposition, flags), and
the order of the sample configuration of cdr_custom, which begins with the caller id.
"""

import re
from collections.abc import Sequence
from typing import Final

from tevoet.adapters.calls.columns import Columns

_DISPOSITIONS: Final = {"ANSWERED", "NO ANSWER", "BUSY", "FAILED", "CONGESTION"}
_START: Final = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
_USUAL: Final = {
    "caller": 1, "callee": 2, "program": 7, "at": 9, "seconds": 13, "status": 14,
}  # fmt: skip
_CUSTOM: Final = {
    "caller": 1, "callee": 2, "program": 6, "at": 8, "seconds": 12, "status": 13,
}  # fmt: skip


def columns_of_master(row: Sequence[str]) -> Columns | None:
    """Return the columns when a first row has the shape of such a log; else None."""
    for places in (_USUAL, _CUSTOM):
        status, at, seconds = places["status"], places["at"], places["seconds"]
        if len(row) <= status or row[status].strip().upper() not in _DISPOSITIONS:
            continue
        if _START.fullmatch(row[at].strip()) and row[seconds].strip().isdigit():
            return Columns(dict(places))
    return None
