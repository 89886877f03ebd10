"""Only the two of a connection act in it, and only while it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_noop

from tevoet.people.actions.connections import ConnectionWasEnded
from tevoet.people.models import Connection
from tevoet.refusal import Refusal

if TYPE_CHECKING:
    from tevoet.people.models import Person


class NotBetweenYou(Refusal):
    """Nobody talks with oneself here, or for two others."""

    slug: ClassVar[str] = "not-between-you"
    message: ClassVar[str] = gettext_noop("This is between two other people.")


class OtherLeft(Refusal):
    """Whoever left is not asked for any more."""

    slug: ClassVar[str] = "other-left"
    message: ClassVar[str] = gettext_noop(
        "{name} has left, so nothing can be added here. Give {name} a call if you want to talk."
    )


def hold(connection: Connection, *, by: Person) -> Connection:
    """Return the connection for us alone until we are done, or refuse."""
    found = Connection.objects.select_for_update(of=("self",)).filter(pk=connection.pk)
    kept = found.select_related("first", "second").get()
    if by.pk not in (kept.first_id, kept.second_id):
        raise NotBetweenYou
    if kept.ended_at is not None:
        raise ConnectionWasEnded
    if not kept.is_open:
        raise OtherLeft(name=kept.other(by).name)
    return kept
