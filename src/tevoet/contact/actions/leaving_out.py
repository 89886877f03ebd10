"""Ask not to appear in the mirror of the other, and take that back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tevoet.contact.joining import fall_behind
from tevoet.contact.models import LeftOut
from tevoet.people.models import Connection, Person


@transaction.atomic
def leave_out(connection: Connection, *, by: Person) -> LeftOut:
    """Ask to be left out of the mirror of the other; asking twice changes nothing.

    The pages of the other leave it out at once; their summary does when their mirror opens.
    """
    asked, _ = LeftOut.objects.get_or_create(
        connection=connection, by=by, defaults={"at": timezone.now()}
    )
    fall_behind(connection.other(by))
    return asked


@transaction.atomic
def let_in(connection: Connection, *, by: Person) -> None:
    """Take back that one asked to be left out."""
    LeftOut.objects.filter(connection=connection, by=by).delete()
    fall_behind(connection.other(by))
