"""Hand blocks of mails from one of our processes to another: whole columns, quick to write."""

from __future__ import annotations  # array[int] cannot be written at run time before 3.12

import marshal
from array import array
from typing import Final

from tevoet.adapters.mail.block import Block, Span
from tevoet.engines.moments.records import Participant, Role
from tevoet.engines.moments.tables import MailTable, table_of

_ROLES: Final = {role.value: role for role in Role}
People = tuple[Participant, ...]


def pack(block: Block) -> bytes:
    """Turn a block into bytes; sets of people are written once."""
    table = table_of(block.mails)
    columns = (
        table.keys.tobytes(),
        table.identities.tobytes(),
        table.at.tobytes(),
        table.parents.tobytes(),
        table.counts,
        table.whom.tobytes(),
        table.automatic,
        table.lists,
    )
    everyone = [_plain(one) for one in table.everyone]
    rest = (tuple(block.span), block.refused, block.first, block.reach)
    return marshal.dumps((columns, everyone, rest))


def unpack(packed: bytes) -> Block:
    """Turn the bytes of `pack` back into a block; only for bytes from our own process."""
    columns, everyone, rest = marshal.loads(packed)  # noqa: S302 - our own process wrote them
    keys, identities, ats, parents, counts, people, automatic, lists = columns
    span, refused, first, reach = rest
    mails = MailTable(
        _numbers(keys),
        _numbers(identities),
        _numbers(ats),
        _numbers(parents),
        counts,
        _numbers(people),
        [_people(one) for one in everyone],
        automatic,
        lists,
    )
    return Block(Span(*span), mails, refused, first, reach)


def _plain(people: People) -> tuple[tuple[str, str, str], ...]:
    return tuple((one.address, one.name, one.role.value) for one in people)


def _people(plain: tuple[tuple[str, str, str], ...]) -> People:
    return tuple(Participant(address, name, _ROLES[role]) for address, name, role in plain)


def _numbers(column: bytes) -> array[int]:
    numbers = array("q")
    numbers.frombytes(column)
    return numbers
