"""A mailbox on a server: where it is, its password, and how far it was read; all of it sealed."""

from __future__ import annotations

from typing import Self

from django.db import models

from tevoet.contact.models.source import Source
from tevoet.people.models import Person
from tevoet.vault.models import Keyring


class MailboxQuerySet(models.QuerySet["Mailbox"]):
    """Questions about mailboxes."""

    def visible_to(self, person: Person) -> Self:
        """Return this person's own mailboxes; nobody sees those of another."""
        return self.filter(source__owner=person, source__removed_at__isnull=True)


class Mailbox(models.Model):
    """What it takes to read a source that is a mailbox on a server.

    `access`, `password` and `standing` are age files for the owner's mirror key: they open only
    while that key is lent. The browser seals the password where it can. `changed_at` is when it
    was given last.
    """

    source = models.OneToOneField(Source, models.CASCADE, related_name="mailbox")
    keyring = models.ForeignKey(Keyring, models.CASCADE, related_name="+")
    access = models.BinaryField()
    password = models.BinaryField(default=b"")
    standing = models.BinaryField(default=b"", blank=True)
    changed_at = models.DateTimeField()

    objects = MailboxQuerySet.as_manager()

    def __str__(self) -> str:
        return f"of source {self.source_id}"
