"""The example's files hold what they promise, at any moment, read by the real readers."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest

from tevoet.adapters.calendars import ics
from tevoet.adapters.calls import csv
from tevoet.adapters.example.days import Days
from tevoet.adapters.example.people import person
from tevoet.adapters.example.writing import write
from tevoet.adapters.mail import mbox
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Mail, Moment

ZONE = ZoneInfo("Europe/Amsterdam")
ANNA = "anna@voorbeeld.example"
BRAM = "bram@voorbeeld.example"
NOWS = [
    datetime(2026, 11, 23, 9, 20, tzinfo=ZONE),
    datetime(2026, 11, 24, 17, 20, tzinfo=ZONE),
    datetime(2027, 1, 2, 12, tzinfo=ZONE),
    datetime(2027, 3, 28, 3, 30, tzinfo=ZONE),
]
HUMAN = {"in_person", "phone", "video"}


@dataclass
class Reading:
    now: datetime
    mails: list[Mail]
    meetings: list[Moment]
    aside: Counter[str]
    refused: Counter[str]

    def mails_with(self, key: str) -> list[Mail]:
        """Return the mails that one of the two wrote to the other."""
        pair = {ANNA, person(key).address}
        return [one for one in self.mails if {other.address for other in one.people[:2]} == pair]

    def days_since(self, key: str, channels: set[str]) -> int | None:
        """Days since the last confirmed talk of the two, by these channels."""
        reached = {person(key).address, person(key).phone}
        found = [
            one.at for one in self.meetings
            if one.channel in channels and one.confirmed and len(one.people) == 2
            and one.at <= self.now.timestamp()
            and reached & {other.address for other in one.people}
        ]  # fmt: skip
        return (self.now.date() - on(max(found))).days if found else None


def on(at: int) -> date:
    return datetime.fromtimestamp(at, ZONE).date()


@lru_cache(maxsize=16)
def reading(now: datetime) -> Reading:
    options = ReadOptions(me=frozenset({ANNA}), now=int(now.timestamp()))
    found = Reading(now, [], [], Counter(), Counter())
    with TemporaryDirectory() as folder:
        mail, calendar, calls = write(Path(folder), now=now, seed=7, leader=person("anna"))["anna"]
        for batches in (
            mbox.read(mail, options),
            ics.read(calendar, options),
            csv.read(calls, options),
        ):
            for batch in batches:
                found.mails += batch.mails
                found.meetings += batch.moments
                found.aside.update(batch.set_aside)
                found.refused.update(one.reason for one in batch.refused)
    return found


@pytest.fixture(params=NOWS, ids=str)
def anna(request: pytest.FixtureRequest) -> Reading:
    return reading(request.param)


def test_bram_and_anna_mailed_back_and_forth_in_the_last_four_working_days(anna: Reading) -> None:
    conversation = [one for one in anna.mails_with("bram") if len(one.people) == 3]
    last = max(conversation, key=lambda one: one.at)
    asked = [one for one in anna.mails if one.identity in last.parents or one.key == last.key]
    asked = sorted({one.key: one for one in asked}.values(), key=lambda one: one.at)
    assert [one.people[0].address for one in asked] == [BRAM, ANNA, BRAM, ANNA, BRAM, ANNA, BRAM]
    assert {len(one.people) for one in asked[:3]} == {2}
    assert {one.people[2].address for one in asked[3:]} == {person("joris").address}
    assert on(asked[0].at) >= Days(anna.now).before_today(4)
    gaps = [later.at - one.at for one, later in pairwise(asked)]
    assert max(gaps) < 48 * 3600


def test_bram_and_anna_last_spoke_24_days_ago(anna: Reading) -> None:
    assert anna.days_since("bram", HUMAN) == 24


def test_mila_was_phoned_in_time_and_not_met(anna: Reading) -> None:
    voice, met = anna.days_since("mila", HUMAN), anna.days_since("mila", {"in_person"})
    assert voice is not None
    assert met is not None
    assert voice <= 14
    assert met > 30


def test_fatma_was_met_on_the_last_working_day_or_later(anna: Reading) -> None:
    since = anna.days_since("fatma", {"in_person"})
    assert since is not None
    assert since <= (anna.now.date() - Days(anna.now).before_today(1)).days


def test_joris_is_within_his_limits_and_sem_is_not_visible(anna: Reading) -> None:
    since = anna.days_since("joris", {"in_person"})
    assert since is not None
    assert since <= 12
    assert anna.days_since("sem", HUMAN) is None


def test_one_mail_of_ruben_waits_and_no_other_of_the_team(anna: Reading) -> None:
    mine = [one for one in anna.mails if one.people[0].address == ANNA]
    answered = {parent for one in mine for parent in one.parents}
    third = Days(anna.now).before_today(3)
    waiting = [
        one.people[0].address for one in anna.mails
        if not one.automatic and [other.address for other in one.people[1:]] == [ANNA]
        and one.identity not in answered and on(one.at) <= third
    ]  # fmt: skip
    broken = "inkoop@klant1.example"
    assert set(waiting) - {broken} == {person("ruben").address}


def test_nothing_was_written_or_said_after_now(anna: Reading) -> None:
    now = anna.now.timestamp()
    assert max(one.at for one in anna.mails) <= now
    assert max(one.at for one in anna.meetings if one.channel == "phone") <= now


def test_the_files_have_the_variety_of_real_ones(anna: Reading) -> None:
    assert 6000 <= len(anna.mails) <= 10_000
    assert {one.automatic for one in anna.mails} >= {"", "bulk", "list", "robot_sender"}
    assert len({one.key for one in anna.mails}) < len(anna.mails) - 50
    assert anna.refused == {"no_sender": 1}
    wanted = {"cancelled", "declined", "alone", "whole_day", "transparent", "superseded", "missed"}
    assert wanted <= set(anna.aside)
    kinds = {(one.channel.value, one.confirmed) for one in anna.meetings}
    assert kinds >= {
        ("in_person", True), ("in_person", False), ("video", True), ("phone", True),
        ("unknown", True),
    }  # fmt: skip


def test_the_same_moment_and_seed_give_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for folder, seed in (("a", 7), ("b", 7), ("c", 8)):
        paths = write(tmp_path / folder, now=NOWS[0], seed=seed, leader=person("yara"))["yara"]
        written.append([path.read_bytes() for path in paths])
    assert written[0] == written[1] != written[2]


def test_every_leader_has_a_folder(tmp_path: Path) -> None:
    written = write(tmp_path, now=NOWS[0], seed=7)
    assert set(written) == {"anna", "daan", "yara"}
    assert all(path.parent == tmp_path / key for key, paths in written.items() for path in paths)
