"""Counting wrong tries, in the database, so that all processes count together.

A count belongs to one account *and* one place. So nobody elsewhere can make somebody wait, and no
limit on a whole network can either: an office shares one address.
"""

import math
from datetime import datetime, timedelta
from typing import ClassVar, Final

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_noop

from tevoet.people.actions.log import Kind, note
from tevoet.people.models import AccountLine, Person, WrongTries
from tevoet.people.models.account import FREE_TRIES
from tevoet.refusal import Refusal

ONE_LINE_EVERY: Final = timedelta(hours=1)


class KeepWaiting(Refusal):
    """After ten wrong tries from one place each further one waits longer."""

    slug: ClassVar[str] = "keep-waiting"
    message: ClassVar[str] = gettext_noop(
        "Too many tries were wrong here. You can try again in {minutes} minutes. A passkey works"
        " at once."
    )


def key_of(*parts: str) -> str:
    """Return the name of a count: nobody can read an account or a place from it."""
    return salted_hmac("tevoet.people.tries", "\n".join(parts), algorithm="sha256").hexdigest()


@transaction.atomic
def begin_try(key: str, *, now: datetime) -> WrongTries:
    """Count a try before it is judged, or refuse it; a refused one counts for nothing."""
    counts = WrongTries.objects.select_for_update()
    found, _ = counts.get_or_create(key=key, defaults={"last_at": now})
    if found.is_over(now):
        found.count = 0
    if left := found.still_waits(now):
        raise KeepWaiting(minutes=math.ceil(left.total_seconds() / 60))
    found.count += 1
    found.last_at = now
    found.save()
    return found


def forgive(key: str) -> None:
    """Forget the wrong tries of one account in one place: the right one was there."""
    WrongTries.objects.filter(key=key).delete()


def slow_down(tried: WrongTries, person: Person | None) -> None:
    """Write down that somebody's account was tried too often, once an hour at most."""
    if person is None or tried.count < FREE_TRIES:
        return
    lately = tried.last_at - ONE_LINE_EVERY
    lines = AccountLine.objects.about(person).filter(kind=Kind.SLOWED, at__gt=lately)
    if not lines.exists():
        note(Kind.SLOWED, whom=person, by=None)


def forget_tries(now: datetime) -> int:
    """Forget what nobody tried for a day; return how many."""
    return WrongTries.objects.forgotten(now).delete()[0]
