"""The four people of the tests, each with keys that hang on the name."""

import base64
import json
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from tests.vectors.chance import Chance

LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
DOMAIN = b"tevoet sealed record v1\n"


def url64(content: bytes) -> str:
    """Write base64url without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def written(value: object) -> str:
    """Write JSON as RFC 8785 does, for the values that stand in keys and records."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def bech32(prefix: str, content: bytes) -> str:
    """Write Bech32 (BIP 173), in which age writes its keys."""
    bits = "".join(f"{byte:08b}" for byte in content)
    bits += "0" * (-len(bits) % 5)
    words = [int(bits[at : at + 5], 2) for at in range(0, len(bits), 5)]
    spread = [ord(one) >> 5 for one in prefix] + [0] + [ord(one) & 31 for one in prefix]
    check = 1
    for word in [*spread, *words, *[0] * 6]:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ word
        for at, generator in enumerate(GENERATOR):
            check ^= generator if top >> at & 1 else 0
    words += [(check ^ 1) >> 5 * (5 - at) & 31 for at in range(6)]
    return prefix + "1" + "".join(LETTERS[word] for word in words)


@dataclass(frozen=True)
class Known:
    """Somebody whose keys everybody knows, and who therefore exists in tests only."""

    name: str
    words: bytes
    mirror: bytes
    signing: bytes

    @property
    def recipient(self) -> bytes:
        """Return the 32 bytes that words are sealed for."""
        return X25519PrivateKey.from_private_bytes(self.words).public_key().public_bytes_raw()

    @property
    def public(self) -> dict[str, str | int]:
        """Return the public part."""
        mirror = X25519PrivateKey.from_private_bytes(self.mirror).public_key().public_bytes_raw()
        signing = Ed25519PrivateKey.from_private_bytes(self.signing).public_key()
        return {
            "mirror": bech32("age", mirror),
            "signing": url64(signing.public_bytes_raw()),
            "v": 1,
            "words": bech32("age", self.recipient),
        }

    @property
    def secret(self) -> dict[str, str | int]:
        """Return the secret part."""
        return {
            "mirror": bech32("age-secret-key-", self.mirror).upper(),
            "signing": url64(self.signing),
            "v": 1,
            "words": bech32("age-secret-key-", self.words).upper(),
        }

    @property
    def fingerprint(self) -> str:
        """Name the keys."""
        return sha256(written(self.public).encode()).hexdigest()

    def sign(self, line: bytes, domain: bytes = DOMAIN) -> str:
        """Return the signature of a line."""
        return url64(Ed25519PrivateKey.from_private_bytes(self.signing).sign(domain + line))


def known(name: str) -> Known:
    """Return somebody by name."""
    chance = Chance(f"keys of {name}")
    return Known(name, chance.draw(32), chance.draw(32), chance.draw(32))


ANNA, BRAM, CARLA, DIRK = (known(name) for name in ("anna", "bram", "carla", "dirk"))
PEOPLE = {one.name: one for one in (ANNA, BRAM, CARLA, DIRK)}
