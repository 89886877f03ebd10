"""Make a `Mail` of one header block, or say why that cannot be done."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from tevoet.engines.moments import headers as cutting
from tevoet.engines.moments.addresses import MEMORIES, Mailbox, read_addresses
from tevoet.engines.moments.automatic import automatic_reason, is_list, is_robot
from tevoet.engines.moments.dates import read_date, read_postmark_date, read_received_date
from tevoet.engines.moments.identities import (
    combined,
    hash63,
    own_identity,
    parent_identities,
)
from tevoet.engines.moments.records import Mail, Participant, Role

NO_HEADERS: Final = "no_headers"
NO_SENDER: Final = "no_sender"
NO_DATE: Final = "no_date"


def read_message(head: bytes, postmark: bytes = b"", *, keep_lists: bool = False) -> Mail | str:
    """Return the `Mail` of a header block, or the reason it is refused.

    `head` may run on into the body, which is not looked at; `postmark` is the "From " line of an
    mbox. Reasons: `no_headers`, `no_sender` (no address in From or Sender), `no_date` (nothing
    readable in Date, in the Received headers, or in the postmark, in this order).
    """
    return read_headers(cutting.split_headers(head), head, postmark, keep_lists=keep_lists)


def read_headers(
    found: Mapping[bytes, bytes], head: bytes, postmark: bytes = b"", *, keep_lists: bool = False
) -> Mail | str:
    """Return what `read_message` does, of headers that are cut already and their block."""
    if not found:
        return NO_HEADERS
    get = found.get
    people = _people(get(b"from"), get(b"sender"), get(b"to"), get(b"cc"), get(b"bcc"))
    if not people:
        return NO_SENDER
    date = get(b"date")
    at = read_date(date) if date else None
    if at is None:
        at = _received_at(head, postmark)
        if at is None:
            return NO_DATE
    identity = own_identity(get(b"message-id"))
    key = _key(identity, at, people)
    parents = parent_identities(get(b"references"), get(b"in-reply-to"))
    reason = automatic_reason(found, people[0].address, keep_lists)
    return Mail(key, identity or key, parents, at, people, reason, is_list(found))


def _received_at(head: bytes, postmark: bytes) -> int | None:
    """Return when a message without a readable Date came in, by its newest header that says so."""
    for received in cutting.received_values(head):
        at = read_received_date(received)
        if at is not None:
            return at
    return read_postmark_date(postmark) if postmark else None


def _key(identity: int, at: int, people: tuple[Participant, ...]) -> int:
    """Tell duplicates: the same id, second and sender; without an id also the same receivers."""
    if identity:
        return combined(identity, at, _number(people[0].address))
    return combined(0, at, _number("\n".join(one.address for one in people)))


@lru_cache(maxsize=4096)
def _number(addresses: str) -> int:
    return hash63(addresses.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=4096)
def _people(*values: bytes | None) -> tuple[Participant, ...]:
    """Return the writer, then the receivers, each address once and in the most direct role.

    The values are those of From, Sender, To, Cc and Bcc. Between the same people the same headers
    come again and again, hence the cache.
    """
    authors, sender, to, cc, bcc = (read_addresses(value) if value else () for value in values)
    writer = _writer(authors, sender)
    if writer is None:
        return ()
    people = {writer.address: Participant(writer.address, writer.name, Role.SENDER)}
    for boxes, role in ((to, Role.TO), (cc, Role.CC), (bcc, Role.CC), (authors, Role.CC)):
        for address, name in boxes:
            if address not in people:
                people[address] = Participant(address, name, role)
    return tuple(people.values())


def _writer(authors: tuple[Mailbox, ...], sender: tuple[Mailbox, ...]) -> Mailbox | None:
    """Choose the author; of several the one who also stands in Sender (RFC 5322 section 3.6.2)."""
    if len(authors) > 1 and sender:
        for author in authors:
            if author.address == sender[0].address:
                return author
    if authors:
        return authors[0]
    return sender[0] if sender else None


def forget() -> None:
    """Empty what is remembered between messages, so that no address outlives its reading."""
    for remembered in (_people, _number, read_addresses, hash63, is_robot, *MEMORIES):
        remembered.cache_clear()
