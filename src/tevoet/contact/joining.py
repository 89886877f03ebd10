"""Join what came in sealed with the archive, and make the summary anew: with an open archive only.

Whatever the summary does not know yet (moments that came in, sources that were removed, answers
about addresses) marks the archive as behind. The next request that can open it catches up.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_noop

from tevoet.contact import making
from tevoet.contact.models import Archive, Arrival, Reading, Source
from tevoet.engines.sealing.refusals import SealRefusal
from tevoet.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tevoet.contact.archive import Archive as Port
    from tevoet.contact.sources import Moments
    from tevoet.people.models import Person

LONGEST = timedelta(minutes=5)
"""Whoever catches up for longer than this is thought to be gone."""


class SealedForEarlierKeys(Refusal):
    """It came in for keys that were lost since."""

    slug: ClassVar[str] = "sealed-for-earlier-keys"
    message: ClassVar[str] = gettext_noop(
        "This came in for keys you do not have any more. Give the files again."
    )


def fall_behind(owner: Person, *, arrived: bool = False) -> bool:
    """Note that the summary does not know everything any more; False without an archive."""
    now = timezone.now()
    if arrived:
        empty = {"content": b"", "format": "", "replaced_at": now}
        Archive.objects.get_or_create(owner=owner, defaults=empty)
    return bool(Archive.objects.filter(owner=owner).update(behind_since=now))


def catch_up(owner: Person, archive: Port) -> bool:
    """Bring archive and summary up to date, all or nothing; say whether anything was done.

    When somebody else does so already, what there is stays as it is until they are done.
    """
    if not archive.is_open(owner):
        return False
    behind = Archive.objects.visible_to(owner).exclude(behind_since=None)
    since = behind.values_list("behind_since", flat=True).first()
    if since is None:
        return False
    with _turn(owner) as is_ours:
        if is_ours:
            _join(owner, archive, since)
    return is_ours


@contextmanager
def _turn(owner: Person) -> Iterator[bool]:
    """Let one at a time make an owner's archive anew, without holding up anybody's writing."""
    now = timezone.now()
    until = now + LONGEST
    is_ours = bool(Archive.objects.free(now).filter(owner=owner).update(busy_until=until))
    try:
        yield is_ours
    finally:
        if is_ours:
            Archive.objects.filter(owner=owner, busy_until=until).update(busy_until=None)


def _join(owner: Person, archive: Port, since: datetime) -> None:
    arrivals = list(Arrival.objects.visible_to(owner).select_related("reading").order_by("pk"))
    gone = list(Source.objects.going(owner))

    def change(moments: Moments) -> list[int | Refusal]:
        for source in gone:
            moments.remove(source.label)
            moments.remove(source.calendar_label)
        return [_added(moments, arrival, archive) for arrival in arrivals]

    def then(added: list[int | Refusal]) -> None:
        for arrival, one in zip(arrivals, added, strict=True):
            _settle(arrival.reading, one)
        Arrival.objects.filter(pk__in=[arrival.pk for arrival in arrivals]).delete()
        Source.objects.going(owner).filter(pk__in=[one.pk for one in gone]).delete()
        Archive.objects.filter(owner=owner, behind_since=since).update(behind_since=None)

    making.replace(owner, archive, change, then)


def _added(moments: Moments, arrival: Arrival, archive: Port) -> int | Refusal:
    """Add what arrived, or return why it cannot be: it must not hold up the rest for ever."""
    before = moments.count()
    try:
        content = archive.unseal(bytes(arrival.content))
        moments.join(content, instead_of=arrival.replaces)
        return max(0, moments.count() - before)
    except SealRefusal:
        return SealedForEarlierKeys()
    except Refusal as refusal:
        return refusal


def _settle(reading: Reading, fresh: int | Refusal) -> None:
    """Write down what became of a reading: what was here already is no new moment."""
    became: dict[str, object] = {"joined_at": timezone.now()}
    if isinstance(fresh, Refusal):
        became |= {"refusal": fresh.slug, "message": fresh.message, "parameters": fresh.parameters}
    else:
        double = reading.outcome["duplicate"] + reading.outcome["kept"] - fresh
        became["outcome"] = {**reading.outcome, "kept": fresh, "duplicate": double}
    Reading.objects.filter(pk=reading.pk).update(**became)
