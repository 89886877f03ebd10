"""Find out whether the day or the month stands first in the dates of a file."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

MONTHS: Final = 12
DAY_FIRST_SIGNS: Final = "-."


class Numbers(NamedTuple):
    """A date as it stands with its year last: two numbers, and the year."""

    first: int
    second: int
    year: int


def is_day_first(
    dates: Sequence[Numbers], sign: str, today: tuple[int, int, int], *, is_in_order: bool
) -> bool | None:
    """Say whether the day stands first; None when the file does not tell.

    `dates` in the order of the file, `sign` what stands between the numbers, `today` as (year,
    month, day). Looked at in this order: a number over twelve is a day; with dashes or dots the
    day stands first; dates that run on (`is_in_order`: the oldest above; else either way); dates
    after today. A file in which both numbers are always the same is read either way.

    >>> is_day_first([Numbers(3, 4, 2026), Numbers(13, 4, 2026)], "/", (2026, 11, 1),
    ...              is_in_order=True)
    True
    >>> is_day_first([Numbers(3, 4, 2026)], "/", (2026, 11, 1), is_in_order=True) is None
    True
    """
    days = sum(one.first > MONTHS for one in dates), sum(one.second > MONTHS for one in dates)
    if days[0] != days[1]:
        return days[0] > days[1]
    if sign in DAY_FIRST_SIGNS or all(one.first == one.second for one in dates):
        return True
    by_day = [(one.year, one.second, one.first) for one in dates]
    by_month = [(one.year, one.first, one.second) for one in dates]
    breaks = _breaks_in_order if is_in_order else _breaks
    wrong = (breaks(by_day), _later(by_day, today)), (breaks(by_month), _later(by_month, today))
    return None if wrong[0] == wrong[1] else wrong[0] < wrong[1]


def _breaks_in_order(days: Sequence[tuple[int, int, int]]) -> int:
    return sum(one > other for one, other in pairwise(days))


def _breaks(days: Sequence[tuple[int, int, int]]) -> int:
    return min(_breaks_in_order(days), _breaks_in_order(days[::-1]))


def _later(days: Sequence[tuple[int, int, int]], today: tuple[int, int, int]) -> int:
    return sum(one > today for one in days)
