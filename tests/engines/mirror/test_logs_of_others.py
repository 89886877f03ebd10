"""On real contact logs the figures are what plain loops make of them."""

from collections import Counter
from pathlib import Path

import pytest

from tests.engines.mirror import of_others
from tests.engines.mirror.naive import Naive
from tests.engines.mirror.test_laws import assert_agrees, read
from tevoet.engines.mirror.settings import MirrorSettings, Rhythm
from tevoet.engines.moments.records import Moment

pytestmark = pytest.mark.corpus
DAYS = 28


@pytest.fixture
def folder(corpora: Path) -> Path:
    return corpora / "contacts"


def assert_mirror(moments: list[Moment], owner: str, days: int = DAYS) -> None:
    """Compare one owner's mirror with plain loops over the same moments."""
    own = [m for m in moments if any(owner == one.address for one in m.people)]
    now = max(moment.at for moment in own) + 1
    settings = MirrorSettings(
        now=now, me=frozenset({owner}), rhythm=Rhythm(time_zone="UTC"), window_days=days
    )
    found = read(own, settings)
    assert found.people
    assert_agrees(found, Naive(own, settings))


@pytest.mark.parametrize("place", range(4))
def test_leaders_of_a_factory_see_what_plain_loops_see(folder: Path, place: int) -> None:
    led = of_others.leaders(folder)
    largest = sorted(led, key=lambda leader: (-len(led[leader]), leader))
    assert_mirror(of_others.factory_mail(folder), largest[place])


@pytest.mark.parametrize("year", [2013, 2015])
def test_people_in_offices_see_what_plain_loops_see(folder: Path, year: int) -> None:
    moments = of_others.office_badges(folder, year)
    often = Counter(one.address for moment in moments for one in moment.people)
    for owner, _ in often.most_common(2):
        assert_mirror(moments, owner)


def test_a_team_leader_sees_what_plain_loops_see(folder: Path) -> None:
    (leader,) = (
        of_others.address(row["name"])
        for row in of_others.rows_of(folder / "team4_people.csv")
        if row["role"] == "Team leader"
    )
    assert_mirror(of_others.team_badges(folder), leader)


def test_the_logs_hold_what_is_known_of_them(folder: Path) -> None:
    rows = list(of_others.rows_of(folder / "manufacturing_mails.csv"))
    assert len(rows) == 82_876
    assert all(row["actor1"] != row["actor2"] for row in rows)
    assert len(of_others.team_badges(folder)) == 344
    for year, contacts, twenties, pairs in ((2013, 4592, 9827, 755), (2015, 33751, 78249, 4274)):
        moments = of_others.office_badges(folder, year)
        assert len(moments) == contacts
        assert sum(m.minutes or 0 for m in moments) * 3 == pytest.approx(twenties)
        assert len({frozenset(one.address for one in m.people) for m in moments}) == pairs
