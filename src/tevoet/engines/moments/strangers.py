"""Say whose files these seem to be when none of the owner's addresses occurs in them."""

from collections import Counter
from typing import Final

from tevoet.engines.moments.gathering import Reading

MOST: Final = 3
"""Addresses that are named at most."""


def strangers(reading: Reading, me: frozenset[str]) -> list[str]:
    """Return the most frequent addresses when none of `me` was seen, else nothing.

    Every moment counts an address once; equals are in the order of the alphabet. Telephone
    numbers do not count, and files without any address are nobody's.
    """
    if not me.isdisjoint(reading.people.addresses()):
        return []
    often = Counter(
        address
        for moment in reading.moments()
        for address in {one.address for one in moment.people}
        if "@" in address
    )
    return sorted(often, key=lambda address: (-often[address], address))[:MOST]
