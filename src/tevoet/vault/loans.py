"""Lend a mirror key to the server, borrow it for one request, take it back.

Two secrets of which neither is a key: one stays here, the other with the page's script. See
docs/build/decisions/0010-sealed-words.md, "A loan".
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from tevoet.engines.sealing.keys import from_base64url, to_base64url
from tevoet.engines.sealing.refusals import NotCanonical
from tevoet.people.cookies import key_of
from tevoet.refusal import Refusal
from tevoet.vault import held
from tevoet.vault.mirrorkey import MirrorKey
from tevoet.vault.models import Keyring, Loan

if TYPE_CHECKING:
    from tevoet.people.access import Asked
    from tevoet.vault.models.loan import LoanQuerySet

HEADER: Final = "Tevoet-Loan"
KEY_LENGTH: Final = 74  # of AGE-SECRET-KEY-1…
K_BYTES, NONCE_BYTES, TAG_BYTES = 32, 12, 16
HALF_BYTES: Final = NONCE_BYTES + KEY_LENGTH + TAG_BYTES
NOTED_EVERY: Final = timedelta(seconds=30)
"""A loan in use is noted at most so often: otherwise every page would be a write."""


class NotYourMirrorKey(Refusal):
    """The key belongs to another keyring, or is none."""

    slug: ClassVar[str] = "not-your-mirror-key"
    message: ClassVar[str] = gettext_noop(
        "This is not the key of your own mirror. Lock, unlock, and try again."
    )


@transaction.atomic
def lend(request: Asked, key: str) -> str:
    """Lend a mirror key for this session; return the half that the page's script keeps."""
    keyring, now = Keyring.objects.of(request.user), timezone.now()
    if keyring is None or len(key) != KEY_LENGTH or not MirrorKey(key).fits(keyring):
        raise NotYourMirrorKey
    half, nonce = secrets.token_bytes(K_BYTES), secrets.token_bytes(NONCE_BYTES)
    Loan.objects.update_or_create(
        session_id=key_of(request),
        defaults={"person": request.user, "half": half, "begun_at": now, "used_at": now},
    )
    return to_base64url(nonce + ChaCha20Poly1305(half).encrypt(nonce, key.encode(), bond(request)))


def borrowed(request: Asked) -> MirrorKey | None:
    """Return the key this request may use: one that is held here, or one on loan."""
    return held.mirror_key(request) or _lent(request)


def loan_in_use(request: Asked) -> int | None:
    """Return the number of the loan a request comes with; None when its key is held here."""
    if held.mirror_key(request) is not None:
        return None
    return _loans_of(request).values_list("pk", flat=True).first()


def is_running(number: int) -> bool:
    """Say whether a loan was neither taken back nor lay idle too long."""
    return Loan.objects.running(timezone.now()).filter(pk=number).exists()


def take_back(request: Asked) -> int:
    """End the loan of this session; return how many there were."""
    return _loans_of(request).delete()[0]


def forget_idle(now: datetime) -> int:
    """Remove what lay idle too long; it opens nothing any more."""
    return Loan.objects.idle(now).delete()[0]


def bond(request: Asked) -> bytes:
    """Return what a loan is bound to: the person and the session."""
    return f"tevoet loan v1\n{request.user.pk}\n{request.session.session_key}".encode()


def _loans_of(request: Asked) -> LoanQuerySet:
    mine: LoanQuerySet = Loan.objects.visible_to(request.user)
    return mine.filter(session_id=key_of(request))


def _lent(request: Asked) -> MirrorKey | None:
    now, written = timezone.now(), request.headers.get(HEADER, "")
    loan = _loans_of(request).running(now).first() if written else None
    if loan is None:
        return None
    try:
        content = from_base64url(written, HALF_BYTES)
        nonce, sealed = content[:NONCE_BYTES], content[NONCE_BYTES:]
        secret = ChaCha20Poly1305(bytes(loan.half)).decrypt(nonce, sealed, bond(request))
    except (NotCanonical, InvalidTag):
        return None
    if now - loan.used_at > NOTED_EVERY:
        loan.note_use(now)
    return MirrorKey(secret.decode())
