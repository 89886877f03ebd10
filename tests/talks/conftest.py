"""A talk of Anna and Bram that was held, and what each looks back on it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tests.vault.files import sealed_for
from tevoet.people.models import Connection, Person
from tevoet.talks.actions.looking_back import look_back
from tevoet.talks.actions.meeting import Encounter, just_spoke
from tevoet.talks.models import Talk
from tevoet.vault.actions.records import Offer

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SPOKE = Encounter(NOW - HOUR, "in_person", 20)
TWO = sealed_for(2)


@dataclass(frozen=True)
class Side:
    """One of two, the other, and what hangs between them."""

    me: Person
    other: Person
    connection: Connection


@pytest.fixture(params=["the leader", "the member"])
def side(
    request: pytest.FixtureRequest, connection: Connection, anna: Person, bram: Person
) -> Side:
    """Each of the two in turn: whatever one can do here, the other can."""
    me, other = (anna, bram) if request.param == "the leader" else (bram, anna)
    return Side(me, other, connection)


@pytest.fixture
def held(connection: Connection, anna: Person) -> Talk:
    """A talk that came unplanned, noted by Anna."""
    return just_spoke(connection, by=anna, how=SPOKE, now=NOW)


LookBackBy = Callable[..., UUID]


@pytest.fixture
def look_back_by(held: Talk) -> LookBackBy:
    """Let somebody look back on the talk; returns the number of the record."""

    def act(person: Person, *, at: datetime = NOW, content: bytes = TWO) -> UUID:
        record = uuid4()
        look_back(held, by=person, offer=Offer(record, 1, content), now=at)
        return record

    return act
