"""Read the addresses and names of From, To and Cc.

Source: RFC 5322 section 3.4 and 4.4 (mailboxes, groups, routes), RFC 2047 (encoded names), RFC
6532 (UTF-8), RFC 5890 (names of domains). The usual forms take one pass over the header; the rest
goes, one address at a time, through the standard library's parser.
"""

import re
from email import errors, header
from functools import lru_cache
from typing import Final, NamedTuple

from tevoet.engines.moments.entries import read_entries

ADDRESS_CAP: Final = 500
"""Addresses of one header that are looked at."""

LONGEST: Final = 320
"""Characters of the longest address: 64, the at sign, and 255 (RFC 5321 section 4.5.3.1)."""


class Mailbox(NamedTuple):
    """A lower-case address and the name that stood with it, or ""."""

    address: str
    name: str


# One entry up to its comma: "quoted name" <a@b>, plain name <a@b>, or a@b; no comments, no groups.
_USUAL: Final = re.compile(
    r"[\s,]*+(?:\"([^\"\\]*)\"\s*<\s*([^\s<>\"(),:;@\\]+@[^\s<>\"(),:;@\\\[\]]+)\s*>"
    r"|([^\"<>(),:;@\\]*)<\s*([^\s<>\"(),:;@\\]+@[^\s<>\"(),:;@\\\[\]]+)\s*>"
    r"|([^\s<>\"(),:;@\\]+@[^\s<>\"(),:;@\\\[\]]+))\s*(?=,|\Z)"
)
_ENCODED: Final = re.compile(r"=\?[^?\s]+\?[bqBQ]\?[^?]*\?=")


def read_addresses(value: bytes) -> tuple[Mailbox, ...]:
    """Return the mailboxes of an address header in their order, each address once.

    `value` is unfolded and already capped (`headers.HEADER_CAP`). At most `ADDRESS_CAP` entries
    are looked at, empty ones between commas cost nothing, members of groups count like others,
    and what has no "@" is no address. Never raises.

    >>> read_addresses(b'"Anna, lead" <Anna@Example.ORG>, bram@example.org')[0]
    Mailbox(address='anna@example.org', name='Anna, lead')
    """
    found: dict[str, Mailbox] = {}
    for address, name in _raw_entries(_decoded(value)):
        mailbox = _mailbox(address, name)
        if mailbox and mailbox.address not in found:
            found[mailbox.address] = mailbox
    return tuple(found.values())


def _raw_entries(text: str) -> list[tuple[str, str]]:
    """Return (address, name) of every entry as it stands, the usual ones in one pass."""
    entries: list[tuple[str, str]] = []
    position, end, usual = 0, len(text), _USUAL.match
    while position < end and len(entries) < ADDRESS_CAP:
        match = usual(text, position)
        if match is None:
            break
        quoted, first, plain, second, bare = match.groups()
        entries.append((first or second or bare, quoted or plain or ""))
        position = match.end()
    room = ADDRESS_CAP - len(entries)
    if room and position < end and text[position:].strip(" \t,"):
        entries += read_entries(text[position:], room)
    return entries


def make_mailbox(address: str, name: str) -> Mailbox | None:
    """Return a mailbox of an address and a name that stand apart, as `read_addresses` would.

    None when the address is empty or too long to be one.

    >>> make_mailbox("Anna@Example.ORG", "'Anna'")
    Mailbox(address='anna@example.org', name='Anna')
    """
    return _mailbox(address.strip(), name)


@lru_cache(maxsize=4096)
def readable_name(raw: str) -> str:
    """Return a shown name without quotes, encoding (RFC 2047) and stray spaces; "" for none."""
    name = raw.strip(" \t'\"")
    if "=?" in name and _ENCODED.search(name):
        name = _decoded_words(name)
    if "\\" in name:
        name = re.sub(r"\\(.)", r"\1", name)
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())[:200]


@lru_cache(maxsize=8192)
def _mailbox(raw_address: str, raw_name: str) -> Mailbox | None:
    """Return a mailbox in its normal form; None when the address is too long to be one."""
    address = _normal_address(raw_address)
    if not address:
        return None
    name = readable_name(raw_name) if raw_name else ""
    return Mailbox(address, "" if name.lower() == address else name)


def _normal_address(raw: str) -> str:
    """Return the address in lower case, its domain in Unicode; "" when it is too long.

    A zero byte goes: no address holds one, and not every database can.
    """
    address = raw.lower().replace("\0", "").rstrip(".").strip("'")
    if "xn--" in address:
        local, _, domain = address.rpartition("@")
        address = f"{local}@{_unicode_domain(domain)}"
    return address if len(address) <= LONGEST and not address.startswith("@") else ""


def _unicode_domain(domain: str) -> str:
    try:
        return domain.encode("ascii").decode("idna")
    except UnicodeError:
        return domain


def _decoded(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _decoded_words(name: str) -> str:
    """Decode encoded words; a broken one stays as it stands."""
    try:
        parts = header.decode_header(name)
    except (errors.HeaderParseError, ValueError):
        return name
    words = []
    for part, charset in parts:
        if isinstance(part, str):
            words.append(part)
            continue
        try:
            words.append(part.decode(charset or "ascii", "replace"))
        except (LookupError, ValueError):
            words.append(part.decode("latin-1"))
    return "".join(words)


MEMORIES: Final = (_mailbox, readable_name)
"""What remembers addresses and names; see `message.forget`."""
