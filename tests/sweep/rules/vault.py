"""Who may do what with sealed records: own words are one's own, the rest is between two."""

from datetime import UTC, datetime
from uuid import uuid4

from tests.sweep.rule import ANYBODY, SIGNED_IN, Rule, act, may, show
from tests.sweep.world import World
from tevoet.people.models import Person
from tevoet.vault.models import Sealed

Parts = dict[str, object] | None
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
MINE = may(SIGNED_IN)
BETWEEN_TWO = may(frozenset({"leader", "member"}))


def somebody(world: World, role: str, target: str) -> Parts:
    """Somebody to have a connection with."""
    other = world.other(role, target)
    return {"pk": other.pk} if other else None


def owner(world: World, role: str, target: str) -> Person:
    """Whoever asks, or the leader of another corner."""
    mine = world.people.get(role, world.corners["own"].member)
    return mine if target == "own" else world.corners[target].leader


def own_words(world: World, role: str, target: str) -> Parts:
    """Words of somebody to themselves."""
    kept = Sealed(pk=uuid4(), made_by=owner(world, role, target), made_at=NOW)
    kept.save()
    return {"pk": kept.pk}


def shared_words(world: World, role: str, target: str) -> Parts:
    """Words between two."""
    corner = world.corners[target]
    kept = Sealed(pk=uuid4(), connection=corner.connection, made_by=corner.leader, made_at=NOW)
    kept.save()
    return {"pk": kept.pk}


RULES = {
    "vault:reflection": Rule(show(), MINE),
    "vault:remember": Rule(show(), BETWEEN_TWO, somebody),
    "vault:records": Rule(show(), MINE),
    "vault:record": Rule({"GET": 200, "POST": 422}, BETWEEN_TWO, shared_words),
    "vault:record_removal": Rule(act(204), MINE, own_words),
    "vault:refusals": Rule(act(422), MINE),
    "vault:who_can_read": Rule(show(), ANYBODY),
}
