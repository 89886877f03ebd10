"""Tell who wrote an item and who received it, by its properties.

Source: [MS-OXCMSG] section 2.2.1 and [MS-OXOABK] (X.500 addresses of Exchange). An address of the
kind EX is a path such as "/o=firm/ou=site/cn=recipients/cn=anna". Where a mail address stands
beside it that one counts, and the pair is remembered for items without one; else the path stays,
in lower case, as the form of an address that it is.
"""

from collections.abc import Iterable
from typing import Final

from tevoet.adapters.outlook.properties import (
    RECEIVED_BY,
    RECEIVED_FOR,
    RECEIVER,
    RECEIVER_TYPE,
    REPRESENTED,
    SENDER,
    Entry,
    Properties,
)
from tevoet.engines.moments.addresses import ADDRESS_CAP, make_mailbox, read_addresses
from tevoet.engines.moments.records import Participant, Role

MOST_PATHS: Final = 200_000
"""Paths of Exchange that are remembered for one store."""

_COPIED: Final = (2, 3)  # types of a receiver: 1 To, 2 Cc, 3 Bcc
_PATHS: Final = ("/o=", "/cn=", "/ou=", "/c=", "/dc=")
_CAPSULE: Final = "imceaex-"


class AddressBook:
    """Which mail address belongs to which path of Exchange, as one store says."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._known: dict[str, str] = {}

    def learn(self, entry: Entry) -> None:
        """Remember what stands beside each other in an item."""
        for one, keys in _everybody(entry):
            path = _path(one.text(keys[2]))
            address = one.text(keys[3])
            if path and "@" in address and not address.lower().startswith(_CAPSULE):
                self.remember(path, address)

    def remember(self, path: str, address: str) -> None:
        """Remember one pair; the first address of a path stays."""
        if len(self._known) < MOST_PATHS:
            self._known.setdefault(path, address.strip().lower())

    def resolve(self, address: str) -> str:
        """Return the mail address of a path, or what was given."""
        return self._known.get(address, address)


def is_path(address: str) -> bool:
    """Say whether an address is a path of Exchange.

    >>> is_path("/o=firm/cn=recipients/cn=anna"), is_path("anna@example.org")
    (True, False)
    """
    return address.startswith(_PATHS)


def _path(text: str) -> str:
    """Return a path of Exchange in lower case, also one that was made into a mail address.

    "IMCEAEX-_O=FIRM_CN=ANNA+20SMIT@example.org" is how Exchange writes one for the internet.
    """
    lower = text.lower()
    if lower.startswith(_CAPSULE):
        lower = _unfolded(lower.removeprefix(_CAPSULE).rpartition("@")[0])
    return lower if is_path(lower) else ""


def _unfolded(text: str) -> str:
    """Undo the encoding of an encapsulated address: "_" for "/", "+20" for a blank."""
    first, *rest = text.replace("_", "/").split("+")
    for part in rest:
        try:
            first += chr(int(part[:2], 16)) + part[2:]
        except ValueError:
            first += f"+{part}"
    return first


def _everybody(entry: Entry) -> Iterable[tuple[Properties, tuple[int, int, int, int]]]:
    for keys in (SENDER, REPRESENTED, RECEIVED_BY, RECEIVED_FOR):
        yield entry.own, keys
    yield from ((one, RECEIVER) for one in entry.receivers)


def address_of(one: Properties, keys: tuple[int, int, int, int]) -> str:
    """Return the best address that is said of somebody: by mail, else a path, else nothing."""
    for key in (keys[3], keys[2]):
        text = one.text(key)
        path = _path(text)
        if path:
            return path
        if "@" in text:
            read = read_addresses(text.encode("utf-8", "replace"))
            return read[0].address if read else ""
    return ""


def writer_of(entry: Entry) -> Participant | None:
    """Return for whom an item was sent, else who sent it: a mail address before a path."""
    found = []
    for keys in (REPRESENTED, SENDER):
        address = address_of(entry.own, keys)
        if address:
            found.append(_participant(address, entry.own.text(keys[0]), Role.SENDER))
    mailed = [one for one in found if one and not is_path(one.address)]
    return next(iter(mailed or found), None)


def own_path(entry: Entry) -> str:
    """Return the path of whoever wrote an item for oneself, "" when there is none."""
    sender = address_of(entry.own, SENDER)
    represented = address_of(entry.own, REPRESENTED) or sender
    return sender if sender == represented and is_path(sender) else ""


def receivers_of(entry: Entry) -> list[Participant]:
    """Return to whom an item went, in the order To, Cc and Bcc."""
    found = []
    for one in entry.receivers[:ADDRESS_CAP]:
        said = one.number(RECEIVER_TYPE)
        kind = 1 if said is None else said & 0xF  # 0 is the sender again
        address = address_of(one, RECEIVER)
        role = Role.CC if kind in _COPIED else Role.TO
        person = _participant(address, one.text(RECEIVER[0]), role) if address and kind else None
        if person:
            found.append((kind, person))
    return [person for _, person in sorted(found, key=lambda two: two[0])]


def _participant(address: str, name: str, role: Role) -> Participant | None:
    box = make_mailbox(address, name)
    return Participant(box.address, box.name, role) if box else None
