"""Who may do what with mail from Tevoet: each for oneself, and by a link without signing in."""

from tests.sweep.rule import ANYBODY, SIGNED_IN, Rule, act, form, may, show
from tests.sweep.world import World
from tevoet.smallthings import stops
from tevoet.smallthings.models import Kind

Parts = dict[str, object] | None
MINE = may(SIGNED_IN)


def kind(world: World, role: str, target: str) -> Parts:
    """A kind of mail, which everybody has for oneself."""
    return {"kind": Kind.LETTER.value} if target == "own" else None


def link(world: World, role: str, target: str) -> Parts:
    """A link out of a mail to Bram: whoever has it may stop that mail."""
    if target != "own":
        return None
    member = world.corners["own"].member
    return {"token": stops.link(member, Kind.LETTER).rstrip("/").rpartition("/")[2]}


RULES = {
    "smallthings:mail": Rule(show(), MINE),
    "smallthings:ending": Rule(act(), MINE, kind),
    "smallthings:beginning": Rule(act(), MINE, kind),
    "smallthings:stop": Rule(form(200), ANYBODY, link),
}
