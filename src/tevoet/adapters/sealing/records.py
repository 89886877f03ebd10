"""Seal records for people and open them again, as docs/build/decisions/0010-sealed-words.md says.

What is no record (a mirror's archive, its summary) goes through `seal_bytes` and `open_bytes`.
"""

from collections.abc import Iterable, Sequence

import pyrage

from tevoet.adapters.sealing.keys import as_identity, public_part, refusal_for, signing_key
from tevoet.engines.sealing.body import Body, Place, write_body
from tevoet.engines.sealing.checks import Expected, check, check_readers, check_unsigned
from tevoet.engines.sealing.keys import PublicKeys, SecretKeys
from tevoet.engines.sealing.refusals import NotCanonical, OtherReaders


def seal(
    text: str, place: Place, *, at: str, readers: Sequence[PublicKeys], secret: SecretKeys
) -> bytes:
    """Return a record signed by the writer, for readers of whom the writer is one.

    `at` is "2026-11-24T12:00:00Z". Raises TooLarge, NotCanonical, and OtherReaders without the
    writer.
    """
    author = public_part(secret).fingerprint
    body = _body(text, place, at, author, readers)
    if author not in body.readers:
        raise OtherReaders
    return seal_bytes(write_body(body, signing_key(secret)), [one.words for one in readers])


def seal_unsigned(text: str, place: Place, *, at: str, reader: PublicKeys) -> bytes:
    """Return a record without an author, for one reader."""
    body = _body(text, place, at, "", [reader])
    return seal_bytes(write_body(body, None), [reader.words])


def _body(text: str, place: Place, at: str, author: str, readers: Iterable[PublicKeys]) -> Body:
    return Body(
        record=place.record,
        kind=place.kind,
        revision=place.revision,
        previous=place.previous,
        author=author,
        readers=tuple(sorted(one.fingerprint for one in readers)),
        at=at,
        text=text,
    )


def open_record(content: bytes, secret: SecretKeys, expected: Expected) -> Body:
    """Return a signed record when all of it is as expected; raises SealRefusal."""
    return check(content, _open(content, secret), expected)


def open_unsigned(content: bytes, secret: SecretKeys, expected: Expected) -> Body:
    """Return an unsigned record when all of it is as expected; raises SealRefusal."""
    return check_unsigned(content, _open(content, secret), expected)


def _open(content: bytes, secret: SecretKeys) -> bytes:
    check_readers(content)
    return open_bytes(content, secret.words)


def seal_bytes(plain: bytes, recipients: Iterable[str]) -> bytes:
    """Return an age file for these recipients (`age1…`). Raises NotCanonical for a mistyped one."""
    try:
        known = [pyrage.x25519.Recipient.from_str(one) for one in recipients]
    except pyrage.RecipientError as error:
        raise NotCanonical from error
    sealed: bytes = pyrage.encrypt(plain, known)
    return sealed


def open_bytes(content: bytes, identity: str) -> bytes:
    """Return what is in an age file, of any size. Raises NotSealedForYou and NotAnAgeFile."""
    try:
        plain: bytes = pyrage.decrypt(content, [as_identity(identity)])
    except pyrage.DecryptError as error:
        raise refusal_for(error) from error
    return plain
