"""What the figures must be told: the moment it is now, whose mirror it is, and when people work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import NamedTuple

DAY = 86_400
WORKING_WEEK = frozenset({0, 1, 2, 3, 4})


class Span(NamedTuple):
    """The window of a reading in seconds, UTC: after `since`, up to and including `now`."""

    now: int
    since: int


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When somebody works: weekdays (Monday is 0) minus holidays, and the hours of such a day."""

    time_zone: str = "Europe/Amsterdam"
    working_days: frozenset[int] = WORKING_WEEK
    opens: time = time(9)
    closes: time = time(17)
    holidays: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Limits:
    """My own longest time, in days, without voice and without meeting in person; None is no limit.

    No study fixes these numbers.
    """

    voice_days: int | None = 14
    in_person_days: int | None = 30


@dataclass(frozen=True)
class MirrorSettings:
    """Everything a mirror depends on besides the moments.

    `now` is in whole seconds since 1970, UTC; `me` are the owner's addresses and numbers.
    `aliases` maps an address to the key of a person; an address without one is its own person.
    `rhythm` is the owner's, `rhythms` those of others by person key (default: the owner's).
    `channels` says by person key what meetings of the two of unknown channel were.
    `limits` are per person key; who is not in it gets `default_limits`, or no hint when None.
    `reserved` are the blocks the owner keeps for people, from when until when (seconds, UTC).
    """

    now: int
    me: frozenset[str]
    rhythm: Rhythm = field(default_factory=Rhythm)
    window_days: int = 28
    aliases: Mapping[str, str] = field(default_factory=dict)
    rhythms: Mapping[str, Rhythm] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, Limits] = field(default_factory=dict)
    default_limits: Limits | None = field(default_factory=Limits)
    reserved: tuple[tuple[int, int], ...] = ()

    @property
    def since(self) -> int:
        """Give the beginning of the window; a moment exactly then is no longer in it."""
        return self.now - self.window_days * DAY

    @property
    def span(self) -> Span:
        """Give the window."""
        return Span(self.now, self.since)
