"""Ways to unlock a keyring: what the age file for one of them is, and who asked for it.

Source: docs/build/decisions/0010-sealed-words.md; the stanza for a passkey is that of
age-encryption 0.3 (`age-encryption.org/fido2prf` and a nonce of 16 bytes).
"""

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tevoet.engines.sealing.header import check_work, read_stanzas
from tevoet.engines.sealing.keys import PublicKeys, from_base64url, to_base64url
from tevoet.engines.sealing.refusals import Forged, NotAnAgeFile, NotCanonical, TooCostly, Weak

WORK: Final = 17
"""log₂ N with which a browser stretches six words and a recovery code."""

LARGEST: Final = 4096
"""Bytes of a file that holds three keys; an honest one has less than 700."""

SIGNATURE_LENGTH: Final = 64
_PREFIX: Final = "age-plugin-fido2prf-"
_CHARACTERS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM_LENGTH: Final = 6
_PASSKEY_STANZA: Final = "age-encryption.org/fido2prf"
_NONCE: Final = re.compile(r"[A-Za-z0-9+/]{22}")


def check_passphrase_file(content: bytes) -> None:
    """Refuse a file that is not for one passphrase alone, stretched with exactly `WORK`.

    Raises NotAnAgeFile, Weak and TooCostly.
    """
    _check_size(content)
    factor = check_work(content)
    if factor < WORK:
        raise Weak
    if factor > WORK:
        raise TooCostly


def check_passkey_file(content: bytes) -> None:
    """Refuse a file that is not for one passkey alone. Raises NotAnAgeFile."""
    _check_size(content)
    stanzas = read_stanzas(content)
    arguments = stanzas[0].arguments
    is_for_one = len(stanzas) == 1 and stanzas[0].kind == _PASSKEY_STANZA
    if not (is_for_one and len(arguments) == 1 and _NONCE.fullmatch(arguments[0])):
        raise NotAnAgeFile


def _check_size(content: bytes) -> None:
    if len(content) > LARGEST:
        raise NotAnAgeFile


@dataclass(frozen=True)
class Wish:
    """What somebody wants with a way to unlock: `act` is "new" or "ending", `way` its kind.

    `passkey` names the passkey as the age library does, and is empty for words and codes.
    """

    act: str
    way: str
    content: bytes
    passkey: str = ""

    def lines(self, public: PublicKeys) -> bytes:
        """Return what is signed: the act, the keyring's name, and the way with its file's hash."""
        named = hashlib.sha256(self.content).hexdigest()
        return "\n".join(
            (f"tevoet way {self.act} v1", public.fingerprint, self.way, named, self.passkey)
        ).encode()

    def sign(self, public: PublicKeys, key: Ed25519PrivateKey) -> str:
        """Return the signature of a keyring's owner, in base64url."""
        return to_base64url(key.sign(self.lines(public)))

    def check(self, public: PublicKeys, signature: str) -> None:
        """Raise Forged unless the keyring's owner signed this wish."""
        try:
            key = Ed25519PublicKey.from_public_bytes(from_base64url(public.signing, 32))
            key.verify(from_base64url(signature, SIGNATURE_LENGTH), self.lines(public))
        except (InvalidSignature, NotCanonical) as error:
            raise Forged from error


def passkey_identity(credential: bytes, relying_party: str) -> str:
    """Name a passkey as the age library does: CBOR of version, credential, party and transports.

    Without transports: a browser asks the devices it has. Source: `encodeIdentity` of
    age-encryption 0.3.

    >>> passkey_identity(b"1234", "localhost")
    'AGE-PLUGIN-FIDO2PRF-1Q9ZRZV3NX35KCMMRV9KXSMMNWJQQAZT6QZ'
    """
    party = relying_party.encode()
    parts = (
        b"\x01",
        _head(2, len(credential)),
        credential,
        _head(3, len(party)),
        party,
        _head(4, 0),
    )
    return _bech32(_PREFIX, b"".join(parts)).upper()


def _head(kind: int, length: int) -> bytes:
    """Return the head of a CBOR value (RFC 8949, 3.1)."""
    if length < 24:  # noqa: PLR2004 - as the format has it
        return bytes([kind << 5 | length])
    if length < 256:  # noqa: PLR2004
        return bytes([kind << 5 | 24, length])
    return bytes([kind << 5 | 25]) + length.to_bytes(2, "big")


def _bech32(prefix: str, content: bytes) -> str:
    """Write bytes in Bech32 (BIP 173), of any length, as age does."""
    bits = int.from_bytes(content, "big") << -len(content) * 8 % 5
    length = -(-len(content) * 8 // 5)
    values = [bits >> 5 * place & 31 for place in reversed(range(length))]
    spread = [ord(one) >> 5 for one in prefix] + [0] + [ord(one) & 31 for one in prefix]
    check = _checksum([*spread, *values, *[0] * _CHECKSUM_LENGTH]) ^ 1
    values += [check >> 5 * place & 31 for place in reversed(range(_CHECKSUM_LENGTH))]
    return prefix + "1" + "".join(_CHARACTERS[value] for value in values)


def _checksum(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATORS):
            check ^= generator if top >> place & 1 else 0
    return check
