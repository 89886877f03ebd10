"""How to come into a mailbox on a server, and how far it was read: sealed for its owner."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.utils.translation import gettext_noop

from tevoet.contact.sources import Place, Server, not_reached
from tevoet.engines.sealing.refusals import SealRefusal
from tevoet.refusal import Refusal
from tevoet.vault.mirrorkey import seal_for

if TYPE_CHECKING:
    from tevoet.contact.archive import Archive
    from tevoet.contact.models import Mailbox
    from tevoet.contact.sources import Standing
    from tevoet.vault.models import Keyring

USUAL_PORTS = (993, 143)


class PasswordIsLost(Refusal):
    """It was sealed for keys that were lost since."""

    slug: ClassVar[str] = "password-is-lost"
    message: ClassVar[str] = gettext_noop(
        "The password of this mailbox was sealed for keys you do not have any more. "
        "Remove this source, and add the mailbox again."
    )


@dataclass(frozen=True, slots=True)
class Access:
    """Where a mailbox is, and whose."""

    host: str
    port: int
    user: str

    @property
    def name(self) -> str:
        """Return what the mailbox is called."""
        return self.user if "@" in self.user else f"{self.user}, {self.host}"

    def server(self, password: str = "") -> Server:
        """Return what a reading is told; refuses a server that may not be read here."""
        is_private_allowed = may_be_private(self.host, self.port)
        return Server(self.host, self.port, self.user, password, is_private_allowed)


def may_be_private(host: str, port: int) -> bool:
    """Say whether a server may have a private address; refuse one that may not be read at all.

    Whoever is alone on an own machine decides alone. Else a server that the keeper named may be
    anywhere; where none are named every one of the open internet will do, on the ports of IMAP.
    """
    named = {one.lower() for one in settings.MAIL_SERVERS}
    if settings.MINE or f"{host}:{port}".lower() in named:
        return True
    if port in USUAL_PORTS and host.lower() in named:
        return True
    if named or port not in USUAL_PORTS:
        raise not_reached(host, port)
    return False


def seal_access(keyring: Keyring, access: Access) -> bytes:
    """Seal the way into a mailbox; nobody here can open it again without its owner's key."""
    return seal_for(keyring, json.dumps(asdict(access)).encode())


def seal_standing(keyring: Keyring, standing: Standing) -> bytes:
    """Seal how far a mailbox was read: names of folders say more than numbers."""
    return seal_for(keyring, json.dumps(standing).encode())


def opened(mailbox: Mailbox, archive: Archive) -> tuple[Access, Standing]:
    """Open where a mailbox is and how far it was read; raises MirrorIsLocked and PasswordIsLost."""
    try:
        access = json.loads(archive.unseal(bytes(mailbox.access)))
        kept = bytes(mailbox.standing)
        standing = json.loads(archive.unseal(kept)) if kept else {}
    except SealRefusal as error:
        raise PasswordIsLost from error
    return Access(**access), {name: Place(*place) for name, place in standing.items()}


def password_of(mailbox: Mailbox, archive: Archive) -> str:
    """Open the password; only the process that reads does so, and ends with the reading."""
    try:
        return archive.unseal(bytes(mailbox.password)).decode()
    except (SealRefusal, UnicodeDecodeError) as error:
        raise PasswordIsLost from error
