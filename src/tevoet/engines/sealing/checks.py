"""Check an opened record against what its reader expects.

Source: docs/build/decisions/0010-sealed-words.md. What the server says about a record (number,
revision) is among what is expected and so is checked; the server is not believed.
"""

import hashlib
from dataclasses import dataclass

from tevoet.engines.sealing.body import Body, Opened, read_body
from tevoet.engines.sealing.header import count_readers
from tevoet.engines.sealing.keys import PublicKeys
from tevoet.engines.sealing.refusals import (
    AnotherAuthor,
    AnotherKind,
    AnotherRecord,
    BrokenChain,
    Forged,
    OtherReaders,
    RolledBack,
)


@dataclass(frozen=True)
class Seen:
    """The highest revision of a record that was seen, with the hash of its age file."""

    revision: int
    hash: str


@dataclass(frozen=True)
class Expected:
    """What must be so for a record to be shown.

    `readers` are fingerprints, exactly these. `authors` may have signed it. Without `kinds`
    any kind is taken, with `revision` 0 any revision; `previous` is the hash of the age file
    before, where it is at hand.
    """

    record: str
    readers: tuple[str, ...]
    authors: tuple[PublicKeys, ...] = ()
    kinds: tuple[str, ...] | None = None
    revision: int = 0
    previous: str | None = None
    seen: Seen | None = None


def hash_of(content: bytes) -> str:
    """Name an age file: SHA-256 in lower-case hex."""
    return hashlib.sha256(content).hexdigest()


def check_readers(content: bytes) -> int:
    """Return how many keys open a file, before it is opened; raises OtherReaders for other ways."""
    count = count_readers(content)
    if count == 0:
        raise OtherReaders
    return count


def check(content: bytes, plain: bytes, expected: Expected) -> Body:
    """Return the body of a signed record when everything is as expected; raises SealRefusal.

    `content` is the age file, `plain` what was inside it.
    """
    opened = read_body(plain)
    author = next((one for one in expected.authors if one.fingerprint == opened.body.author), None)
    if opened.body.author == "":
        raise Forged
    if author is None:
        raise AnotherAuthor
    opened.check_signature(author.signing)
    _check_place(content, opened, expected)
    if opened.body.author not in opened.body.readers:
        raise OtherReaders
    return opened.body


def check_unsigned(content: bytes, plain: bytes, expected: Expected) -> Body:
    """Return the body of an unsigned record for one reader; raises SealRefusal."""
    opened = read_body(plain)
    if opened.body.author or opened.signature:
        raise AnotherAuthor
    if len(opened.body.readers) != 1:
        raise OtherReaders
    _check_place(content, opened, expected)
    return opened.body


def _check_place(content: bytes, opened: Opened, expected: Expected) -> None:
    """Refuse a record that stands where another should."""
    body = opened.body
    if body.record != expected.record:
        raise AnotherRecord
    if expected.kinds is not None and body.kind not in expected.kinds:
        raise AnotherKind
    if body.readers != tuple(sorted(expected.readers)):
        raise OtherReaders
    if check_readers(content) != len(body.readers):
        raise OtherReaders
    _check_revision(hash_of(content), body, expected)


def _check_revision(own: str, body: Body, expected: Expected) -> None:
    """Refuse an older revision than seen, and one that does not follow from what went before."""
    seen = expected.seen or Seen(0, "")
    if body.revision < max(expected.revision, seen.revision):
        raise RolledBack
    if expected.revision and body.revision != expected.revision:
        raise BrokenChain
    if (body.revision == 1) != (body.previous == ""):
        raise BrokenChain
    if expected.previous is not None and body.previous != expected.previous:
        raise BrokenChain
    if body.revision == seen.revision and own != seen.hash:
        raise BrokenChain
    if body.revision == seen.revision + 1 and body.previous != seen.hash:
        raise BrokenChain
