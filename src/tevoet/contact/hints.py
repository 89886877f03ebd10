"""Which hints there are about a connection; a page shows at most one, the strongest."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tevoet.contact.proposing import key_of
from tevoet.contact.records import Hint
from tevoet.engines.mirror.limits import not_met
from tevoet.engines.mirror.settings import Limits as MirrorLimits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tevoet.contact.records import Limits
    from tevoet.contact.sight import Sight
    from tevoet.engines.mirror import summary
    from tevoet.engines.mirror.limits import LastContact
    from tevoet.people.models import Person


def call(keys: Iterable[str], last: LastContact, sight: Sight) -> Hint | None:
    """Return the strongest hint that a call would be better: firm before soft, then the newest.

    Whoever spoke after the mails has done what the hint asked.
    """
    found = [
        hint
        for key in keys
        for hint in sight.calls.get(key, ())
        if hint.until_at > (last.voice_at or 0)
    ]
    best = min(found, key=lambda hint: (hint.strength != "firm", -hint.until_at), default=None)
    return _shown(best) if best else None


def silent(other: Person, last: LastContact, own: Limits, sight: Sight) -> Hint | None:
    """Return the hint that the two have not spoken or met for longer than the owner's limits."""
    limits = MirrorLimits(own.voice, own.in_person)
    hint = not_met(key_of(other), last, limits, sight.seconds, sight.rhythm)
    return _shown(hint) if hint else None


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
