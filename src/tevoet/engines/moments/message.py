"""Make a `Mail` of one header block, or say why that cannot be done."""

from collections.abc import Mapping
from typing import Final

from tevoet.engines.moments import headers as cutting
from tevoet.engines.moments.automatic import automatic_reason, is_list
from tevoet.engines.moments.dates import (
    read_date,
    read_postmark_date,
    read_received_date,
    read_usual_date,
)
from tevoet.engines.moments.headers import Values, plain
from tevoet.engines.moments.identities import (
    combined,
    own_identity,
    parent_hash,
    parent_identities,
)
from tevoet.engines.moments.involved import REMEMBERED, address_hash, involved
from tevoet.engines.moments.records import Mail, Participant

NO_HEADERS: Final = "no_headers"
NO_SENDER: Final = "no_sender"
NO_DATE: Final = "no_date"

# Where in `headers.WANTED` the signs of lists and machines begin, and where they end.
_SIGNS: Final = cutting.WANTED.index(b"list-id")
_ALL: Final = len(cutting.WANTED)
_NO_SIGNS: Final = (None,) * (_ALL - _SIGNS)


def read_message(head: bytes, postmark: bytes = b"", *, keep_lists: bool = False) -> Mail | str:
    """Return the `Mail` of a header block, or the reason it is refused.

    `head` may run on into the body, which is not looked at; `postmark` is the "From " line of an
    mbox. Reasons: `no_headers`, `no_sender` (no address in From or Sender), `no_date` (nothing
    readable in Date, in the Received headers, or in the postmark, in this order).
    """
    values = cutting.head_values(head)
    mail = read_values(values, keep_lists=keep_lists)
    if mail == NO_DATE:
        at = _came_in_at(head, postmark)
        mail = mail if at is None else read_values(values, at, keep_lists=keep_lists)
    return mail


def read_values(
    values: Values, came_in_at: int | None = None, *, keep_lists: bool = False
) -> Mail | str:
    """Return what `read_message` does, of headers that are cut already.

    Where no Date can be read `came_in_at` counts, and it is `no_date` without one.
    """
    author, sender, to, cc, bcc, date, own, answered, references, bounces_to = values[:_SIGNS]
    those = involved(author, sender, to, cc, bcc)
    if those is None:
        return NO_HEADERS if values[:_ALL] == (None,) * _ALL else NO_SENDER
    at = read_usual_date(date) if date else None
    if at is None:
        at = read_date(plain(date)) if date else None
        at = came_in_at if at is None else at
        if at is None:
            return NO_DATE
    people, writer, by_robot = those
    identity = own_identity(own) if own else 0
    key = _key(identity, at, writer, people)
    parents = parent_identities(references, answered)
    reason, is_listed = "", False
    if by_robot or values[_SIGNS:_ALL] != _NO_SIGNS or (bounces_to and b"<>" in bounces_to):
        found = cutting.named(values)
        reason = automatic_reason(found, people[0].address, keep_lists)
        is_listed = is_list(found)
    return Mail(key, identity or key, parents, at, people, reason, is_listed)


def make_mail(
    people: tuple[Participant, ...],
    at: int,
    headers: Mapping[bytes, bytes],
    *,
    keep_lists: bool = False,
) -> Mail:
    """Return the `Mail` of a message whose people and time are known already.

    `people` begins with the sender; `headers` hold what is left, by name as `split_headers` gives
    them. Of the same message with headers the mail has the same key.
    """
    own = headers.get(b"message-id")
    identity = own_identity(own) if own else 0
    writer = people[0].address
    key = _key(identity, at, address_hash(writer), people)
    parents = parent_identities(headers.get(b"references"), headers.get(b"in-reply-to"))
    reason = automatic_reason(headers, writer, keep_lists)
    return Mail(key, identity or key, parents, at, people, reason, is_list(headers))


def _came_in_at(head: bytes, postmark: bytes) -> int | None:
    """Return when a message came in, by the newest Received that says so, or its postmark."""
    for received in cutting.received_values(head):
        at = read_received_date(received)
        if at is not None:
            return at
    return read_postmark_date(postmark) if postmark else None


def _key(identity: int, at: int, writer: int, people: tuple[Participant, ...]) -> int:
    """Tell duplicates: the same id, second and sender; without an id also the same receivers."""
    if identity:
        return combined(identity, at, writer)
    return combined(0, at, address_hash("\n".join(one.address for one in people)))


EVERY_MEMORY: Final = (parent_hash, *REMEMBERED)
"""What is remembered between messages, so that the same headers need not be read twice."""


def forget() -> None:
    """Empty every memory, so that no address outlives its reading."""
    for memory in EVERY_MEMORY:
        memory.cache_clear()
