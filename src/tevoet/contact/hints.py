"""Which hints there are about a connection; a page shows at most one, the strongest."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tevoet.contact.folded import SHOWN_AS_READ
from tevoet.contact.proposing import key_of
from tevoet.contact.records import Hint
from tevoet.engines.mirror.hintbook import exchange_of
from tevoet.engines.mirror.limits import not_met
from tevoet.engines.mirror.settings import Limits as MirrorLimits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tevoet.contact.folded import Brief
    from tevoet.contact.records import Contact
    from tevoet.contact.sight import Sight
    from tevoet.engines.mirror.limits import LastContact


def call(connection: int, briefs: Iterable[Brief], last: LastContact, sight: Sight) -> Hint | None:
    """Return the one hint of today that a call would be better, as the owner wants hints.

    Whoever spoke after the mails has done what the hint asked.
    """
    spoken = last.voice_at or 0
    found = [one for brief in briefs for one in brief.calls if one.until_at > spoken]
    chosen = sight.book.choose(connection, found, sight.today)
    if chosen is None:
        return None
    best, strength, reason = chosen
    return Hint(
        kind=SHOWN_AS_READ,
        strength=strength,
        turns=best.turns,
        since=_moment(best.from_at),
        until=datetime.fromtimestamp(best.until_at, UTC),
        reason=reason,
        parameters=best.parameters,
        conversation=best.conversation,
        exchange=exchange_of(best),
    )


def silent(row: Contact, last: LastContact, sight: Sight) -> Hint | None:
    """Return the hint that the two have not spoken or met for longer than the owner's limits."""
    limits = MirrorLimits(row.limits.voice, row.limits.in_person)
    hint = not_met(key_of(row.other), last, limits, sight.seconds, sight.rhythm)
    if hint is None:
        return None
    return Hint(
        kind=hint.kind,
        strength=hint.strength,
        turns=0,
        since=_moment(hint.from_at),
        until=sight.now,
        reason=hint.reason,
        parameters=hint.parameters,
        conversation="",
    )


def _moment(at: int | None) -> datetime | None:
    return None if at is None else datetime.fromtimestamp(at, UTC)
