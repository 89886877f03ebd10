"""What stands inside a sealed record: one line of canonical JSON and its signature.

Source: docs/build/decisions/0010-sealed-words.md; signatures are Ed25519 (RFC 8032).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tevoet.engines.sealing.canonical import canonical, read_json
from tevoet.engines.sealing.keys import from_base64url, to_base64url
from tevoet.engines.sealing.refusals import Forged, NotCanonical, TooLarge, UnknownVersion

VERSION: Final = 1
TEXT_LIMIT: Final = 64 * 1024
"""Bytes of UTF-8 of the words."""

BLOCK: Final = 256
MOST_REVISIONS: Final = 2**31 - 1
DOMAIN: Final = b"tevoet sealed record v1\n"
SIGNATURE_LENGTH: Final = 64
_WRITTEN_SIGNATURE: Final = 86

_FORMS: Final = {
    "at": re.compile(r"[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII),
    "author": re.compile(r"([0-9a-f]{64})?"),
    "kind": re.compile(r"[a-z][a-z-]{0,31}"),
    "pad": re.compile(r" *"),
    "previous": re.compile(r"([0-9a-f]{64})?"),
    "record": re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    "text": re.compile(r".*", re.DOTALL),
}
_SIGNATURE_LINE: Final = re.compile(rb"[A-Za-z0-9_-]*\n")
_FINGERPRINT: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Place:
    """Where a record stands: its number and kind, and which revision it is of what went before."""

    record: str
    kind: str
    revision: int = 1
    previous: str = ""


@dataclass(frozen=True)
class Body:
    """A record as it was written. `author` is "" for what is unsigned; `readers` are sorted."""

    record: str
    kind: str
    revision: int
    previous: str
    author: str
    readers: tuple[str, ...]
    at: str
    text: str

    def __post_init__(self) -> None:
        """Refuse what cannot be written: NotCanonical, or TooLarge for the words."""
        if len(self.text.encode("utf-8", "replace")) > TEXT_LIMIT:
            raise TooLarge
        strings = {name: getattr(self, name) for name in _FORMS.keys() - {"pad"}}
        if not all(_FORMS[name].fullmatch(value) for name, value in strings.items()):
            raise NotCanonical
        _check_moment(self.at)
        if not 1 <= self.revision <= MOST_REVISIONS or not _are_fingerprints(self.readers):
            raise NotCanonical


def _check_moment(at: str) -> None:
    """Refuse a day or hour that does not exist."""
    try:
        datetime.strptime(at, "%Y-%m-%dT%H:%M:%S%z")
    except ValueError as error:
        raise NotCanonical from error


def _are_fingerprints(readers: tuple[str, ...]) -> bool:
    """Say whether these are fingerprints, at least one, sorted, each once."""
    return (
        len(readers) > 0
        and all(_FINGERPRINT.fullmatch(one) for one in readers)
        and tuple(sorted(set(readers))) == readers
    )


def write_body(body: Body, key: Ed25519PrivateKey | None) -> bytes:
    """Return the two lines of a record, padded. Without a key they are unsigned.

    Raises NotCanonical for a text with a lone surrogate, and when only one of author and key is
    there.
    """
    if (key is None) != (body.author == ""):
        raise NotCanonical
    rest = 2 + (_WRITTEN_SIGNATURE if key else 0)
    line = _line(body, pad=-(len(_line(body, 0)) + rest) % BLOCK)
    signature = to_base64url(key.sign(DOMAIN + line)) if key else ""
    return line + b"\n" + signature.encode() + b"\n"


def _line(body: Body, pad: int) -> bytes:
    return canonical(
        {
            "at": body.at,
            "author": body.author,
            "kind": body.kind,
            "pad": " " * pad,
            "previous": body.previous,
            "readers": body.readers,
            "record": body.record,
            "revision": body.revision,
            "text": body.text,
            "v": VERSION,
        }
    )


@dataclass(frozen=True)
class Opened:
    """The two lines of a record, taken apart but not yet believed."""

    body: Body
    line: bytes
    signature: str

    def check_signature(self, public: str) -> None:
        """Raise Forged unless the key (base64url) signed the line."""
        try:
            key = Ed25519PublicKey.from_public_bytes(from_base64url(public, 32))
            key.verify(from_base64url(self.signature, SIGNATURE_LENGTH), DOMAIN + self.line)
        except (InvalidSignature, NotCanonical) as error:
            raise Forged from error


def read_body(plain: bytes) -> Opened:
    """Take the two lines of a record apart. Raises UnknownVersion, TooLarge and NotCanonical."""
    line, _, rest = plain.partition(b"\n")
    values = read_json(line)
    if not isinstance(values, dict):
        raise NotCanonical
    if values.get("v", VERSION) != VERSION or values.get("v") is True:
        raise UnknownVersion  # before anything else: a later version may be written otherwise
    if canonical(values) != line or len(plain) % BLOCK or not _SIGNATURE_LINE.fullmatch(rest):
        raise NotCanonical
    return Opened(_body(values), line, rest[:-1].decode())


def _body(values: Mapping[str, Any]) -> Body:  # Any: what JSON holds
    """Return a body of exactly the keys there are, each of its own type."""
    if values.keys() != _FORMS.keys() | {"v", "revision", "readers"}:
        raise NotCanonical
    strings = {name: values[name] for name in _FORMS}
    if not all(isinstance(value, str) for value in strings.values()):
        raise NotCanonical
    readers, revision = values["readers"], values["revision"]
    if not isinstance(readers, list) or not all(isinstance(one, str) for one in readers):
        raise NotCanonical
    if type(revision) is not int:
        raise NotCanonical
    pad = strings.pop("pad")
    if not _FORMS["pad"].fullmatch(pad) or len(pad) >= BLOCK:
        raise NotCanonical
    return Body(readers=tuple(readers), revision=revision, **strings)
