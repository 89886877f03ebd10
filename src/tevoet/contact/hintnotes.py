"""The owner's book of hints, sealed: what was set, which hints were shown, what was answered.

The server keeps opaque rows. Adding one needs no key, so that an answer counts on a locked page
too; reading them does. With an open mirror all rows become one again.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.db import transaction

from tevoet.contact.models import HintNote
from tevoet.engines.mirror.hintbook import Book
from tevoet.engines.mirror.hintlog import entries_of, read
from tevoet.engines.sealing.refusals import SealRefusal
from tevoet.vault.mirrorkey import seal_for
from tevoet.vault.models import Keyring

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from tevoet.contact.archive import Archive
    from tevoet.engines.mirror.hintlog import Entry
    from tevoet.people.models import Person

BLOCK = 1024
"""What is sealed is filled up to whole blocks, so that its size does not tell what was said."""


def book_of(owner: Person, archive: Archive) -> Book:
    """Return the book; as nobody ever said anything while it is locked."""
    return read(entry for note in _notes(owner, archive) for entry in _entries(note, archive))


def add(keyring: Keyring, entries: Iterable[Entry]) -> None:
    """Add to the book of who has these keys; what was sealed for lost keys goes."""
    sealed = seal_for(keyring, _padded(list(entries)))
    with transaction.atomic():
        HintNote.objects.visible_to(keyring.person).exclude(keyring=keyring).delete()
        HintNote.objects.create(owner=keyring.person, keyring=keyring, content=sealed)


def put_together(owner: Person, archive: Archive, today: date) -> None:
    """Make one row of all, when they can be opened; of two at once one does it."""
    notes, keyring = _notes(owner, archive), Keyring.objects.of(owner)
    if keyring is None or len(notes) < 2:  # noqa: PLR2004 - one is together already
        return
    book = read(entry for note in notes for entry in _entries(note, archive))
    numbers = [note.pk for note in notes]
    with transaction.atomic():
        there = HintNote.objects.select_for_update().filter(pk__in=numbers)
        if len(there) == len(numbers):
            add(keyring, entries_of(book, today))
            HintNote.objects.filter(pk__in=numbers).delete()


def _notes(owner: Person, archive: Archive) -> list[HintNote]:
    return list(HintNote.objects.visible_to(owner)) if archive.is_open(owner) else []


def _entries(note: HintNote, archive: Archive) -> list[Entry]:
    """Open one row; none when it was sealed for keys that were lost."""
    try:
        found: list[Entry] = json.loads(archive.unseal(bytes(note.content)))
    except SealRefusal:
        return []
    return found


def _padded(entries: list[Entry]) -> bytes:
    content = json.dumps(entries, separators=(",", ":")).encode()
    return content.ljust(-(-len(content) // BLOCK) * BLOCK)
