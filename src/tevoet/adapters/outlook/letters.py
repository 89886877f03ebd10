"""Make a `Mail` of an item in Outlook.

The headers that the internet gave it go first, so that the same mail counts once, whatever it was
read from. What was never sent over the internet has none: then the properties say it.
"""

from typing import Final, NamedTuple

from tevoet.adapters.outlook.people import AddressBook, is_path, receivers_of, writer_of
from tevoet.adapters.outlook.properties import (
    CONVERSATION_INDEX,
    DELIVERED,
    HEADER_NAMES,
    IN_REPLY_TO,
    LIST_HELP,
    LIST_SUBSCRIBE,
    LIST_UNSUBSCRIBE,
    MESSAGE_ID,
    REFERENCES,
    SUBMITTED,
    TRANSPORT_HEADERS,
    Entry,
)
from tevoet.engines.moments.headers import HEADER_CAP
from tevoet.engines.moments.identities import hash63
from tevoet.engines.moments.message import NO_DATE, NO_SENDER, make_mail, read_message
from tevoet.engines.moments.records import Mail, Participant

UNSENT: Final = 0x8
"""The flag of a draft."""

_CONVERSATION: Final = 22  # bytes that all mails of one conversation share
_BANNER: Final = "microsoft mail internet headers"


class Letter(NamedTuple):
    """A mail whose people may still be paths of Exchange."""

    people: tuple[Participant, ...]
    at: int
    headers: dict[bytes, bytes]
    conversation: int


def read_letter(entry: Entry, *, keep_lists: bool) -> Mail | Letter | str:
    """Return the mail of an item, a letter when people have to be looked up, or why there is none.

    Reasons: `no_sender`, `no_date`.
    """
    conversation = _conversation(entry.own.raw(CONVERSATION_INDEX))
    mail = _by_headers(entry, keep_lists=keep_lists)
    if mail:
        return _tied(mail, conversation)
    writer = writer_of(entry)
    if writer is None:
        return NO_SENDER
    at = entry.own.at(SUBMITTED, DELIVERED)
    if at is None:
        return NO_DATE
    people = _once([writer, *receivers_of(entry)])
    letter = Letter(people, int(at.timestamp()), _headers(entry), conversation)
    is_known = not any(is_path(one.address) for one in people)
    return finish(letter, None, keep_lists=keep_lists) if is_known else letter


def finish(letter: Letter, book: AddressBook | None, *, keep_lists: bool) -> Mail:
    """Return the mail of a letter, with the addresses that are known by now."""
    people = letter.people
    if book:
        people = _once([one._replace(address=book.resolve(one.address)) for one in people])
    mail = make_mail(people, letter.at, letter.headers, keep_lists=keep_lists)
    return _tied(mail, letter.conversation)


def _by_headers(entry: Entry, *, keep_lists: bool) -> Mail | None:
    """Read the headers of the internet, where they name the sender and a receiver or nobody is."""
    text = entry.own.text(TRANSPORT_HEADERS)
    if not text:
        return None
    if text.lower().startswith(_BANNER):
        text = text.partition("\n")[2]
    mail = read_message(text.encode("utf-8", "replace"), keep_lists=keep_lists)
    if isinstance(mail, str) or (len(mail.people) == 1 and entry.receivers):
        return None
    return mail


def _headers(entry: Entry) -> dict[bytes, bytes]:
    """Return what stands in properties instead of in headers."""
    own = entry.own
    said: dict[bytes, str] = {
        b"message-id": own.text(MESSAGE_ID),
        b"in-reply-to": own.text(IN_REPLY_TO),
        b"references": own.text(REFERENCES),
        b"list-unsubscribe": own.text(LIST_UNSUBSCRIBE),
        b"list-post": own.text(LIST_HELP, LIST_SUBSCRIBE),
    }
    said |= {name.encode(): own.text(name) for name in HEADER_NAMES if name in own.values}
    encoded = {name: text.encode("utf-8", "replace") for name, text in said.items() if text}
    return {name: _capped(value, name) for name, value in encoded.items()}


def _capped(value: bytes, name: bytes) -> bytes:
    """Cap a header as others are; of References the newest ids stay."""
    return value[-HEADER_CAP:] if name == b"references" else value[:HEADER_CAP]


def _conversation(index: bytes) -> int:
    """Return the number of the conversation that Outlook ties an item to, 0 for none."""
    if len(index) < _CONVERSATION or index[:1] != b"\1":
        return 0
    return hash63(b"conversation index " + index[:_CONVERSATION])


def _tied(mail: Mail, conversation: int) -> Mail:
    """Put what Outlook ties together below one number, as the oldest mail it refers to."""
    if not conversation or mail.automatic:
        return mail
    return mail._replace(parents=(conversation, *mail.parents))


def _once(people: list[Participant]) -> tuple[Participant, ...]:
    """Keep everybody once, in the first role they have."""
    found: dict[str, Participant] = {}
    for one in people:
        found.setdefault(one.address, one)
    return tuple(found.values())
