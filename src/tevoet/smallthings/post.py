"""One round of the mail: queue what there is to say, and send what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from tevoet.smallthings.actions.queueing import queue_letters, queue_wishes
from tevoet.smallthings.actions.sending import send_due

if TYPE_CHECKING:
    from tevoet.smallthings.actions.sending import Clock


def round_of_mail(clock: Clock = timezone.now) -> int:
    """Queue wishes and letters and send what is due; say how many went."""
    queue_wishes(clock())
    queue_letters(clock())
    return send_due(clock)
