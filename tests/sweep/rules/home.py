"""Who may see the home pages: everybody their own, and a connection only its two."""

from tests.sweep.rule import SIGNED_IN, Rule, may, show
from tests.sweep.world import World

Parts = dict[str, object] | None
MINE = may(SIGNED_IN)
BETWEEN_TWO = may(frozenset({"leader", "member"}))


def somebody(world: World, role: str, target: str) -> Parts:
    """Somebody to have a connection with."""
    other = world.other(role, target)
    return {"pk": other.pk} if other else None


RULES = {
    "home:today": Rule(show(), MINE),
    "home:people": Rule(show(), MINE),
    "home:row": Rule(show(302), BETWEEN_TWO, somebody),
    "home:connection": Rule(show(), BETWEEN_TWO, somebody),
    "home:visit": Rule(show(), BETWEEN_TWO, somebody),
}
