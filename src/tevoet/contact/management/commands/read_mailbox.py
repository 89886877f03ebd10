"""Read one mailbox, and end: what is secret comes over standard input and goes with the process."""

from __future__ import annotations

import json
import sys

from django.core.management.base import BaseCommand

from tevoet.contact.actions.mailboxes import Lent, read
from tevoet.contact.models import Reading
from tevoet.vault.mirrorkey import MirrorKey


class Command(BaseCommand):
    """Started by the page of a mailbox, never by a person."""

    help = "Read one mailbox; only the program itself starts this."

    def handle(self, *args: object, **options: object) -> None:
        """Read what standard input names."""
        told = json.loads(sys.stdin.buffer.read())
        found = Reading.objects.select_related("source__owner__organisation", "source__mailbox")
        read(found.get(pk=told["reading"]), Lent(MirrorKey(told["key"]), told["loan"]))
