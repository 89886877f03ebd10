"""Write a letter as the bytes of one message in an mbox, as mail programs write them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.header import Header
from email.utils import format_datetime
from typing import NamedTuple


class Correspondent(NamedTuple):
    """A name and an address in a letter."""

    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message before it is written. `references` are the ids it answers, oldest first."""

    id: str
    at: datetime
    sender: Correspondent
    to: Sequence[Correspondent]
    subject: str
    body: str
    cc: Sequence[Correspondent] = ()
    references: Sequence[str] = ()
    extra: Sequence[tuple[str, str]] = field(default=())
    attachment: str = ""


def as_mbox(letters: Iterable[Letter]) -> bytes:
    """Join letters to an mbox, in the given order."""
    entries = (as_entry(one.sender.address, one.at, as_message(one)) for one in letters)
    return b"".join(entries)


def as_entry(sender: str, when: datetime, message: bytes) -> bytes:
    """Put the separator line before a message and a blank line behind it (the mboxo dialect)."""
    stamp = when.astimezone(UTC).strftime("%a %b %e %H:%M:%S %Y")
    return f"From {sender} {stamp}\n".encode() + message.rstrip(b"\n") + b"\n\n"


def as_message(letter: Letter) -> bytes:
    """Write headers and body with line feeds. None of our texts holds a separator line."""
    kind, body = _body_of(letter)
    headers = [
        ("Date", format_datetime(letter.at)),
        ("From", _address(letter.sender)),
        ("To", _addresses(letter.to)),
        ("Cc", _addresses(letter.cc)),
        ("Subject", _words(letter.subject)),
        ("Message-ID", f"<{letter.id}>"),
        ("In-Reply-To", f"<{letter.references[-1]}>" if letter.references else ""),
        ("References", "\n ".join(f"<{one}>" for one in letter.references)),
        *letter.extra,
        ("MIME-Version", "1.0"),
        ("Content-Type", kind),
        ("Content-Transfer-Encoding", "8bit"),
    ]
    lines = [f"{name}: {value}\n" for name, value in headers if value]
    return ("".join(lines) + "\n" + body).encode()


def _body_of(letter: Letter) -> tuple[str, str]:
    if not letter.attachment:
        return 'text/plain; charset="utf-8"', letter.body + "\n"
    edge = f"deel-{letter.id.partition('@')[0]}"
    parts = (
        f'--{edge}\nContent-Type: text/plain; charset="utf-8"\n\n{letter.body}\n'
        f'--{edge}\nContent-Type: text/plain; charset="utf-8"; name="bijlage.txt"\n'
        f'Content-Disposition: attachment; filename="bijlage.txt"\n\n{letter.attachment}\n'
        f"--{edge}--\n"
    )
    return f'multipart/mixed;\n boundary="{edge}"', parts


def _words(text: str) -> str:
    if text.isascii():
        return text
    return Header(text, "utf-8", maxlinelen=70).encode(linesep="\n")


def _address(one: Correspondent) -> str:
    if not one.name:
        return one.address
    name = _words(one.name) if not one.name.isascii() else one.name
    quoted = f'"{name}"' if "," in one.name else name
    return f"{quoted} <{one.address}>"


def _addresses(several: Sequence[Correspondent]) -> str:
    """Write an address list, folded after every second address."""
    written = [_address(one) for one in several]
    pairs = [", ".join(written[start : start + 2]) for start in range(0, len(written), 2)]
    return ",\n ".join(pairs)
