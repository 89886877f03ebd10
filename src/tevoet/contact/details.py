"""The names and addresses of a source: sealed for its owner, who sees them with an open mirror.

The server keeps counts. What files were called, where in them something could not be read, and the
most frequent addresses in files without the owner's own are for the owner's eyes.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from tevoet.refusal import Refusal
from tevoet.vault.mirrorkey import seal_for

if TYPE_CHECKING:
    from tevoet.contact.archive import Archive
    from tevoet.vault.models import Keyring

Sealed = bytes | memoryview | None


@dataclass(frozen=True, slots=True)
class Names:
    """What files that were uploaded together are called, together and each."""

    name: str = ""
    files: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Details:
    """Whose files these seem to be, and by reason where the first stand that were refused."""

    strangers: list[str] = field(default_factory=list)
    examples: dict[str, list[str]] = field(default_factory=dict)


def seal(keyring: Keyring, told: Names | Details) -> bytes:
    """Seal what was told for the owner of a keyring."""
    return seal_for(keyring, json.dumps(asdict(told), ensure_ascii=False).encode())


def names(archive: Archive, sealed: Sealed) -> Names:
    """Open what files are called; nothing while it is locked."""
    return Names(**_opened(archive, sealed))


def details(archive: Archive, sealed: Sealed) -> Details:
    """Open the details of a reading; nothing while it is locked."""
    return Details(**_opened(archive, sealed))


def _opened(archive: Archive, sealed: Sealed) -> dict[str, Any]:  # JSON values of any kind
    try:
        opened: dict[str, Any] = json.loads(archive.unseal(bytes(sealed))) if sealed else {}
    except Refusal:
        return {}
    return opened
