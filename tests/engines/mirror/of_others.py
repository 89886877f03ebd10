"""Contact logs of others as moments: a factory's mail, badges in offices and in one team.

What they are and who made them stands in SOURCES.md beside them. None of them says which mails
belong together, so that mails among the same people count as one conversation here.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from tevoet.engines.moments.records import Channel, Moment, Participant, Role

MOST_READING_ONE_MAIL = 20
"""Mail to more people is left out: the log has no header that tells a newsletter."""


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    with path.open(newline="") as file:
        yield from csv.DictReader(file)


def address(number: str) -> str:
    return f"{number.removesuffix('.0')}@voorbeeld.example"


def factory_mail(folder: Path) -> list[Moment]:
    """Read the mails of a factory: rows with one sender and one second are one mail."""
    told: dict[tuple[int, str], set[str]] = defaultdict(set)
    for row in rows_of(folder / "manufacturing_mails.csv"):
        if row["actor1"] != row["actor2"]:
            told[int(row["time"]), row["actor1"]].add(row["actor2"])
    talks: dict[frozenset[str], int] = defaultdict(count(1).__next__)
    found = []
    for number, ((when, sender), to) in enumerate(sorted(told.items()), 1):
        if len(to) <= MOST_READING_ONE_MAIL:
            talk = talks[frozenset({sender, *to})]
            people = (
                Participant(address(sender), "", Role.SENDER),
                *(Participant(address(one), "", Role.TO) for one in sorted(to)),
            )
            mail = (number, when, Channel.MAIL, address(sender), people, None, True, talk, "mbox")
            found.append(Moment(*mail))
    return found


def leaders(folder: Path) -> dict[str, set[str]]:
    """Read who leads whom in the factory, by address."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows_of(folder / "manufacturing_reportsto.csv"):
        if row["ReportsToID"].isdecimal():
            found[address(row["ReportsToID"])].add(address(row["ID"]))
    return found


def met(number: int, at: int, pair: tuple[str, str], seconds: float) -> Moment:
    people = tuple(Participant(address(one), "", Role.GUEST) for one in pair)
    return Moment(number, at, Channel.IN_PERSON, "", people, seconds / 60, True, 0, "csv")


def office_badges(folder: Path, year: int) -> list[Moment]:
    """Read who faced whom in offices, in seconds since the first midnight of the study."""
    begin = int(datetime(year, 6, 24, tzinfo=UTC).timestamp())
    return [
        met(
            number,
            begin + int(float(row["time"])),
            (row["actor1"], row["actor2"]),
            float(row["duration"]),
        )
        for number, row in enumerate(rows_of(folder / f"workplace{year}_contacts.csv"), 1)
    ]


def team_badges(folder: Path) -> list[Moment]:
    """Read who faced whom in one team with its leader; being near is left out."""
    rows = [r for r in rows_of(folder / "team4_contacts.csv") if r["sensor"] == "infrared"]
    return [
        met(
            number,
            int(datetime.fromisoformat(row["time"][:26]).replace(tzinfo=UTC).timestamp()),
            (row["actor1"], row["actor2"]),
            float(row["duration"]),
        )
        for number, row in enumerate(rows, 1)
    ]
