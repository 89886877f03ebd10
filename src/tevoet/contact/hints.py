"""Which hint a page shows about a connection: at most one, the strongest."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tevoet.contact.proposing import key_of
from tevoet.contact.records import Hint
from tevoet.engines.mirror.limits import LastContact, not_met
from tevoet.engines.mirror.settings import Limits

if TYPE_CHECKING:
    from tevoet.contact.records import Contact
    from tevoet.contact.sight import Sight
    from tevoet.engines.mirror import summary


def of(row: Contact, last: LastContact, keys: list[str], sight: Sight) -> list[Hint]:
    """Return the one hint of today, or none for who is away or muted.

    A firm call goes before a soft one, and both before "not met". Whoever spoke after the mails
    has done what the hint asked.
    """
    if row.away_until or row.muted_until:
        return []
    found = [
        hint
        for key in keys
        for hint in sight.calls.get(key, ())
        if hint.until_at > (last.voice_at or 0)
    ]
    limits = Limits(row.limits.voice, row.limits.in_person)
    silent = not_met(key_of(row.other), last, limits, sight.seconds, sight.rhythm)
    ordered = sorted(found, key=lambda hint: (hint.strength != "firm", -hint.until_at))
    best = next(iter([*ordered, *([silent] if silent else [])]), None)
    return [_shown(best)] if best else []


def _shown(hint: summary.Hint) -> Hint:
    return Hint(
        kind=hint.kind,
        strength=hint.strength,
        turns=hint.turns,
        since=None if hint.from_at is None else datetime.fromtimestamp(hint.from_at, UTC),
        until=datetime.fromtimestamp(hint.until_at, UTC),
        reason=hint.reason,
        parameters=dict(hint.parameters),
        conversation=hint.conversation_hash,
    )
