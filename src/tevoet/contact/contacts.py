"""One connection as its owner sees it, from the summary and from what was tapped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from tevoet.contact import hints
from tevoet.contact.clock import works_on
from tevoet.contact.records import Contact, Limits, Look
from tevoet.engines.mirror.limits import LastContact, days_since, newest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tevoet.contact.asking import Away, Tapped
    from tevoet.contact.folded import Brief
    from tevoet.contact.models import NotNow
    from tevoet.contact.records import Other
    from tevoet.contact.sight import Sight
    from tevoet.engines.mirror.summary import PersonSummary


def contacts(sight: Sight) -> list[Contact]:
    """Put the connections of an owner together, as far as a list needs it."""
    closer = Closer(sight)
    pairs = zip(sight.around.connections, sight.around.others, strict=True)
    return [contact(connection, other, closer) for connection, other in pairs]


def contact(connection: int, other: Other, closer: Closer) -> Contact:
    """Put one connection together."""
    sight = closer.sight
    briefs, tapped_at = sight.briefs.get(other.pk, ()), sight.last_tap(connection)
    last = _last(connection, briefs, sight)
    not_now, planned_on = _put_off(sight.told.not_now.get(connection), tapped_at, sight.today)
    away_until = _away_until(sight.around.away.get(other.pk), sight.today)
    muted_until = _muted_until(sight.around.muted_until.get(connection), sight.today)
    leave_alone = bool(away_until or muted_until)
    return Contact(
        connection=connection,
        other=other,
        closer=closer,
        phone=next(iter(sight.around.phones.get(other.pk, ())), ""),
        away_until=away_until,
        muted_until=muted_until,
        last_at=_moment(last.voice_at),
        voice_days=days_since(last.voice_at, sight.today, sight.rhythm),
        in_person_days=days_since(last.in_person_at, sight.today, sight.rhythm),
        limits=_limits(sight.told.limits.get(connection)),
        call=None if leave_alone else hints.call(connection, briefs, last, sight),
        waiting=briefs[0].waiting if briefs else 0,
        not_now=not_now,
        planned_on=planned_on,
        is_hidden=(connection, other.pk) in sight.around.left_out,
        hides_me=(connection, sight.around.owner.pk) in sight.around.left_out,
    )


@dataclass(frozen=True, slots=True)
class Closer:
    """Looks closer at the contacts of one owner, one by one."""

    sight: Sight

    def works_today(self, row: Contact) -> bool:
        """Say whether the other works today; everybody's week is asked at once."""
        weekdays = self.sight.around.weekdays.get(row.other.pk, ())
        return works_on(row.other.where, self.sight.today, weekdays)

    def look(self, row: Contact) -> Look:
        """Take a closer look at one connection."""
        sight, read = self.sight, self.sight.read_of(row)
        last = _last(row.connection, sight.briefs.get(row.other.pk, ()), sight)
        leave_alone = row.away_until or row.muted_until
        return Look(
            weeks=sight.strip(row, read.weekly if read else {}),
            figures=_figures(read, row.voice_days) if read else {},
            last_channel=_channel(last, read, sight.recent[row.connection]),
            not_met=None if leave_alone else hints.silent(row, last, sight),
            read=read,
        )


def _figures(read: PersonSummary, voice_days: int | None) -> dict[str, object]:
    """Return the figures by name; how long ago the two spoke counts the taps as well."""
    return {
        **read.figures,
        "contacts_by_channel@1": dict(read.contacts_by_channel),
        "last_human_contact_days@1": voice_days,
    }


def _last(connection: int, briefs: Sequence[Brief], sight: Sight) -> LastContact:
    """Return when the two last spoke and met; the newest, while addresses wait to be joined."""
    heard = [one.voice_at for one in briefs]
    met = [one.in_person_at for one in briefs]
    if taps := sight.told.taps.get(connection):
        heard.append(int(taps.spoke_at.timestamp()))
        met.append(int(taps.met_at.timestamp()) if taps.met_at else None)
    return newest(heard, met, sight.seconds)


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


def _put_off(
    told: NotNow | None, tapped_at: datetime | None, today: date
) -> tuple[bool, date | None]:
    """Say whether the owner put this off, and planned it; speaking afterwards ends both."""
    if told is None or (tapped_at is not None and tapped_at >= told.at):
        return False, None
    planned = told.planned_on if told.planned_on and told.planned_on >= today else None
    return told.until > today, planned


def _away_until(away: Away | None, today: date) -> date | None:
    since, until = away or (None, None)
    return until if since and until and since <= today <= until else None


def _muted_until(until: date | None, today: date) -> date | None:
    """Return the last day of a mute, while it lasts: until and with that day."""
    return until if until and until >= today else None


def _moment(at: int | None) -> datetime | None:
    return None if at is None else datetime.fromtimestamp(at, UTC)
