"""Seal what was read before its owner had keys, in the same moment as the keys are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from tevoet.contact.models import Archive, Summary
from tevoet.contact.purging import purge_in_background
from tevoet.vault.mirrorkey import seal_for

if TYPE_CHECKING:
    from tevoet.vault.models import Keyring


def seal_what_stands_open(keyring: Keyring) -> None:
    """Seal the archive and the summary of whoever made keys, and purge what stood there before."""
    sealed = 0
    for kept in Archive.objects.visible_to(keyring.person).filter(keyring=None):
        content = seal_for(keyring, bytes(kept.content)) if kept.content else b""
        sealed += Archive.objects.filter(pk=kept.pk, revision=kept.revision).update(
            keyring=keyring, content=content, revision=F("revision") + 1
        )
    for made in Summary.objects.visible_to(keyring.person).filter(keyring=None):
        sealed += Summary.objects.filter(pk=made.pk).update(
            keyring=keyring,
            content=seal_for(keyring, bytes(made.content)),
            others=seal_for(keyring, bytes(made.others)) if made.others else b"",
        )
    if sealed:
        transaction.on_commit(purge_in_background.enqueue)
