"""Numbers for message ids, so that millions fit in memory and no id leaves the reader.

Source of the rules for ids: RFC 5256 section 3 (quotes do not matter, the References header goes
before In-Reply-To, and of In-Reply-To only the first id counts).
"""

import hashlib
import re
from functools import lru_cache
from typing import Final

from tevoet.engines.moments.headers import plain

PARENTS_CAP: Final = 100
"""Ids of one References header that are looked at: the oldest one and the newest."""

# The blanks one by one, because among others in a set "\s" is looked up far more slowly.
_ID: Final = re.compile(rb"<[ \t\n\r\f\v]*([^<> \t\n\r\f\v]{1,998})[ \t\n\r\f\v]*>")
_BARE: Final = re.compile(rb"[^<>\s]{1,998}")


_FRESH: Final = hashlib.blake2b(digest_size=8)
_MASK: Final = 2**63 - 1
# Two large odd numbers without a pattern (from splitmix64), to spread what is close together.
_SPREAD_AT: Final = 0x9E3779B97F4A7C15
_SPREAD_WHOM: Final = 0xBF58476D1CE4E5B9


def hash63(value: bytes) -> int:
    """Return a hash between 1 and 2^63 - 1 that is the same on every machine.

    The first eight bytes of BLAKE2b (RFC 7693), without the highest bit. Among 10 million values
    the chance of any two falling together is about 5 in a million.
    """
    hashing = _FRESH.copy()
    hashing.update(value)
    return int.from_bytes(hashing.digest(), "big") >> 1 or 1


# What is answered once is answered again, while a message has its own id for itself alone.
parent_hash = lru_cache(maxsize=4096)(hash63)


def combined(identity: int, at: int, whom: int) -> int:
    """Return one number between 1 and 2^63 - 1 for an id, a second and a hash of people.

    Multiplying by odd numbers and adding keeps the even spread of the hashes that go in.
    """
    return (identity + at * _SPREAD_AT + whom * _SPREAD_WHOM) & _MASK or 1


def own_identity(value: bytes | None) -> int:
    """Return the number of a Message-ID header; 0 when there is none.

    >>> own_identity(b'<"a"@example.org>') == own_identity(b"<a@example.org>")
    True
    """
    if not value:
        return 0
    match = _ID.search(value.replace(b'"', b"") if b'"' in value else value)
    if match:
        return hash63(match[1])
    bare = plain(value).replace(b'"', b"")
    return hash63(bare) if _BARE.fullmatch(bare) else 0


def parent_identities(references: bytes | None, in_reply_to: bytes | None) -> tuple[int, ...]:
    """Return the numbers of the ids a message refers to, oldest first, each once."""
    ids = _ids(references) if references else []
    if not ids:
        if not in_reply_to:
            return ()
        ids = _ids(in_reply_to)[:1]
    if len(ids) > PARENTS_CAP:
        ids = ids[:1] + ids[1 - PARENTS_CAP :]
    return tuple(map(parent_hash, dict.fromkeys(ids)))


def _ids(value: bytes) -> list[bytes]:
    return _ID.findall(value.replace(b'"', b"") if b'"' in value else value)
