"""Tell who wrote a message and who received it, by its headers.

Between the same people the same headers come again and again. So the latest ones are remembered,
as they stand, and need not be taken apart again.
"""

from functools import lru_cache
from typing import Final, NamedTuple

from tevoet.engines.moments.addresses import MEMORIES, read_addresses
from tevoet.engines.moments.automatic import is_robot
from tevoet.engines.moments.headers import plain
from tevoet.engines.moments.identities import hash63
from tevoet.engines.moments.records import Participant, Role


class Involved(NamedTuple):
    """The people of a message, the hash of the writer's address, and whether that is a robot's."""

    people: tuple[Participant, ...]
    writer: int
    by_robot: bool


@lru_cache(maxsize=4096)
def involved(*values: bytes | None) -> Involved | None:
    """Return who is in From, Sender, To, Cc and Bcc, given as they stand; None without a writer.

    The writer comes first, then the receivers, each address once and in the most direct role;
    further authors count as Cc.
    """
    author, sender, to, cc, bcc = values
    wrote = _wrote(author, sender)
    if wrote is None:
        return None
    (writer, *others), number, by_robot = wrote
    people = {writer.address: writer}
    for receivers in (_in_role(to, Role.TO), _in_role(cc, Role.CC), _in_role(bcc, Role.CC), others):
        for one in receivers:
            people.setdefault(one.address, one)
    return Involved(tuple(people.values()), number, by_robot)


@lru_cache(maxsize=1024)
def _wrote(author: bytes | None, sender: bytes | None) -> Involved | None:
    """Choose the author; of several the one who also stands in Sender (RFC 5322 section 3.6.2)."""
    authors = _in_role(author, Role.SENDER)
    senders = _in_role(sender, Role.SENDER)
    sent = senders[0].address if senders else ""
    sent_it = [one for one in authors if one.address == sent]
    writer = next(iter([*sent_it, *authors, *senders]), None)
    if writer is None:
        return None
    people = (writer, *_in_role(author, Role.CC))
    return Involved(people, address_hash(writer.address), is_robot(writer.address))


@lru_cache(maxsize=4096)
def _in_role(value: bytes | None, role: Role) -> tuple[Participant, ...]:
    boxes = read_addresses(plain(value)) if value else ()
    return tuple(_participant(address, name, role) for address, name in boxes)


_participant = lru_cache(maxsize=8192)(Participant)


def address_hash(addresses: str) -> int:
    """Return the number of an address, or of several."""
    return hash63(addresses.encode("utf-8", "surrogatepass"))


REMEMBERED: Final = (involved, _wrote, _in_role, _participant, is_robot, *MEMORIES)
"""What is remembered between messages; see `message.forget`."""
