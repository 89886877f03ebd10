"""Say whose files these seem to be when none of the owner's addresses occurs in them."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from tevoet.engines.moments.gathering import Reading
from tevoet.engines.moments.handles import is_handle
from tevoet.engines.moments.records import Channel, Moment

MOST: Final = 3
"""Addresses that are named at most."""


def strangers(reading: Reading, me: frozenset[str]) -> list[str]:
    """Return who the owner may be, when that is not known.

    When none of `me` was seen: the most frequent mail addresses; every moment counts an address
    once. Telephone numbers do not count. When some were, or there are none: the names in chats in
    which nobody is the owner, who is in most of these chats first. Equals are in the order of the
    alphabet; files without any address or name are nobody's.
    """
    often: Counter[str] = Counter()
    if me.isdisjoint(reading.people.addresses()):
        often.update(
            address
            for moment in reading.moments()
            for address in {one.address for one in moment.people}
            if "@" in address
        )
    if not often:
        often = _in_chats(reading.moments(), me)
    return sorted(often, key=lambda address: (-often[address], address))[:MOST]


def _in_chats(moments: Iterable[Moment], me: frozenset[str]) -> Counter[str]:
    """Count in how many chats without the owner each name is."""
    chats = {
        frozenset(one.address for one in moment.people)
        for moment in moments
        if moment.channel is Channel.CHAT
    }
    strange = (chat for chat in chats if me.isdisjoint(chat))
    return Counter(address for chat in strange for address in chat if is_handle(address))
