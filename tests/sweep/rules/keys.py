"""Who may do what with keys: my own, and the public part of whom I have a connection with."""

from datetime import UTC, datetime

from tests.keys import give_keys
from tests.sweep.rule import SIGNED_IN, Rule, form, may, show
from tests.sweep.world import World
from tevoet.people.models import Person
from tevoet.vault.models import Keyring

Parts = dict[str, object] | None
MINE = may(SIGNED_IN)
BETWEEN_TWO = may(frozenset({"leader", "member"}))


def somebody(world: World, role: str, target: str) -> Parts:
    """Somebody to have a connection with."""
    other = world.other(role, target)
    return {"pk": other.pk} if other else None


def way(world: World, role: str, target: str) -> Parts:
    """A way to unlock the keys of whoever asks, or of somebody else."""
    mine: Person = world.people.get(role, world.corners["own"].member)
    owner = mine if target == "own" else world.corners[target].leader
    if Keyring.objects.of(owner) is None:
        give_keys(owner)
    keyring = Keyring.objects.get(person=owner)
    kept = {"way": "phrase", "content": b"", "made_at": datetime(2026, 11, 24, tzinfo=UTC)}
    return {"pk": keyring.wrappings.get_or_create(way="phrase", defaults=kept)[0].pk}


RULES = {
    "vault:keys": Rule(form(), MINE),
    "vault:ways": Rule(form(), MINE),
    "vault:way_ending": Rule(form(), MINE, way),
    "vault:new_phrase": Rule(show(302), MINE),
    "vault:new_recovery": Rule(show(302), MINE),
    "vault:new_passkey": Rule(show(302), MINE),
    "vault:replacement": Rule({"GET": 302, "POST": 422}, MINE),
    "vault:found": Rule(show(), MINE),
    "vault:along": Rule(show(302), MINE),
    "vault:two": Rule(show(), BETWEEN_TWO, somebody),
    "vault:keyring": Rule(show(), BETWEEN_TWO, somebody),
}
