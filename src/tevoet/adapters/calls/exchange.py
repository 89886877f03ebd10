"""Tell in the log of a telephone exchange which end of the line is the owner.

The log of one telephone has that telephone in every row. The log of a whole exchange also has the
calls of others, which are nobody's business: they are set aside and counted.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from tevoet.adapters.calls.cells import Party
from tevoet.adapters.calls.log import RowSetAside

FEWEST: Final = 2
"""Different people that one telephone must have spoken before it is taken for the owner's."""


class Ends(NamedTuple):
    """Who called, and whom."""

    caller: Party
    callee: Party


def own_addresses(log: Iterable[Ends], me: frozenset[str]) -> frozenset[str]:
    """Return the addresses that are the owner's in this log.

    Those of `me` that stand in it; else the one that stands in every row, if the others differ.
    """
    rows = [{ends.caller.address, ends.callee.address} - {""} for ends in log]
    mine = me.intersection(*[set().union(*rows)]) if rows else frozenset()
    if mine:
        return frozenset(mine)
    everywhere = set.intersection(*rows) if rows else set()
    others = set().union(*rows) - everywhere
    return frozenset(everywhere) if len(everywhere) == 1 and len(others) >= FEWEST else frozenset()


def other_end(ends: Ends, own: frozenset[str]) -> tuple[Party, str]:
    """Return the other and the way; raise when this was not a call of the owner."""
    out, came_in = ends.caller.address in own, ends.callee.address in own
    if out and came_in:
        raise RowSetAside("alone")
    if out:
        return ends.callee, "out"
    if came_in:
        return ends.caller, "in"
    raise RowSetAside("call_of_others")
