"""Who may do what with wishes, talks and promises: the two of a connection, and nobody else."""

from datetime import UTC, datetime
from uuid import uuid4

from tests.sweep.rule import Rule, act, form, may, show
from tests.sweep.world import World
from tevoet.people.models import Person
from tevoet.talks.models import Meeting, Promise, Talk, Wish
from tevoet.vault.models import Sealed

Parts = dict[str, object] | None
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
BETWEEN_TWO = may(frozenset({"leader", "member"}))


def somebody(world: World, role: str, target: str) -> Parts:
    """Somebody to have a connection with."""
    other = world.other(role, target)
    return {"pk": other.pk} if other else None


def asker(world: World, role: str, target: str) -> Person:
    """Whoever asks when it is theirs, or the leader of that corner."""
    corner = world.corners[target]
    return corner.member if role == "member" and target == "own" else corner.leader


def talk(world: World, role: str, target: str) -> Parts:
    """A talk that is ahead."""
    corner = world.corners[target]
    corner.connection.talks.all().delete()
    kept = Talk.objects.create(connection=corner.connection, by=corner.leader, at=NOW)
    return {"pk": kept.pk}


def talk_held(world: World, role: str, target: str) -> Parts:
    """A talk that was held."""
    corner = world.corners[target]
    kept = Talk.objects.create(connection=corner.connection, by=corner.leader, at=NOW, ended_at=NOW)
    Meeting.objects.create(talk=kept, by=corner.leader, at=NOW, channel="phone", made_at=NOW)
    return {"pk": kept.pk}


def wish(world: World, role: str, target: str) -> Parts:
    """A wish of whoever asks, or of the leader of another corner."""
    corner = world.corners[target]
    corner.connection.wishes.all().delete()
    by = asker(world, role, target)
    return {"pk": Wish.objects.create(connection=corner.connection, by=by, at=NOW).pk}


def promise_received(world: World, role: str, target: str) -> Parts:
    """A promise to whoever asks."""
    corner = world.corners[target]
    by = corner.connection.other(asker(world, role, target))
    sealed = Sealed(pk=uuid4(), connection=corner.connection, made_by=by, made_at=NOW)
    sealed.save()
    made = Promise(connection=corner.connection, by=by, sealed=sealed, at=NOW, due_on=NOW.date())
    made.save()
    return {"pk": made.pk}


RULES = {
    "talks:wish": Rule(act(), BETWEEN_TWO, somebody),
    "talks:withdrawal": Rule(act(), BETWEEN_TWO, wish),
    "talks:wish_not_now": Rule(act(), BETWEEN_TWO, wish),
    "talks:begin": Rule(act(), BETWEEN_TWO, somebody),
    "talks:just_spoke": Rule(form(), BETWEEN_TWO, somebody),
    "talks:talk": Rule(show(), BETWEEN_TWO, talk),
    "talks:plan": Rule(form(), BETWEEN_TWO, talk),
    "talks:declining": Rule(act(), BETWEEN_TWO, talk),
    "talks:meeting": Rule(form(), BETWEEN_TWO, talk),
    "talks:meeting_undo": Rule(act(), BETWEEN_TWO, talk_held),
    "talks:look_back": Rule(form(), BETWEEN_TWO, talk_held),
    "talks:look_back_removal": Rule(act(), BETWEEN_TWO, talk_held),
    "talks:promises": Rule(act(422), BETWEEN_TWO, somebody),
    "talks:judgement": Rule(act(422), BETWEEN_TWO, promise_received),
}
