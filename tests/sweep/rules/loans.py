"""Who may lend a key, take it back, and fetch a keyring that is held on this machine."""

from tests.sweep.rule import ANYBODY, Rule, act, show
from tests.sweep.world import World


def a_secret(world: World, role: str, target: str) -> dict[str, object] | None:
    """A link as `tevoet serve --mine` prints it."""
    return {"secret": "x" * 32} if target == "own" else None


RULES = {
    "vault:mine": Rule({"GET": 404, "POST": 404}, ANYBODY),  # pages for one person alone
    "vault:mine_closed": Rule(show(404), ANYBODY),
    "vault:mine_entrance": Rule(show(404), ANYBODY, a_secret),
    "vault:loan": Rule(act(422)),
    "vault:loan_ending": Rule(act()),
    "vault:held": Rule(show(404)),  # nothing is held but for one person alone and in the example
}
