"""Read iCalendar files: meetings with their people, times and places, never their notes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from tevoet.adapters.calendars.components import Component, cut_components
from tevoet.adapters.calendars.events import UnreadableEvent, read_event
from tevoet.adapters.calendars.series import Bounds, Instance, expand_series
from tevoet.adapters.calendars.versions import EventSeries, Numbered, newest_versions
from tevoet.adapters.calendars.zones import find_zone
from tevoet.engines.moments.meetings import Meeting, judge_invitation, meeting_id
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch, Moment, Refused

SOURCE = "ics"
_AT_ONCE = 1000
_AHEAD = timedelta(days=366)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NOT_MEETINGS = frozenset({"VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY", "VPOLL"})
_ANSWERS = frozenset({"REPLY", "REFRESH", "COUNTER", "DECLINECOUNTER"})


def read(path: Path, options: ReadOptions) -> Iterator[Batch]:
    """Read one calendar file as batches of moments.

    Everything counts once: an instance of an event is a moment or is set aside by reason (a
    series of which no part is a meeting counts once for each part); a component that cannot be
    read is refused by reason, with the file's name and the number of the component; so
    read = moments + set aside + refused. An event outside `since`–`until` is set
    aside as `outside_period`; instances of a series are not made there. Of several versions of one
    event in the file the newest speaks (SEQUENCE, then DTSTAMP, a cancellation before others);
    older ones are set aside as `superseded`, exact copies give the same moments again. Moments
    after `now` are given too, up to `until` or a year ahead for what recurs. Only a file that
    cannot be opened raises (OSError).
    """
    content = path.read_bytes()
    reading = _Reading(path.name, options)
    for component in cut_components(content):
        reading.take(component)
    if not reading.has_components:
        reading.batch.refused.append(Refused("no_events", path.name))
    reading.batch.read_bytes = len(content)
    for versions in reading.events.values():
        reading.add(newest_versions(versions))
        if len(reading.batch.moments) >= _AT_ONCE:
            yield reading.hand_over()
    yield reading.hand_over()


def _bounds(options: ReadOptions) -> Bounds:
    now = _at(options.now)
    since = None if options.since is None else _at(options.since)
    until = now + _AHEAD if options.until is None else _at(options.until)
    return Bounds(since, until, now)


def _at(seconds: int) -> datetime:
    return _EPOCH + timedelta(seconds=seconds)


@dataclass(slots=True)
class _Reading:
    """One file while it is read: its events by UID, and what waits to be handed over."""

    name: str
    options: ReadOptions
    has_components: bool = False
    events: dict[str, list[Numbered]] = field(default_factory=dict)
    batch: Batch = field(default_factory=Batch)

    def take(self, component: Component) -> None:
        self.has_components = True
        if component.kind != "VEVENT":
            known = component.kind in _NOT_MEETINGS
            self.set_aside("no_meeting" if known else "unknown_component")
        elif component.calendar.method in _ANSWERS:
            self.set_aside("answer")
        else:
            self._take_event(component)

    def _take_event(self, component: Component) -> None:
        find = partial(
            find_zone,
            definitions=component.calendar.zones,
            local=ZoneInfo(self.options.time_zone),
        )
        try:
            event = read_event(component, find)
        except UnreadableEvent as unreadable:
            self.refuse(unreadable.reason, component.number)
        except Exception:  # noqa: BLE001 - one component may never stop the calendar
            self.refuse("unreadable", component.number)
        else:
            self.events.setdefault(event.uid, []).append(Numbered(component.number, event))

    def add(self, series: EventSeries) -> None:
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
            source=SOURCE,
        )
        self.batch.moments.extend([moment] * (1 + part.copies))

    def set_aside(self, reason: str, count: int = 1) -> None:
        if count:
            self.batch.set_aside[reason] = self.batch.set_aside.get(reason, 0) + count

    def refuse(self, reason: str, number: int) -> None:
        self.batch.refused.append(Refused(reason, f"{self.name} #{number}"))

    def hand_over(self) -> Batch:
        done, self.batch = self.batch, Batch()
        return done


def _seconds(when: datetime) -> int:
    return int((when - _EPOCH).total_seconds())
