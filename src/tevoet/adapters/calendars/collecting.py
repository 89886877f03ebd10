"""Collect the events of a file or a store, and make moments of them when all were read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tevoet.adapters.calendars.events import Event, UnreadableEvent
from tevoet.adapters.calendars.series import Bounds, Instance, expand_series
from tevoet.adapters.calendars.versions import EventSeries, Numbered, newest_versions
from tevoet.engines.moments.meetings import Meeting, judge_invitation, meeting_id, other_of
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import CANCELLED, MOVED, Batch, Change, Moment, Refused

_AT_ONCE = 1000
_AHEAD = timedelta(days=366)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _bounds(options: ReadOptions) -> Bounds:
    now = _at(options.now)
    since = None if options.since is None else _at(options.since)
    until = now + _AHEAD if options.until is None else _at(options.until)
    return Bounds(since, until, now)


def _at(seconds: int) -> datetime:
    return _EPOCH + timedelta(seconds=seconds)


@dataclass(slots=True)
class Collecting:
    """One file or store while it is read: its events by UID, and what waits to be handed over."""

    name: str
    options: ReadOptions
    source: str
    events: dict[str, list[Numbered]] = field(default_factory=dict)
    batch: Batch = field(default_factory=Batch)

    def keep(self, event: Event, number: int) -> None:
        """Keep an event until every version of it was read; `number` is its place."""
        self.events.setdefault(event.uid, []).append(Numbered(number, event))

    def moments(self) -> Iterator[Batch]:
        """Make moments of what was kept, a handful at a time; the last batch may be empty."""
        for versions in self.events.values():
            self.add(newest_versions(versions))
            if len(self.batch.moments) >= _AT_ONCE:
                yield self.hand_over()
        yield self.hand_over()

    def add(self, series: EventSeries) -> None:
        """Add what the newest versions of one event say."""
        self.set_aside("superseded", series.superseded)
        reasons = [self._reason(part) for part in series.parts]
        if series.master is not None and series.master.event.recurs and not all(reasons):
            self._add_recurring(series.master, series)
            return
        for part in series.parts:
            event = part.event
            instance = None if event.instance is None else _seconds(event.instance)
            if self._is_inside(event.start) or event.recurs:
                self._add_meeting(part, event.start, event.end, instance)
            else:
                self.set_aside("outside_period", 1 + part.copies)

    def _reason(self, part: Numbered) -> str:
        judged = judge_invitation(part.event.invitation, self.options.me)
        return "" if isinstance(judged, Meeting) else judged

    def _add_recurring(self, master: Numbered, series: EventSeries) -> None:
        parts = {id(part.event): part for part in series.parts}
        self._note_left_out(master)
        for instance in self._instances(master, series):
            if self._is_inside(instance.start):
                part = parts[id(instance.event)]
                original = _seconds(instance.original)
                self._add_meeting(part, instance.start, instance.end, original)

    def _instances(self, master: Numbered, series: EventSeries) -> list[Instance]:
        exceptions = [part.event for part in series.exceptions]
        try:
            expansion = expand_series(master.event, exceptions, _bounds(self.options))
        except UnreadableEvent as unreadable:
            reason = unreadable.reason
        except Exception:  # noqa: BLE001 - one series may never stop the calendar
            reason = "unreadable_recurrence"
        else:
            if expansion.is_cut:
                self.refuse("recurs_too_often", master.number)
            return expansion.instances
        for part in series.parts:
            self.refuse(reason, part.number)
        return []

    def _is_inside(self, start: datetime) -> bool:
        at, options = _seconds(start), self.options
        return (options.since is None or options.since <= at) and (
            options.until is None or at < options.until
        )

    def _add_meeting(
        self, part: Numbered, start: datetime, end: datetime, instance: int | None
    ) -> None:
        judged = judge_invitation(part.event.invitation, self.options.me)
        self._note_change(part, start, instance)
        if not isinstance(judged, Meeting):
            self.set_aside(judged, 1 + part.copies)
            return
        moment = Moment(
            id=meeting_id(part.event.uid, instance),
            at=_seconds(start),
            channel=judged.channel,
            sender=judged.sender,
            people=judged.people,
            minutes=(_seconds(end) - _seconds(start)) / 60,
            confirmed=judged.confirmed,
            conversation=meeting_id(part.event.uid, None),
            source=self.source,
        )
        self.batch.moments.extend([moment] * (1 + part.copies))

    def _note_change(self, part: Numbered, start: datetime, instance: int | None) -> None:
        """Remember when a meeting of two was planned, if it was cancelled or moved since."""
        invitation = part.event.invitation
        if part.event.recurs and instance is None:
            return  # a whole series that is no meeting: which of its dates were planned is unknown
        first = start if part.first_start is None else part.first_start
        planned = _seconds(first) if instance is None else instance
        if invitation.is_cancelled:
            self._change(part, planned, instance, CANCELLED)
        elif planned != _seconds(start):
            self._change(part, planned, instance, MOVED)

    def _note_left_out(self, master: Numbered) -> None:
        """Take a date that was left out of a series for an instance that was cancelled."""
        for left_out in master.event.left_out:
            if isinstance(left_out, datetime) and self._is_inside(left_out):
                planned = _seconds(left_out)
                self._change(master, planned, planned, CANCELLED)

    def _change(self, part: Numbered, planned: int, instance: int | None, kind: str) -> None:
        held = part.event.invitation._replace(is_cancelled=False)
        meeting = judge_invitation(held, self.options.me)
        if isinstance(meeting, Meeting) and (other := other_of(meeting, self.options.me)):
            number = meeting_id(part.event.uid, instance)
            self.batch.changes.append(Change(number, planned, kind, other))

    def set_aside(self, reason: str, count: int = 1) -> None:
        """Count what was read well and is no meeting."""
        if count:
            self.batch.set_aside[reason] = self.batch.set_aside.get(reason, 0) + count

    def refuse(self, reason: str, number: int) -> None:
        """Count what could not be read, by its place."""
        self.batch.refused.append(Refused(reason, f"{self.name} #{number}"))

    def hand_over(self) -> Batch:
        """Return what waits, and begin anew."""
        done, self.batch = self.batch, Batch()
        return done


def _seconds(when: datetime) -> int:
    return int((when - _EPOCH).total_seconds())
