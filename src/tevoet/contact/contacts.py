"""One connection as its owner sees it, from the summary and from what was tapped."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

from tevoet.contact import hints
from tevoet.contact.clock import works_on
from tevoet.contact.records import Contact, Limits, Look
from tevoet.engines.mirror.limits import LastContact, Spoken, days_since, last_contact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tevoet.contact.asking import Tapped
    from tevoet.contact.models import NotNow
    from tevoet.contact.sight import Sight
    from tevoet.engines.mirror.summary import PersonSummary
    from tevoet.people.models import Person


def contact(connection: int, other: Person, sight: Sight) -> Contact:
    """Put one connection together."""
    read, taps = sight.read.get(other.pk, []), sight.told.taps.get(connection, [])
    joined = _joined(read)
    last = _last(joined, taps, sight.seconds)
    not_now, planned_on = _put_off(sight.told.not_now.get(connection), taps, sight.today)
    away_until = _away_until(sight.around.away.get(other.pk), sight.today)
    muted_until = _muted_until(sight.around.muted_until.get(connection), sight.today)
    leave_alone = bool(away_until or muted_until)
    return Contact(
        connection=connection,
        other=other,
        phone=next(iter(sight.around.phones[other.pk]), ""),
        away_until=away_until,
        muted_until=muted_until,
        works_today=works_on(other, sight.today, sight.around.weekdays[other.pk]),
        last_at=_moment(last.voice_at),
        last_channel=_channel(last, joined, taps),
        voice_days=days_since(last.voice_at, sight.seconds, sight.rhythm),
        in_person_days=days_since(last.in_person_at, sight.seconds, sight.rhythm),
        limits=_limits(sight.told.limits.get(connection)),
        call=None if leave_alone else hints.call((one.key for one in read), last, sight),
        waiting=int(joined.figures.get("waiting_for_me@1") or 0) if joined else 0,
        not_now=not_now,
        planned_on=planned_on,
        look=partial(_look, joined, last, sight),
    )


def _look(read: PersonSummary | None, last: LastContact, sight: Sight, row: Contact) -> Look:
    """Take a closer look at one connection."""
    leave_alone = row.away_until or row.muted_until
    return Look(
        weeks=sight.strip(row.connection, read.weekly if read else {}),
        figures=_figures(read, row.voice_days) if read else {},
        not_met=None if leave_alone else hints.silent(row.other, last, row.limits, sight),
    )


def _figures(read: PersonSummary, voice_days: int | None) -> dict[str, object]:
    """Return the figures by name; how long ago the two spoke counts the taps as well."""
    return {
        **read.figures,
        "contacts_by_channel@1": dict(read.contacts_by_channel),
        "last_human_contact_days@1": voice_days,
    }


def _joined(read: Sequence[PersonSummary]) -> PersonSummary | None:
    """Return the first with the newest contacts of all, while addresses wait to be joined."""
    if len(read) < 2:  # noqa: PLR2004  one needs no joining
        return read[0] if read else None
    voice = [one.last_human_contact_at for one in read if one.last_human_contact_at]
    met = [one.last_in_person_at for one in read if one.last_in_person_at]
    return replace(
        read[0],
        last_human_contact_at=max(voice, default=None),
        last_in_person_at=max(met, default=None),
    )


def _last(read: PersonSummary | None, taps: Sequence[Tapped], now: int) -> LastContact:
    key = read.key if read else ""
    spoken = [Spoken(key, int(tap.at.timestamp()), tap.channel) for tap in taps]
    return last_contact(read, spoken, now)


def _channel(last: LastContact, read: PersonSummary | None, taps: Sequence[Tapped]) -> str | None:
    """Return how the two last spoke; None when a reading does not tell phone from video."""
    if last.voice_at is None:
        return None
    if last.voice_at == last.in_person_at:
        return "in_person"
    for tap in taps:
        if int(tap.at.timestamp()) == last.voice_at:
            return tap.channel
    heard = [name for name in ("phone", "video") if read and any(read.weekly.get(name, ()))]
    return heard[0] if len(heard) == 1 else None


def _limits(told: tuple[int, int] | None) -> Limits:
    return Limits(*told, own=True) if told else Limits()


def _put_off(told: NotNow | None, taps: Sequence[Tapped], today: date) -> tuple[bool, date | None]:
    """Say whether the owner put this off, and planned it; speaking afterwards ends both."""
    if told is None or any(tap.at >= told.at for tap in taps):
        return False, None
    planned = told.planned_on if told.planned_on and told.planned_on >= today else None
    return told.until > today, planned


def _away_until(away: tuple[date, date] | None, today: date) -> date | None:
    since, until = away or (None, None)
    return until if since and until and since <= today <= until else None


def _muted_until(until: date | None, today: date) -> date | None:
    """Return the last day of a mute, while it lasts: until and with that day."""
    return until if until and until >= today else None


def _moment(at: int | None) -> datetime | None:
    return None if at is None else datetime.fromtimestamp(at, UTC)
