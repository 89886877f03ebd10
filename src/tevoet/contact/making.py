"""Make an owner's archive and summary anew, and put both in place at once."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from tevoet.contact.archive import Kept, Made
from tevoet.contact.asking import Around, Told
from tevoet.contact.clock import rhythm_of, weeks_of, where
from tevoet.contact.folded import NOTHING_SEEN, Seen, fold
from tevoet.contact.models import LeftOut, Manner
from tevoet.contact.proposing import OWN_KEY, addresses_of, key_of
from tevoet.contact.sources import FORMAT, Moments
from tevoet.engines.mirror.settings import MirrorSettings, Rhythm
from tevoet.engines.moments.options import ReadOptions
from tevoet.people.models import Person
from tevoet.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tevoet.contact.archive import Archive
    from tevoet.engines.mirror.summary import Summary
    from tevoet.people.models import Person

Result = TypeVar("Result")
ATTEMPTS = 5
YEAR = timedelta(days=366)


class ArchiveIsBusy(Refusal):
    """Others kept replacing the archive in between."""

    slug: ClassVar[str] = "archive-is-busy"
    message: ClassVar[str] = gettext_noop(
        "Another reading of yours kept getting in between. Wait until it is done and try again."
    )


def read_options(owner: Person, now: datetime) -> ReadOptions:
    """Return what readers are told about an owner."""
    around, told = Around.of(owner), Told.by(owner)
    place = where(owner)
    return ReadOptions(
        me=frozenset(addresses_of(owner, around, told)),
        now=int(now.timestamp()),
        time_zone=place.time_zone,
        country=place.country,
    )


def mirror_settings(owner: Person, now: datetime) -> MirrorSettings:
    """Return what figures are told about an owner and the people around."""
    around, told = Around.of(owner), Told.by(owner)
    years = (now.year - 1, now.year, (now + YEAR).year)
    place, (own, *weeks) = where(owner), weeks_of(*around.everybody)
    told_how = dict(Manner.objects.visible_to(owner).values_list("connection", "channel"))
    pairs = zip(around.connections, around.others, strict=True)
    channels = {key_of(other): told_how[one] for one, other in pairs if one in told_how}
    aliases: dict[str, str] = {}
    rhythms: dict[str, Rhythm] = {}
    for other, week in zip(around.others, weeks, strict=True):
        key = key_of(other)
        aliases |= dict.fromkeys(addresses_of(other, around, told), key)
        if week or other.where != place:
            rhythms[key] = rhythm_of(other.where, week, years)
    return MirrorSettings(
        now=int(now.timestamp()),
        me=frozenset(addresses_of(owner, around, told)),
        rhythm=rhythm_of(place, own, years),
        aliases=aliases,
        rhythms=rhythms,
        channels=channels,
        default_limits=None,
    )


def replace(
    owner: Person,
    archive: Archive,
    change: Callable[[Moments], Result],
    then: Callable[[Result], None] | None = None,
) -> Result:
    """Change an owner's moments and keep them with their new summary, all or nothing.

    `then` belongs to the same transaction. When somebody else replaced the archive in between,
    the change is made again on what is there now.
    """
    for _ in range(ATTEMPTS):
        kept, now = archive.moments(owner), timezone.now()
        with Moments(kept.content) as moments:
            result = change(moments)
            fresh = Kept(moments.pack(), FORMAT, kept.revision)
            settings = mirror_settings(owner, now)
            summary = without(moments.summary(settings), owner)
            seen = Seen(moments.seen_last(), moments.answered_for(settings.me))
            made = folded(summary, now, seen)
        with transaction.atomic():
            if archive.replace(owner, moments=fresh, summary=made):
                if then is not None:
                    then(result)
                return result
    raise ArchiveIsBusy


def without(summary: Summary, owner: Person) -> Summary:
    """Leave out of an owner's summary who asked for that."""
    hidden = LeftOut.objects.of_mirror(owner).values_list("by", flat=True)
    keys = {f"{OWN_KEY}{pk}" for pk in hidden}
    people = tuple(one for one in summary.people if one.key not in keys)
    hints = tuple(one for one in summary.hints if one.person not in keys)
    return dataclasses.replace(summary, people=people, hints=hints)


def folded(summary: Summary, now: datetime, seen: Seen = NOTHING_SEEN) -> Made:
    """Return a summary as it is kept; whoever was seen last is asked about first."""
    parts = fold(summary, seen)
    return Made(parts.content, now, lambda: parts.others)
