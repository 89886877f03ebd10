"""What was asked of the mirror, after it was found right."""

from dataclasses import dataclass
from datetime import time
from pathlib import Path

from tevoet.adapters.calendars.served.account import Account as CalendarAccount
from tevoet.adapters.calendars.served.account import Feed
from tevoet.adapters.mail.imap.account import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to read, whose it is, and when it is. Times in seconds since 1970, UTC.

    `accounts` are mailboxes on a server, `calendars` calendars there.
    """

    paths: tuple[Path, ...]
    me: frozenset[str]
    now: int
    time_zone: str
    hours: tuple[time, time]
    since: int | None
    until: int | None
    window_days: int
    keep_lists: bool
    day_first: bool | None = None
    accounts: tuple[Account, ...] = ()
    calendars: tuple[CalendarAccount | Feed, ...] = ()
