"""What is sealed, from the outside and from the inside, as a server and a reader look at it."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from tevoet.engines.sealing.body import read_body
from tevoet.engines.sealing.canonical import canonical, read_canonical
from tevoet.engines.sealing.header import check_work, count_readers, read_stanzas
from tevoet.engines.sealing.keys import PublicKeys, SecretKeys
from tevoet.engines.sealing.refusals import SealRefusal
from tevoet.engines.sealing.ways import check_passkey_file, check_passphrase_file

REFUSALS: Final = (SealRefusal,)


def read_plain(content: bytes) -> None:
    """Read what came out of a sealed file: a record, keys, and canonical JSON."""
    for read in (PublicKeys.read, SecretKeys.read):
        with suppress(SealRefusal):
            assert read(content).canonical() == content
    with suppress(SealRefusal):
        assert canonical(read_canonical(content)) == content
    opened = read_body(content)
    assert content.startswith(opened.line + b"\n")


def read_outside(content: bytes) -> None:
    """Look at an age file without opening it."""
    for look in (check_work, check_passphrase_file, check_passkey_file):
        with suppress(SealRefusal):
            look(content)
    stanzas = read_stanzas(content)
    assert 0 <= count_readers(content) <= len(stanzas)
