"""A key that opens one person's archive and summary, and no word."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tevoet.vault import age

if TYPE_CHECKING:
    from tevoet.vault.models import Keyring


@dataclass(frozen=True, slots=True)
class MirrorKey:
    """The secret half, for as long as one request takes; it shows itself nowhere.

    `is_held`: it lies on this machine, and nobody lent it.
    """

    secret: str = field(repr=False)
    is_held: bool = False

    def open(self, content: bytes) -> bytes:
        """Return what was sealed for this key; raises NotSealedForYou and NotAnAgeFile."""
        return age.open_bytes(content, self.secret)

    def fits(self, keyring: Keyring) -> bool:
        """Say whether this is the mirror key of a keyring; raises NotCanonical for no key."""
        return age.recipient_of(self.secret) == keyring.keys.mirror


def seal_for(keyring: Keyring, content: bytes) -> bytes:
    """Seal bytes for the owner of a keyring; nothing secret is needed for that."""
    return age.seal_bytes(content, [keyring.keys.mirror])
