"""Write what stands inside a record, right or wrong, and the case that goes with it."""

import base64
from dataclasses import dataclass, field
from typing import Any

from tests.vectors.agefile import Way, age_file, for_key
from tests.vectors.people import ANNA, BRAM, Known, written

RECORD = "5e1f0a3c-9d2b-4c7e-8a41-0b6f3d2c1e90"
Values = dict[str, Any]  # what JSON holds
BOTH = sorted([ANNA.fingerprint, BRAM.fingerprint])


def values(**other: Any) -> Values:  # Any: what JSON holds
    """Return the values of a record by Anna for Bram and herself, but for what is given."""
    usual = {
        "at": "2026-11-24T12:00:00Z",
        "author": ANNA.fingerprint,
        "kind": "remember",
        "pad": "",
        "previous": "",
        "readers": BOTH,
        "record": RECORD,
        "revision": 1,
        "text": "Ik heb het niet gezien. Dat spijt me.",
        "v": 1,
    }
    return {**usual, **other}


def line_of(content: Values, signature: int = 86) -> bytes:
    """Write one line, padded so that it ends right before a signature of this length."""
    bare = written({**content, "pad": ""}).encode("utf-8", "surrogatepass")
    pad = content["pad"] or " " * (-(len(bare) + 2 + signature) % 256)
    return written({**content, "pad": pad}).encode("utf-8", "surrogatepass")


def signed(line: bytes, by: Known = ANNA) -> bytes:
    """Return both lines."""
    return line + b"\n" + by.sign(line).encode() + b"\n"


def unsigned(content: Values) -> bytes:
    """Return both lines of a record without an author."""
    return line_of(content, signature=0) + b"\n\n"


def padded(line: str) -> bytes:
    """Bring a line that was written by hand to the right length with its own pad, and sign it."""
    length = len(line.replace("PAD", "").encode()) + 2 + 86
    return signed(line.replace("PAD", " " * (-length % 256)).encode())


@dataclass(frozen=True)
class Case:
    """One age file, who opens it, what is expected, and what has to come out of it."""

    name: str
    file: bytes
    expected: Values
    slug: str = ""
    body: Values = field(default_factory=dict)
    reader: str = "bram"
    is_unsigned: bool = False

    def row(self) -> Values:
        """Return the case as JSON."""
        outcome = {"slug": self.slug} if self.slug else {"body": self.body}
        return {
            "name": self.name,
            **outcome,
            "reader": self.reader,
            "unsigned": self.is_unsigned,
            "expected": self.expected,
            "file": base64.b64encode(self.file).decode(),
        }


def expected(**other: Any) -> Values:  # Any: what JSON holds
    """Return what the page of the usual record expects. Authors are named, readers too."""
    usual = {
        "record": RECORD,
        "kinds": ["remember"],
        "readers": ["anna", "bram"],
        "authors": ["anna", "bram"],
        "revision": 1,
    }
    return {**usual, **other}


TWO: list[Way] = [for_key(ANNA.recipient), for_key(BRAM.recipient)]


def sealed(plain: bytes, name: str, ways: list[Way] | None = None) -> bytes:
    """Return an age file for Anna and Bram, or for these ways in."""
    return age_file(plain, TWO if ways is None else ways, name)
