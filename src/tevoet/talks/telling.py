"""Whom to mail about a wish, at once and in one line without words. Whoever sends mail asks here.

for one in telling.untold(now):
    send(one.to, ...)
    telling.note_told(one, now)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tevoet.talks.models import Wish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime


def untold(now: datetime) -> Iterator[Wish]:
    """Yield the wishes nobody was mailed about yet, the oldest first.

    Whoever is away, or keeps the connection quiet, is mailed when that is over, if the wish stands.
    """
    waiting = Wish.objects.open().filter(told_at__isnull=True).with_two().order_by("at")
    for one in waiting.select_related("connection__first__away", "connection__second__away"):
        on = one.to.today(now)
        is_quiet = one.connection.mutes.filter(by=one.to, until__gt=on).exists()
        if one.to.has_account and not one.to.is_away(on) and not is_quiet:
            yield one


def note_told(wish: Wish, now: datetime) -> None:
    """Say that the receiver was mailed; of two senders the first one counts."""
    Wish.objects.filter(pk=wish.pk, told_at__isnull=True).update(told_at=now)
