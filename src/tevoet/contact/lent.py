"""The mirror of whoever asks, as open as this one request may have it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from tevoet.contact import archive as archives
from tevoet.contact.joining import catch_up
from tevoet.contact.uploads import disk_refusal
from tevoet.people.pages import told
from tevoet.refusal import Refusal
from tevoet.vault.loans import borrowed

if TYPE_CHECKING:
    from tevoet.contact.archive import Archive
    from tevoet.people.access import Asked
    from tevoet.people.models import Person
    from tevoet.vault.mirrorkey import MirrorKey

PART: Final = "mirror"
"""The element of a page that its script asks for again, with a key on loan."""


@dataclass(frozen=True)
class Mirror:
    """What a page is told: the archive, how it stands, and what went wrong in bringing it up."""

    owner: Person
    archive: Archive
    key: MirrorKey | None
    trouble: str = ""

    @cached_property
    def is_sealed(self) -> bool:
        """Say whether there is something that cannot be read now."""
        return self.archive.is_sealed(self.owner)

    @property
    def is_lent(self) -> bool:
        """Say whether it is open by a loan, which its owner can take back."""
        return self.key is not None and not self.key.is_held and self.archive.is_open(self.owner)

    @property
    def is_open(self) -> bool:
        """Say whether a key is here with which it can be opened."""
        return self.archive.is_open(self.owner)

    @cached_property
    def is_plain(self) -> bool:
        """Say whether it was read before its owner had keys, so that the server can read it."""
        return self.archive.stands_open(self.owner)


def opened(request: Asked) -> Mirror:
    """Return the mirror, open with a key that is lent or held, and then up to date."""
    key = borrowed(request)
    archive = archives.of(request.user, key)
    try:
        catch_up(request.user, archive)
    except Refusal as refusal:
        return Mirror(request.user, archive, key, told(refusal))
    except OSError as error:
        return Mirror(request.user, archive, key, told(disk_refusal(error)))
    return Mirror(request.user, archive, key)


def is_asked_again(request: Asked) -> bool:
    """Say whether a page's script asks for the mirror in the page, now with a key on loan."""
    return bool(request.htmx) and request.htmx.target == PART
