"""Hand blocks of mails from one of our processes to another: whole columns, quick to write."""

import marshal
from array import array
from collections.abc import Iterator
from itertools import chain
from typing import Final

from tevoet.adapters.mail.block import Block, Span
from tevoet.engines.moments.records import Mail, Participant, Role

_ROLES: Final = {role.value: role for role in Role}
People = tuple[Participant, ...]


def pack(block: Block) -> bytes:
    """Turn a block into bytes; sets of people are written once."""
    rows = block.mails
    keys, identities, parents, ats, people, automatic, lists = (
        zip(*rows, strict=True) if rows else ((),) * 7
    )
    numbers = {id(one): one for one in people}
    places = {name: place for place, name in enumerate(numbers)}
    columns = (
        array("q", keys).tobytes(),
        array("q", identities).tobytes(),
        array("q", ats).tobytes(),
        array("q", chain.from_iterable(parents)).tobytes(),
        bytes(map(len, parents)),
        array("q", [places[id(one)] for one in people]).tobytes(),
        automatic,
        bytes(lists),
    )
    table = [_plain(one) for one in numbers.values()]
    rest = (tuple(block.span), block.refused, block.first, block.reach)
    return marshal.dumps((columns, table, rest))


def unpack(packed: bytes) -> Block:
    """Turn the bytes of `pack` back into a block; only for bytes from our own process."""
    columns, table, rest = marshal.loads(packed)  # noqa: S302 - our own process wrote them
    keys, identities, ats, parents, counts, people, automatic, lists = columns
    span, refused, first, reach = rest
    everyone = [_people(one) for one in table]
    mails = map(
        Mail,
        _numbers(keys),
        _numbers(identities),
        _cut(_numbers(parents), counts),
        _numbers(ats),
        [everyone[number] for number in _numbers(people)],
        automatic,
        map(bool, lists),
    )
    return Block(Span(*span), list(mails), refused, first, reach)


def _plain(people: People) -> tuple[tuple[str, str, str], ...]:
    return tuple((one.address, one.name, one.role.value) for one in people)


def _people(plain: tuple[tuple[str, str, str], ...]) -> People:
    return tuple(Participant(address, name, _ROLES[role]) for address, name, role in plain)


def _numbers(column: bytes) -> list[int]:
    numbers = array("q")
    numbers.frombytes(column)
    return numbers.tolist()


def _cut(numbers: list[int], counts: bytes) -> Iterator[tuple[int, ...]]:
    """Cut a column into stretches of the given lengths."""
    begin = 0
    for count in counts:
        yield tuple(numbers[begin : begin + count])
        begin += count
