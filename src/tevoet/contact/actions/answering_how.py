"""Say how the two usually meet when the calendar does not tell, and take that back."""

from __future__ import annotations

from django.db import transaction

from tevoet.contact.joining import fall_behind
from tevoet.contact.models import Manner
from tevoet.people.models import Connection, Person


@transaction.atomic
def say_how(connection: Connection, *, owner: Person, channel: str) -> Manner:
    """Count meetings of the two of unknown channel as this one, in the mirror of the owner."""
    said, _ = Manner.objects.update_or_create(
        owner=owner, connection=connection, defaults={"channel": channel}
    )
    fall_behind(owner)
    return said


@transaction.atomic
def take_back_how(connection: Connection, *, owner: Person) -> None:
    """Guess nothing about these meetings again."""
    Manner.objects.filter(owner=owner, connection=connection).delete()
    fall_behind(owner)
