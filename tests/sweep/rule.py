"""How an address is declared: who may come, and what each way of asking answers.

One line per address in `rules/<app>.py`:

    RULES = {
        "contact:spoke": Rule(page_post(302), WHO_OWNS, others_person),
    }

`answers` names a status per method; HEAD is as GET, and a method that is not named is refused.
`may` names who is let in, for one's own, for others of the organisation, and for elsewhere;
everybody else gets `refused` (404), and a stranger the way to the sign-in page.
`kwargs` gives the parts of the address for (world, role, target), or None when there is no such
thing; without parts there is only one's own. `leads_out` is for signing out alone: its answer
leads to the sign-in page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.sweep.world import World

ROLES = ("stranger", "member", "leader", "coach", "keeper")
TARGETS = ("own", "others", "elsewhere")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

Kwargs = Callable[[World, str, str], dict[str, object] | None]
May = Mapping[str, frozenset[str]]

SIGNED_IN = frozenset(ROLES) - {"stranger"}
NOBODY: frozenset[str] = frozenset()
KEEPER = frozenset({"keeper"})


def may(
    own: frozenset[str], others: frozenset[str] = NOBODY, elsewhere: frozenset[str] = NOBODY
) -> May:
    """Say who is let in, per whose it is."""
    return {"own": own, "others": others, "elsewhere": elsewhere}


ANYBODY = may(frozenset(ROLES))
WHOEVER_SIGNED_IN = may(SIGNED_IN)
ONLY_KEEPERS = may(KEEPER)
KEEPERS_OF_ALL_HERE = may(KEEPER, KEEPER)


@dataclass(frozen=True)
class Rule:
    """What is declared of one address."""

    answers: Mapping[str, int]
    may: May = field(default_factory=lambda: WHOEVER_SIGNED_IN)
    kwargs: Kwargs | None = None
    posted: Mapping[str, object] = field(default_factory=dict)
    refused: int = 404
    leads_out: bool = False

    def answer(self, method: str) -> int | None:
        """Return what a method answers to who may, or None when nobody may ask so."""
        return self.answers.get("GET" if method == "HEAD" else method)

    def is_public(self, role: str) -> bool:
        """Say whether a stranger is let in."""
        return role == "stranger" and role in self.may["own"]


def show(status: int = 200) -> dict[str, int]:
    """Declare a page that is only shown."""
    return {"GET": status}


def form(empty: int = 422) -> dict[str, int]:
    """Declare a page with a form, and what the form says when it is sent empty."""
    return {"GET": 200, "POST": empty}


def act(done: int = 302) -> dict[str, int]:
    """Declare an act without a page of its own."""
    return {"POST": done}
