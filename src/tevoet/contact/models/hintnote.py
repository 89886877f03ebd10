"""What an owner said of hints, sealed; the server knows that there is something, and whose."""

from __future__ import annotations

from typing import Self

from django.db import models

from tevoet.people.models import Person
from tevoet.vault.models import Keyring


class HintNoteQuerySet(models.QuerySet["HintNote"]):
    """Questions about many notes."""

    def visible_to(self, person: Person) -> Self:
        """Return this person's own notes, and no other."""
        return self.filter(owner=person)


class HintNote(models.Model):
    """Part of an owner's book of hints. Whoever opens them puts all parts together into one."""

    owner = models.ForeignKey(Person, models.CASCADE, related_name="hint_notes")
    keyring = models.ForeignKey(Keyring, models.CASCADE, related_name="+")
    content = models.BinaryField()

    objects = HintNoteQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{len(self.content)} bytes"
