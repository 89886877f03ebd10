"""Make keys, derive their public part, and unwrap what was locked with a passphrase.

pyrage chooses the work of scrypt itself and cannot be told, so Python opens what is wrapped for a
passphrase and never writes it; the browser does.
"""

import secrets

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tevoet.engines.sealing.header import check_work
from tevoet.engines.sealing.keys import PublicKeys, SecretKeys, from_base64url, to_base64url
from tevoet.engines.sealing.refusals import (
    NotAnAgeFile,
    NotCanonical,
    NotSealedForYou,
    SealRefusal,
    TooCostly,
)


def make_keys() -> SecretKeys:
    """Return three new keys."""
    return SecretKeys(
        words=str(pyrage.x25519.Identity.generate()),
        mirror=str(pyrage.x25519.Identity.generate()),
        signing=to_base64url(secrets.token_bytes(32)),
    )


def public_part(secret: SecretKeys) -> PublicKeys:
    """Return what others may know of these keys. Raises NotCanonical for a mistyped identity."""
    return PublicKeys(
        words=recipient_of(secret.words),
        mirror=recipient_of(secret.mirror),
        signing=to_base64url(signing_key(secret).public_key().public_bytes_raw()),
    )


def recipient_of(identity: str) -> str:
    """Return the public half of one age identity. Raises NotCanonical."""
    return str(as_identity(identity).to_public())


def as_identity(text: str) -> pyrage.x25519.Identity:
    """Return an identity of the library. Raises NotCanonical."""
    try:
        return pyrage.x25519.Identity.from_str(text)
    except pyrage.IdentityError as error:
        raise NotCanonical from error


def signing_key(secret: SecretKeys) -> Ed25519PrivateKey:
    """Return the key that signs."""
    return Ed25519PrivateKey.from_private_bytes(from_base64url(secret.signing, 32))


def unwrap(content: bytes, passphrase: str) -> SecretKeys:
    """Return the keys that were wrapped for a passphrase.

    Looks at the work asked for before doing any: Weak, TooCostly. Another passphrase raises
    NotSealedForYou, a damaged file NotAnAgeFile, anything else inside NotCanonical.
    """
    check_work(content)
    try:
        return SecretKeys.read(pyrage.passphrase.decrypt(content, passphrase))
    except pyrage.DecryptError as error:
        raise refusal_for(error) from error


def refusal_for(error: pyrage.DecryptError) -> SealRefusal:
    """Tell a wrong key, and a machine too slow for it, from a damaged file: by words only."""
    said = str(error)
    if "No matching keys" in said or "Decryption failed" in said:
        return NotSealedForYou()
    return TooCostly() if "Excessive work" in said else NotAnAgeFile()
