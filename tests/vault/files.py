"""Age files to keep: real ones, for so many new keys."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pyrage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

WORDS = b"Ik zag het verkeerd. ".ljust(512)


def sealed_for(readers: int, words: bytes = WORDS) -> bytes:
    """Return an age file for so many keys that nobody has."""
    keys = [pyrage.x25519.Identity.generate().to_public() for _ in range(readers)]
    return bytes(pyrage.encrypt(words, keys))


@dataclass
class Desk:
    """What somebody's script sends, as a browser does."""

    browser: Client

    def keep(
        self, content: bytes, number: int = 1, record: UUID | None = None, other: int | None = None
    ) -> "Answer":
        """Offer one revision of a record, a new one when none is named."""
        file = SimpleUploadedFile("age", content, "application/octet-stream")
        offered = {"revision": number, "age": file, **({"with": other} if other else {})}
        return self.browser.post(f"/sealed/{record or uuid4()}/", offered)

    def all_of(self, record: UUID) -> list[dict[str, object]]:
        """Return all revisions of a record."""
        found: list[dict[str, object]] = self.browser.get(f"/sealed/{record}/").json()["records"]
        return found
