"""Look at the outside of an age file, as a server may that cannot open it.

Source: C2SP age specification, "Header". Only the binary form; no armor. Whether the header's code
(MAC) is right, only who opens the file can tell.
"""

import re
from dataclasses import dataclass
from typing import Final

from tevoet.engines.sealing.refusals import NotAnAgeFile, TooCostly, TooLarge, Weak

FILE_LIMIT: Final = 400 * 1024
"""Bytes of an age file: 64 kB of words, each of which may take six bytes in JSON, and the rest."""

HEADER_LIMIT: Final = 16 * 1024

LEAST_WORK: Final = 16
MOST_WORK: Final = 20
"""Bounds of log₂ N of scrypt, of which 17 is what Tevoet writes."""

GREASE: Final = "-grease"
"""The end of the type of a stanza that is noise, which some programs add to every file."""

_BASE64: Final = "[A-Za-z0-9+/]"
_STANZA: Final = rf"-> [!-~]+(?: [!-~]+)*\n(?:{_BASE64}{{64}}\n)*{_BASE64}{{0,63}}\n"
_HEADER: Final = re.compile(
    rf"age-encryption\.org/v1\n((?:{_STANZA})+)--- {_BASE64}{{43}}\n".encode()
)
_ARGUMENTS: Final = re.compile(rb"^-> ([!-~]+)(?: ([ -~]*))?$", re.MULTILINE)


@dataclass(frozen=True)
class Stanza:
    """One way into a file: its type and arguments as they stand."""

    kind: str
    arguments: tuple[str, ...]


def read_stanzas(content: bytes) -> tuple[Stanza, ...]:
    """Return the stanzas of a file in their order. Raises NotAnAgeFile and TooLarge."""
    if len(content) > FILE_LIMIT:
        raise TooLarge
    header = _HEADER.match(content[:HEADER_LIMIT])
    if header is None:
        raise NotAnAgeFile
    return tuple(
        Stanza(kind.decode(), tuple(rest.decode().split()))
        for kind, rest in _ARGUMENTS.findall(header[1])
    )


def count_readers(content: bytes) -> int:
    """Return how many X25519 keys a file is sealed for; 0 when it is no file for such keys alone.

    One stanza of noise (`…-grease`) is left out of account: pyrage adds it to each file it writes.
    """
    kinds = [stanza.kind for stanza in read_stanzas(content)]
    noise = [kind for kind in kinds if kind.endswith(GREASE)]
    readers = kinds.count("X25519")
    return readers if len(noise) <= 1 and readers + len(noise) == len(kinds) else 0


def check_work(content: bytes) -> int:
    """Return log₂ N of a file for a passphrase, before any work is done.

    Raises Weak below `LEAST_WORK`, TooCostly above `MOST_WORK`, and NotAnAgeFile for a file that is
    not for one passphrase alone.
    """
    stanzas = read_stanzas(content)
    if len(stanzas) != 1 or stanzas[0].kind != "scrypt" or len(stanzas[0].arguments) != 2:  # noqa: PLR2004 - salt and factor
        raise NotAnAgeFile
    factor = stanzas[0].arguments[1]
    if not re.fullmatch("[1-9][0-9]{0,2}", factor):
        raise NotAnAgeFile
    if int(factor) < LEAST_WORK:
        raise Weak
    if int(factor) > MOST_WORK:
        raise TooCostly
    return int(factor)
