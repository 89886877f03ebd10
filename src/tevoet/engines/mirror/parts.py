"""What a summary keeps of each person from more than one row of a figure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from tevoet.engines.mirror.days import STRIP_WEEKS
from tevoet.engines.mirror.figures import FIGURES
from tevoet.engines.mirror.summary import Dot, Exchange, Number, Replied

Row = Mapping[str, Any]  # a column holds what its figure says
Rows = Mapping[str, Sequence[Row]]

ONE_VALUE = (
    "one_to_one_minutes", "last_human_contact_days", "mail_share", "waiting_for_me", "who_starts",
    "cadence_weeks", "reciprocity", "group_only", "after_hours_sent", "rescheduled",
    "under_15", "one_to_one_cadence",
)  # fmt: skip
NOT_COUNTED = {"person", "value", "oldest_at"}
MOST_DOTS = 60
MOST_EXCHANGES = 5
"""A summary stays small: of each side the latest mails, and the exchanges with the most turns."""


def collected(rows: Rows) -> dict[str, dict[str, Any]]:  # the arguments of PersonSummary
    """Give the parts of summaries by the name of the part, and then by person key."""
    return {
        "replies": _replies(rows["reply_median_hours"]),
        "dots": _dots(rows["reply_dots"]),
        "long_exchanges": _long_exchanges(rows["long_exchanges"]),
        "counted": _counted(rows),
        "weekly": _strips(rows["weekly"]),
    }


def _replies(rows: Sequence[Row]) -> dict[str, dict[str, Replied]]:
    found: dict[str, dict[str, Replied]] = defaultdict(dict)
    for row in rows:
        replied = Replied(row["value"], row["answered"], row["waiting"])
        found[row["person"]]["mine" if row["mine"] else "theirs"] = replied
    return found


def _dots(rows: Sequence[Row]) -> dict[str, dict[str, tuple[Dot, ...]]]:
    by_side: dict[tuple[str, str], list[Dot]] = defaultdict(list)
    for row in rows:
        side = "mine" if row["mine"] else "theirs"
        dot = Dot(row["at"], row["waited"], bool(row["replied"]))
        by_side[row["person"], side].append(dot)
    found: dict[str, dict[str, tuple[Dot, ...]]] = defaultdict(dict)
    for (person, side), dots in sorted(by_side.items()):
        found[person][side] = tuple(sorted(dots)[-MOST_DOTS:])
    return found


def _long_exchanges(rows: Sequence[Row]) -> dict[str, tuple[Exchange, ...]]:
    by_person: dict[str, list[Exchange]] = defaultdict(list)
    for row in rows:
        exchange = Exchange(row["first_at"], row["last_at"], row["mails"], row["turns"])
        by_person[row["person"]].append(exchange)
    return {
        person: tuple(sorted(some, key=lambda one: (-one.turns, -one.last_at))[:MOST_EXCHANGES])
        for person, some in by_person.items()
    }


def _counted(rows: Rows) -> dict[str, dict[str, dict[str, Number]]]:
    """Keep what a figure was counted from: every column of its rows but the person and value."""
    found: dict[str, dict[str, dict[str, Number]]] = defaultdict(dict)
    for name in ONE_VALUE:
        for row in rows[name]:
            parts = {k: v for k, v in row.items() if k not in NOT_COUNTED}
            if parts:
                found[row["person"]][FIGURES[name].slug] = parts
    return found


def _strips(weekly: Sequence[Row]) -> dict[str, dict[str, tuple[int, ...]]]:
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * STRIP_WEEKS)
    for row in weekly:
        counts[row["person"], row["channel"]][row["week"]] = row["number"]
    strips: dict[str, dict[str, tuple[int, ...]]] = defaultdict(dict)
    for (person, channel), numbers in sorted(counts.items()):
        strips[person][channel] = tuple(numbers)
    return strips
