"""Read headers of services in the background: sealed on arrival, and never opened here again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop
from django_tasks import task

from tevoet.contact import making, sources
from tevoet.contact.actions.reading import (
    Signs,
    examples_of,
    finish,
    keyring_of,
    outcome_of,
    run_through,
)
from tevoet.contact.actions.sources import lock_idle
from tevoet.contact.details import Details, seal
from tevoet.contact.grants import EMPTY, Held, keep, opened
from tevoet.contact.joining import fall_behind
from tevoet.contact.models import Arrival, Grant, Reading, Source
from tevoet.contact.services import service
from tevoet.contact.waiting import waiting
from tevoet.refusal import Refusal
from tevoet.vault.mirrorkey import seal_for

if TYPE_CHECKING:
    from tevoet.contact.sources import ServiceStanding, Tokens
    from tevoet.engines.moments.gathering import Reading as Gathered

KEPT_READINGS = 10
"""Of a source that is read for years, so many accounts of readings stay."""

OVER = (sources.ConnectAgain, sources.PermissionTooWide, sources.PermissionNotGiven)
"""After these the permission is worth nothing, or worth too much."""


class TooMuchWaits(Refusal):
    """So much came in that was never looked at that no more is taken in."""

    slug: ClassVar[str] = "too-much-waits-sealed"
    message: ClassVar[str] = gettext_noop(
        "Much waits already for you to open your mirror. Open it once; then the reading goes on."
    )


def begin_due(now: datetime) -> int:
    """Put a reading in the queue for every mailbox that is due; return how many."""
    begun = 0
    due = Grant.objects.due(now).filter(service__in=settings.SERVICES)
    for grant in due.select_related("source"):
        waits = waiting(grant.source)
        Grant.objects.filter(pk=grant.pk).update(next_at=now + waits.pause)
        reading = grant.source.reading
        if waits.is_full or (reading is not None and reading.is_going):
            continue
        ask_to_read(grant)
        begun += 1
    return begun


def ask_to_read(grant: Grant) -> Reading:
    """Put a reading in the queue, when its transaction holds."""
    reading = Reading.objects.create(source=grant.source)
    transaction.on_commit(lambda: read_in_background.enqueue(reading.pk))
    return reading


@transaction.atomic
def read_soon(source: Source) -> Reading:
    """Read what is new as soon as there is a turn; of two askers one begins."""
    locked = lock_idle(source)
    if waiting(locked).is_full:
        raise TooMuchWaits
    service(locked.grant.service)  # refuses one that was switched off
    return ask_to_read(locked.grant)


def rest(source: Source) -> None:
    """Read no more in the background."""
    Grant.objects.filter(source=source, stopped_at=None).update(stopped_at=timezone.now())


def go_on(source: Source) -> None:
    """Read in the background again."""
    Grant.objects.filter(source=source).update(stopped_at=None, next_at=timezone.now())


@task()
def read_in_background(reading_pk: int) -> None:
    """Read what is new; of two workers with the same reading one does it."""
    now = timezone.now()
    waiting_for = Reading.objects.filter(pk=reading_pk, started_at=None, ended_at=None)
    if waiting_for.update(started_at=now, last_sign_at=now):
        found = Reading.objects.select_related("source__owner__organisation", "source__grant")
        read(found.get(pk=reading_pk))


def read(reading: Reading) -> Reading:
    """Do what a reading is; whatever happens, it ends and says how."""
    grant = reading.source.grant

    def act() -> None:
        try:
            _read(reading, grant)
        except OVER:
            _give_up(grant)
            raise

    over = run_through(reading, act)
    if over.joined_at is not None and not over.outcome.get("read"):
        over.delete()  # there was nothing new: nothing to account for, and the last account stays
    else:
        _forget_readings(over.source)
    return over


def _read(reading: Reading, grant: Grant) -> None:
    place, client = service(grant.service)
    held, options = opened(grant), making.read_options(reading.source.owner, timezone.now())
    standing = sources.ServiceStanding.of(held.standing)

    def on_renewed(tokens: Tokens) -> None:
        nonlocal held
        held = held.renewed(tokens)
        keep(grant, held)

    with sources.Asking(place, client, held.tokens, on_renewed) as asking:
        gathered, has_calendar = sources.read_service(asking, options, standing, Signs(reading))
    _take_over(reading, gathered, Held(held.tokens, held.whose, standing.written()), has_calendar)
    _go_on(reading.source, standing)


@transaction.atomic
def _take_over(reading: Reading, gathered: Gathered, held: Held, has_calendar: bool) -> None:
    """Seal what came in and keep how far that was, in one go."""
    source, now = reading.source, timezone.now()
    keyring, label = keyring_of(source.owner), source.calendar_label
    added, content = sources.packed(gathered, source.label, label)
    outcome = {**outcome_of(gathered, added), "strangers": 0}
    finish(reading, outcome, seal(keyring, Details([], examples_of(gathered))))
    keep(source.grant, held, checked_at=now, ended_at=None)
    if added.fresh or has_calendar:
        sealed, replaces = seal_for(keyring, content), label if has_calendar else ""
        Arrival.objects.create(reading=reading, keyring=keyring, content=sealed, replaces=replaces)
        Reading.objects.filter(pk=reading.pk).update(bytes_read=0, bytes_total=0)
        fall_behind(source.owner, arrived=True)
    else:
        Reading.objects.filter(pk=reading.pk).update(joined_at=now, bytes_read=0, bytes_total=0)


def _go_on(source: Source, standing: ServiceStanding) -> None:
    """Read the rest of a round, after whoever waits for a turn."""
    if not standing.is_over and not waiting(source).is_full:
        ask_to_read(source.grant)


def _give_up(grant: Grant) -> None:
    """Throw away tokens that open nothing, or too much; how far it was read stays."""
    try:
        held = opened(grant).renewed(EMPTY)
    except sources.ConnectAgain:
        held = Held(EMPTY)
    keep(grant, held, ended_at=timezone.now())


def _forget_readings(source: Source) -> None:
    """Forget accounts of readings that are over, but for the last ones."""
    over = source.readings.filter(arrival=None).exclude(ended_at=None).order_by("-pk")
    old = list(over.values_list("pk", flat=True)[KEPT_READINGS:])
    Reading.objects.filter(pk__in=old).delete()
