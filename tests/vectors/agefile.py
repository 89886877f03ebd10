"""Write age files to the byte as one wants them, wrong ones too.

A second hand beside the libraries, after the C2SP age specification, with the primitives of
`cryptography`. It exists for test vectors: its randomness is not random.
"""

import base64
import hmac
from collections.abc import Callable, Sequence
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from tests.vectors.chance import Chance

VERSION = b"age-encryption.org/v1\n"
CHUNK = 64 * 1024
Way = Callable[[bytes, Chance], bytes]
"""One way in: from the file's key to the stanza that holds it."""


def text64(content: bytes) -> str:
    """Write base64 without padding."""
    return base64.b64encode(content).rstrip(b"=").decode()


def derived(secret: bytes, salt: bytes, label: str) -> bytes:
    """Return 32 bytes by HKDF-SHA-256."""
    return HKDF(SHA256(), 32, salt, label.encode()).derive(secret)


def stanza(*words: str, body: bytes) -> bytes:
    """Write a stanza; a last line of 64 letters is followed by an empty one."""
    letters = text64(body)
    lines = [letters[at : at + 64] for at in range(0, len(letters) + 1, 64)]
    return "\n".join([f"-> {' '.join(words)}", *lines, ""]).encode()


def for_key(recipient: bytes) -> Way:
    """Seal for the 32 bytes of an X25519 key."""

    def write(file_key: bytes, chance: Chance) -> bytes:
        own = X25519PrivateKey.from_private_bytes(chance.draw(32))
        share = own.public_key().public_bytes_raw()
        shared = own.exchange(X25519PublicKey.from_public_bytes(recipient))
        key = derived(shared, share + recipient, "age-encryption.org/v1/X25519")
        return stanza("X25519", text64(share), body=_wrapped(key, file_key))

    return write


def for_passphrase(passphrase: str, work: int, written: str = "") -> Way:
    """Seal for a passphrase with log₂ N of scrypt, or with what is `written` in its place."""

    def write(file_key: bytes, chance: Chance) -> bytes:
        salt = chance.draw(16)
        labelled = b"age-encryption.org/v1/scrypt" + salt
        key = Scrypt(labelled, 32, 2**work, 8, 1).derive(passphrase.encode())
        return stanza("scrypt", text64(salt), written or str(work), body=_wrapped(key, file_key))

    return write


def noise(kind: str, length: int = 17) -> Way:
    """Add a stanza that nobody opens."""
    return lambda _, chance: stanza(kind, "a", body=chance.draw(length))


def _wrapped(key: bytes, file_key: bytes) -> bytes:
    return ChaCha20Poly1305(key).encrypt(bytes(12), file_key, None)


def age_file(plain: bytes, ways: Sequence[Way], name: str, *, last: int = 1) -> bytes:
    """Return an age file that hangs on its name only. `last` marks the last chunk."""
    chance = Chance(name)
    file_key = chance.draw(16)
    header = VERSION + b"".join(way(file_key, chance) for way in ways) + b"---"
    code = hmac.digest(derived(file_key, b"", "header"), header, sha256)
    nonce = chance.draw(16)
    sealer = ChaCha20Poly1305(derived(file_key, nonce, "payload"))
    chunks = [plain[at : at + CHUNK] for at in range(0, len(plain), CHUNK)] or [b""]
    sealed = [
        sealer.encrypt(at.to_bytes(11) + bytes([last * (at == len(chunks) - 1)]), chunk, None)
        for at, chunk in enumerate(chunks)
    ]
    return header + f" {text64(code)}\n".encode() + nonce + b"".join(sealed)
