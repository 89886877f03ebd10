"""Does the hint "better as a call" earn its place? On a real log of mail, what comes after it.

Of the exchanges that reached as many turns within five working days: the share that goes on for at
least two more turns. The hint comes at four; beside it the base rate, exchanges that are one turn
shorter. Intervals: 95 of 100 resamples of pairs of people, since one pair writes many exchanges.

The log is a factory's (`contacts/manufacturing_mails.csv` under TEVOET_CORPORA; nine months of
2010, local times). It does not say which mails answer which, so that an exchange here is the mails
of two people to one another alone without a gap over 48 hours, whatever they were about.
"""

import csv
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tevoet.engines.mirror.pingpong import SPAN_DAYS
from tevoet.engines.mirror.steps import SILENCE, SOFT_TURNS

Rows = NDArray[np.float64]
ROOT = Path(__file__).parents[1]
DAY, MORE = 86_400, 2
OPENS, CLOSES, SATURDAY = 9, 17, 5
LONGEST, RESAMPLED = 9, 2_000
Pair = tuple[str, str]
Mail = tuple[int, str]


@dataclass(frozen=True)
class Exchange:
    """What two people wrote to one another alone, without a long silence."""

    pair: Pair
    mails: list[Mail]

    @property
    def turns(self) -> list[int]:
        """Return when the writer changed, in seconds."""
        return [then[0] for before, then in pairwise(self.mails) if before[1] != then[1]]

    def reached(self, number: int) -> int | None:
        """Return which turn was the first to be so many within five working days."""
        turns = self.turns
        for place in range(number - 1, len(turns)):
            if working(turns[place - number + 1], turns[place]) <= SPAN_DAYS * DAY:
                return place
        return None

    def goes_on(self, number: int) -> bool:
        """Say whether at least two more turns follow the one that made it so many."""
        place = self.reached(number)
        return place is not None and len(self.turns) - 1 - place >= MORE


def is_late(one: Exchange) -> bool:
    """Say whether most of an exchange lies outside working hours."""
    return sum(not in_hours(at) for at, _ in one.mails) * 2 > len(one.mails)


def is_in_hours(one: Exchange) -> bool:
    """Say whether half of an exchange or more lies in working hours."""
    return not is_late(one)


def working(begin: int, end: int) -> int:
    """Count the seconds between two moments that are not in a weekend."""
    days = range(begin // DAY, end // DAY + 1)
    return sum(
        min(end, (day + 1) * DAY) - max(begin, day * DAY) for day in days if weekday(day) < SATURDAY
    )


def weekday(day: int) -> int:
    """Return the weekday of a day since 1970, Monday being 0."""
    return (day + 3) % 7


def in_hours(at: int) -> bool:
    """Say whether a moment lies in working hours; the log gives local times."""
    is_open = OPENS <= datetime.fromtimestamp(at, UTC).hour < CLOSES
    return weekday(at // DAY) < SATURDAY and is_open


def exchanges(file: Path) -> list[Exchange]:
    """Read the mails to one person, and cut them at silences."""
    to: dict[Mail, set[str]] = defaultdict(set)
    with file.open(newline="") as rows:
        for row in csv.DictReader(rows):
            to[int(row["time"]), row["actor1"]].add(row["actor2"])
    pairs: dict[Pair, list[Mail]] = defaultdict(list)
    for (at, sender), receivers in to.items():
        if len(receivers) == 1 and sender not in receivers:
            one, other = sorted((sender, *receivers))
            pairs[one, other].append((at, sender))
    return [Exchange(pair, mails) for pair in sorted(pairs) for mails in cut(sorted(pairs[pair]))]


def cut(mails: Iterable[Mail]) -> Iterator[list[Mail]]:
    """Cut the mails of two people where nobody wrote for more than 48 hours."""
    run: list[Mail] = []
    for mail in mails:
        if run and mail[0] - run[-1][0] > SILENCE:
            yield run
            run = []
        run.append(mail)
    yield run


class Shares:
    """Per pair of people, how many exchanges reached a number of turns and how many went on."""

    def __init__(self, found: list[Exchange]) -> None:
        self.found = found
        self.pairs = {pair: row for row, pair in enumerate(dict.fromkeys(e.pair for e in found))}
        rng = np.random.default_rng(20261125)
        people = len(self.pairs)
        self.drawn = rng.multinomial(people, np.full(people, 1 / people), RESAMPLED)

    def counts(self, number: int, chosen: Callable[[Exchange], bool] = lambda _: True) -> Rows:
        """Return per pair how many reached so many turns, and how many of them went on."""
        rows = np.zeros((len(self.pairs), 2))
        for one in self.found:
            if one.reached(number) is not None and chosen(one):
                rows[self.pairs[one.pair]] += 1, one.goes_on(number)
        return rows

    def share(self, rows: Rows) -> str:
        """Write a share with its interval."""
        reached, on = rows.sum(axis=0)
        low, high = np.percentile(self._resampled(rows), [2.5, 97.5])
        return f"{reached:6.0f} {on:6.0f}   {on / reached:5.1%}  [{low:5.1%}, {high:5.1%}]"

    def difference(self, number: int) -> str:
        """Write how much more often the longer ones go on than those one turn shorter."""
        longer, shorter = self.counts(number), self.counts(number - 1)
        gap = self._resampled(longer) - self._resampled(shorter)
        low, high = np.percentile(gap, [2.5, 97.5]) * 100
        (all_long, on_long), (all_short, on_short) = longer.sum(axis=0), shorter.sum(axis=0)
        here = (on_long / all_long - on_short / all_short) * 100
        return f"{here:+5.1f} points [{low:+5.1f}, {high:+5.1f}]"

    def _resampled(self, rows: Rows) -> Rows:
        reached, on = (self.drawn @ rows).T
        return np.asarray(on / np.maximum(reached, 1))


def main() -> int:
    """Print the table; return 1 when nothing can be said."""
    folder = Path(os.environ.get("TEVOET_CORPORA") or ROOT.parent / "shared" / "data")
    file = folder / "contacts" / "manufacturing_mails.csv"
    if not file.is_file():
        print(f"no log here: {file} (name the folder in TEVOET_CORPORA)")
        return 0
    found = exchanges(file)
    shares = Shares(found)
    print(f"{len(found)} exchanges of {len(shares.pairs)} pairs")
    print("turns  reached  went on  share  [interval]          more than one turn shorter")
    for number in range(2, LONGEST):
        print(f"{number:5} {shares.share(shares.counts(number))}   {shares.difference(number)}")
    for name, late in (("mostly outside working hours", True), ("the others", False)):
        rows = shares.counts(SOFT_TURNS, is_late if late else is_in_hours)
        print(f"{SOFT_TURNS:5} {shares.share(rows)}   {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
