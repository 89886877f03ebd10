"""People as Microsoft Graph writes them."""

from collections.abc import Iterable
from typing import Final

from tevoet.adapters.services.values import each, inside, text
from tevoet.engines.moments.addresses import ADDRESS_CAP, Mailbox, make_mailbox
from tevoet.engines.moments.records import Participant, Role

_ROLES: Final = (
    ("toRecipients", Role.TO),
    ("ccRecipients", Role.CC),
    ("bccRecipients", Role.CC),
)


def mailbox_of(recipient: object) -> Mailbox | None:
    """Return the address of a recipient; None for a path of Exchange, which is no address."""
    named = inside(recipient, "emailAddress")
    found = make_mailbox(text(named, "address"), text(named, "name"))
    return found if found and "@" in found.address else None


def people_of(message: object) -> tuple[Participant, ...]:
    """Return who wrote a message and who received it, the writer first; nobody without one."""
    writer = mailbox_of(inside(message, "from")) or mailbox_of(inside(message, "sender"))
    if writer is None:
        return ()
    people = {writer.address: Participant(*writer, Role.SENDER)}
    for name, role in _ROLES:
        for one in _some(each(message, name)):
            people.setdefault(one.address, Participant(*one, role))
    return tuple(people.values())


def _some(recipients: Iterable[object]) -> Iterable[Mailbox]:
    for number, one in enumerate(recipients):
        if number >= ADDRESS_CAP:
            return
        if found := mailbox_of(one):
            yield found
