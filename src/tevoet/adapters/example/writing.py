"""Write the example organisation's files: mail, calendar and calls of two of its leaders."""

from datetime import datetime
from pathlib import Path
from random import Random

from tevoet.adapters.example.agenda import (
    leaders_meeting,
    no_meetings_of_anna,
    other_meetings_of_anna,
    team_meetings,
)
from tevoet.adapters.example.bulk import broken_entries, with_copies, write_away_notice, write_bulk
from tevoet.adapters.example.calendar import calendar_text, one_to_ones, whole_day
from tevoet.adapters.example.calls import call_log
from tevoet.adapters.example.contacts import Contact, contacts_of_anna, contacts_of_other
from tevoet.adapters.example.days import Days
from tevoet.adapters.example.letters import as_mbox
from tevoet.adapters.example.people import ExamplePerson, away_until, people, person, team_of
from tevoet.adapters.example.planted import write_ping_pong, write_waiting
from tevoet.adapters.example.post import Post
from tevoet.adapters.example.threads import write_threads

_BUSY, _QUIET = 7, 3
MAIL, CALENDAR, CALLS = "mail.mbox", "agenda.ics", "telefoon.csv"


def write(
    folder: Path, *, now: datetime, seed: int, leader: ExamplePerson | None = None
) -> dict[str, list[Path]]:
    """Write the files of the example's leaders and return them by the key of their owner.

    Anna gets half a year of mail (mbox, over 6,000 messages), a calendar and a call log in which,
    whatever `now` is, these things are true: six turns of mail with Bram, a third person copied
    midway, all within the last four working days, and the last talk with him 24 days ago; Mila
    phoned within 14 days and not met for over 30; Fatma met on the last working day; Noor away;
    Ruben's mail waiting since the third working day before today. Daan and Yara get smaller sets
    without such things. Each owner has a folder of their own; with `leader` given only that
    leader's files are written, in `folder` itself. `now` carries a time zone. The same `now` and
    `seed` give the same bytes.
    """
    if leader is not None:
        return {leader.key: _write_one(folder, leader, Days(now), seed)}
    leaders = [one for one in people() if one.role == "leader"]
    return {one.key: _write_one(folder / one.key, one, Days(now), seed) for one in leaders}


def _write_one(folder: Path, leader: ExamplePerson, days: Days, seed: int) -> list[Path]:
    random = Random(f"{seed} {leader.key}")  # noqa: S311 - an example, no secret
    post = Post(leader, days, random)
    return _write_anna(folder, post) if leader.key == "anna" else _write_other(folder, post)


def _write_anna(folder: Path, post: Post) -> list[Path]:
    days, team = post.days, team_of(post.owner)
    write_threads(post, team, _BUSY)
    write_bulk(post, 2 * _BUSY)
    write_ping_pong(post)
    write_waiting(post)
    since, until = days.ago(2), away_until(days.now)["noor"]
    write_away_notice(post, person("noor"), since)
    contacts = contacts_of_anna(days)
    entries = [
        *one_to_ones(post.owner, contacts),
        *team_meetings(post.owner, team, days),
        leaders_meeting(days),
        *no_meetings_of_anna(days),
        *other_meetings_of_anna(days),
    ]
    free = [whole_day("noor-vrij", "Noor vrij", since, until)]
    return _write_files(folder, post, calendar_text(entries, free, days), contacts)


def _write_other(folder: Path, post: Post) -> list[Path]:
    days, team = post.days, team_of(post.owner)
    write_threads(post, team, _QUIET)
    write_bulk(post, _QUIET)
    contacts = contacts_of_other(post.owner, days, post.random)
    entries = [
        *one_to_ones(post.owner, contacts),
        *team_meetings(post.owner, team, days),
        leaders_meeting(days),
    ]
    return _write_files(folder, post, calendar_text(entries, [], days), contacts)


def _write_files(folder: Path, post: Post, calendar: str, contacts: list[Contact]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in (MAIL, CALENDAR, CALLS)]
    paths[0].write_bytes(as_mbox(with_copies(post)) + broken_entries(post))
    paths[1].write_bytes(calendar.encode())
    paths[2].write_bytes(call_log(contacts, post).encode("utf-8-sig"))
    return paths
