"""Stop mail of one kind, and have it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from tevoet.smallthings.models import Kind, Mailing, MailStop

if TYPE_CHECKING:
    from datetime import datetime

    from tevoet.people.models import Person


@transaction.atomic
def stop(person: Person, *, kind: Kind, now: datetime) -> None:
    """Stop mail of one kind; what still waits does not go."""
    MailStop.objects.get_or_create(person=person, kind=kind, defaults={"at": now})
    Mailing.objects.waiting().filter(to=person, kind=kind).update(dropped_at=now)


def resume(person: Person, *, kind: Kind) -> None:
    """Have mail of one kind again, from the next on."""
    MailStop.objects.filter(person=person, kind=kind).delete()
