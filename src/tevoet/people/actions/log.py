"""The log of accounts: written here, read under Me and by the keeper."""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from tevoet.people.models import AccountLine, Organisation, Person

KEPT: Final = timedelta(days=365)
Kind = AccountLine.Kind


def note(kind: str, *, whom: Person, by: Person | None) -> AccountLine:
    """Write down what happened to somebody's account."""
    return AccountLine.objects.create(
        organisation_id=whom.organisation_id, whom=whom, by=by, kind=kind, at=timezone.now()
    )


def note_removal(organisation: Organisation, *, by: Person | None) -> AccountLine:
    """Write down that somebody was removed; their name went along."""
    return AccountLine.objects.create(
        organisation=organisation, whom=None, by=by, kind=Kind.REMOVED, at=timezone.now()
    )


def forget_lines(now: datetime) -> int:
    """Forget lines after a year; return how many."""
    return AccountLine.objects.filter(at__lt=now - KEPT).delete()[0]
