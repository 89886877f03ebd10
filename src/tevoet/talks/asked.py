"""With whom, about which talk or wish: fetched for whoever asks, or not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from tevoet.people.models import Connection
from tevoet.talks.models import Talk, Wish

if TYPE_CHECKING:
    from tevoet.people.access import Asked


def with_(request: Asked, pk: int) -> Connection:
    """Return the connection with somebody, also one that ended."""
    mine = Connection.objects.visible_to(request.user).select_related("first", "second")
    return get_object_or_404(mine.of_two(request.user.pk, pk))


def talk_of(request: Asked, pk: int) -> Talk:
    """Return a talk of whoever asks."""
    return get_object_or_404(Talk.objects.visible_to(request.user).with_two(), pk=pk)


def wish_of(request: Asked, pk: int) -> Wish:
    """Return a wish that whoever asks made or received."""
    return get_object_or_404(Wish.objects.visible_to(request.user).with_two(), pk=pk)
