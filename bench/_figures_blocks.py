"""Free blocks of working hours in numpy, for both peers: twenty days are no work for a frame."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


class Hours(NamedTuple):
    """When the working hours of each day begin and end."""

    opens: Numbers
    closes: Numbers


def working_hours(opens: Numbers, closes: Numbers, now: int, since: int) -> Hours:
    days = np.unique(np.stack([np.maximum(opens, since), np.minimum(closes, now)], axis=1), axis=0)
    days = days[days[:, 0] < days[:, 1]]
    return Hours(days[:, 0], days[:, 1])


def free_blocks(hours: Hours, starts: Numbers, ends: Numbers, least: int) -> Numbers:
    """Return the length of every block of at least so many seconds that nothing takes."""
    found = []
    for opens, closes in zip(*hours, strict=True):
        inside = (starts < closes) & (ends > opens) & (starts < ends)
        order = np.argsort(starts[inside], kind="stable")
        begun = np.maximum(starts[inside][order], opens)
        ended = np.maximum.accumulate(np.minimum(ends[inside][order], closes))
        found.append(np.r_[begun, closes] - np.r_[opens, ended])
    blocks = np.concatenate(found)
    return blocks[blocks >= least]


def room(hours: Hours, taken: tuple[Numbers, Numbers], reserved: Numbers) -> dict[str, list[float]]:
    """Return the one row of `room_share`, with any calendar at all."""
    working = float((hours.closes - hours.opens).sum()) / 60
    free = float(free_blocks(hours, *taken, 1800).sum()) / 60
    unkept = float(free_blocks(hours, reserved[:, 0], reserved[:, 1], 1).sum()) / 60
    kept = working - unkept
    return {
        "value": [free / working], "reserved": [kept / working], "free_minutes": [free],
        "reserved_minutes": [kept], "working_minutes": [working],
    }  # fmt: skip
