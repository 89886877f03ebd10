"""What every reader is told, whatever kind of file it reads."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read.

    `me` holds the owner's own addresses, in lower case. `since`, `until` and `now` are whole
    seconds since 1970, UTC; a moment counts when `since <= at < until`, and None is no limit.
    `time_zone` is for times that carry none, `country` for telephone numbers without a prefix.
    `day_first` says of dates in chats whether the day stands before the month; None lets each chat
    tell. `keep_lists` makes mail of a mailing list count as mail between its people.
    """

    me: frozenset[str]
    now: int
    time_zone: str = "Europe/Amsterdam"
    since: int | None = None
    until: int | None = None
    keep_lists: bool = False
    country: str = "NL"
    day_first: bool | None = None
