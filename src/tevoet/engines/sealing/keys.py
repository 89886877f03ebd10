"""A person's keys: the public part that others have, and the secret part that is wrapped.

Source: docs/build/decisions/0010-sealed-words.md; age identities and recipients are Bech32 texts
(C2SP age specification), signing keys are Ed25519 (RFC 8032) in base64url without padding.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass, field
from typing import Final, Self

from tevoet.engines.sealing.canonical import canonical, read_strings
from tevoet.engines.sealing.refusals import NotCanonical

NAMES: Final = frozenset({"mirror", "signing", "words"})
LIST_LENGTH: Final = 7776
"""Words in a list: five dice."""

_BECH32: Final = "[02-9ac-hj-np-z]{58}"
_RECIPIENT: Final = re.compile(f"age1{_BECH32}")
_IDENTITY: Final = re.compile(f"AGE-SECRET-KEY-1{_BECH32}".replace("ac-hj-np-z", "AC-HJ-NP-Z"))
_FINGERPRINT_BITS: Final = 256
_WORDS_BITS: Final = 65


@dataclass(frozen=True)
class PublicKeys:
    """What others may know: two age recipients and the key that checks signatures (base64url)."""

    words: str
    mirror: str
    signing: str

    def __post_init__(self) -> None:
        """Refuse what is not written as a key is."""
        if not (_RECIPIENT.fullmatch(self.words) and _RECIPIENT.fullmatch(self.mirror)):
            raise NotCanonical
        from_base64url(self.signing, 32)

    @classmethod
    def read(cls, content: bytes) -> Self:
        """Return the keys of a public part; raises NotCanonical for anything but its very bytes."""
        return cls(**read_strings(content, NAMES))

    def canonical(self) -> bytes:
        """Return the public part's bytes."""
        return _written(self)

    @property
    def fingerprint(self) -> str:
        """Name these keys: SHA-256 of the public part, in lower-case hex."""
        return hashlib.sha256(self.canonical()).hexdigest()


@dataclass(frozen=True)
class SecretKeys:
    """The secret part: two age identities and the seed that signs. Never shown by accident."""

    words: str = field(repr=False)
    mirror: str = field(repr=False)
    signing: str = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse what is not written as a key is."""
        if not (_IDENTITY.fullmatch(self.words) and _IDENTITY.fullmatch(self.mirror)):
            raise NotCanonical
        from_base64url(self.signing, 32)

    @classmethod
    def read(cls, content: bytes) -> Self:
        """Return the keys of a secret part; raises NotCanonical for anything but its bytes."""
        return cls(**read_strings(content, NAMES))

    def canonical(self) -> bytes:
        """Return the secret part's bytes, which are what is wrapped."""
        return _written(self)


def _written(keys: PublicKeys | SecretKeys) -> bytes:
    return canonical({"mirror": keys.mirror, "signing": keys.signing, "v": 1, "words": keys.words})


def five_word_indices(fingerprint: str) -> tuple[int, ...]:
    """Return which five words of a list of 7776 stand for a fingerprint, the first one first.

    Its first 65 bits, modulo 7776⁵, as five digits to the base 7776, the highest first.

    >>> five_word_indices("0" * 15 + "18" + "0" * 47)
    (0, 0, 0, 0, 3)
    """
    number = int(fingerprint, 16) >> (_FINGERPRINT_BITS - _WORDS_BITS)
    digits: list[int] = []
    for _ in range(5):
        number, digit = divmod(number, LIST_LENGTH)
        digits.insert(0, digit)
    return tuple(digits)


def to_base64url(content: bytes) -> str:
    """Write bytes in base64url without padding (RFC 4648 section 5)."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def from_base64url(text: str, length: int) -> bytes:
    """Read so many bytes; raises NotCanonical when another text would give the same bytes."""
    try:
        content = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (ValueError, binascii.Error) as error:
        raise NotCanonical from error
    if len(content) != length or to_base64url(content) != text:
        raise NotCanonical
    return content
