"""What a service gave, under a key of the server: for reading in the background alone.

The key is made from the server's secret key, which is in no database and in no back-up. Whoever has
both can read headers at the service until their owner withdraws the permission, and no text: see
docs/build/decisions/0033-headers-in-the-background.md.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from tevoet.contact.models import Grant
from tevoet.contact.services import NAMES
from tevoet.contact.sources import ConnectAgain, Tokens

if TYPE_CHECKING:
    from tevoet.contact.models import Source

PURPOSE: Final = b"tevoet grant v1"
NONCE_BYTES: Final = 12
EMPTY: Final = Tokens(access="", renewal="")


@dataclass(frozen=True, slots=True)
class Held:
    """The tokens of a grant, whose mailbox it is as a fingerprint, and how far it was read."""

    tokens: Tokens
    whose: str = ""
    standing: dict[str, object] = field(default_factory=dict)

    def renewed(self, tokens: Tokens) -> Held:
        """Return the same with other tokens."""
        return replace(self, tokens=tokens)


def close(source: Source, held: Held) -> bytes:
    """Return what is held, as it is kept for one source."""
    tokens = {"access": held.tokens.access, "renewal": held.tokens.renewal}
    told = json.dumps({"tokens": tokens, "whose": held.whose, "standing": held.standing})
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + _cipher().encrypt(nonce, told.encode(), _bond(source))


def opened(grant: Grant) -> Held:
    """Return what is held; raises ConnectAgain when the secret key is another one since."""
    kept = bytes(grant.content)
    try:
        told = json.loads(_cipher().decrypt(kept[:NONCE_BYTES], kept[NONCE_BYTES:], _bond(grant)))
    except InvalidTag as error:
        raise ConnectAgain(service=str(NAMES[grant.service])) from error
    return Held(Tokens(**told["tokens"]), told["whose"], told["standing"])


def keep(grant: Grant, held: Held, **also: object) -> None:
    """Keep what is held in place of what was."""
    content = close(grant.source, held)
    Grant.objects.filter(pk=grant.pk).update(content=content, **also)


def _cipher() -> ChaCha20Poly1305:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE)
    return ChaCha20Poly1305(made.derive(settings.SECRET_KEY.encode()))


def _bond(of: Source | Grant) -> bytes:
    """Return what it is bound to, so that one row's content opens in no other."""
    pk = of.source_id if isinstance(of, Grant) else of.pk
    return PURPOSE + b"\n%d" % pk
