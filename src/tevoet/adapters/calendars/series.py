"""Expand recurring events, with their exceptions, within bounds."""

import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import NamedTuple, cast

import recurring_ical_events
from dateutil.rrule import rrulestr  # type: ignore[import-untyped] # it ships no types
from icalendar import Calendar, vDDDLists, vDDDTypes, vRecur
from icalendar import Event as LibraryEvent

from tevoet.adapters.calendars.events import LATEST, Event, UnreadableEvent, read_time

MOST_INSTANCES = 20_000
_MOST_STEPS = 300_000
_YEAR = timedelta(days=366)
_SECONDS = {"SECONDLY": 1, "MINUTELY": 60, "HOURLY": 3600, "DAILY": 86_400}
_FILTERS = ("BYMONTH", "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS")
_TIMES_OF_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEK_SECONDS = 7 * 86_400
_LONGEST_MONTH = {"2": 29, "4": 30, "6": 30, "9": 30, "11": 30}
_GIVEN_WITH = {  # the frequencies that a part of a rule may stand with
    "BYYEARDAY": {"YEARLY"},
    "BYWEEKNO": {"YEARLY"},
    "BYSETPOS": {"MONTHLY", "YEARLY"},
    "BYMONTHDAY": {"MONTHLY", "YEARLY", *_SECONDS},
}
_OF_1_0 = re.compile(r"^(?:[MDW]|MP|YM|YD)\d")


@dataclass(frozen=True, slots=True)
class Bounds:
    """From when until when instances are made; `since` None is no limit for what ends itself."""

    since: datetime | None
    until: datetime
    now: datetime


class Instance(NamedTuple):
    """One time an event takes place: which event says how, and when it was first planned."""

    event: Event
    start: datetime
    end: datetime
    original: datetime


class Expansion(NamedTuple):
    """The instances of a series within the bounds; `is_cut` when there were more than allowed."""

    instances: list[Instance]
    is_cut: bool


def expand_series(master: Event, exceptions: Sequence[Event], bounds: Bounds) -> Expansion:
    """Make the instances of a recurring event within the bounds, exceptions in their place.

    An endless rule begins at `since`, or five years before `now`. At most 20,000 instances are
    made. Raises `UnreadableEvent`: `unreadable_recurrence` for a rule that cannot be read,
    `recurs_too_often` for a rule that would take more than 300,000 steps. A start that its own
    rule does not give is no instance (RFC 5545, 3.8.5.3, leaves it undefined; libical and dateutil
    do the same). Cancelled exceptions are there too; their invitation says so.
    """
    earliest = _earliest(master, bounds)
    if earliest >= bounds.until:
        return Expansion([], is_cut=False)
    calendar = Calendar()
    for event in (master, *exceptions):
        calendar.add_component(_library_event(event, bounds))
    with warnings.catch_warnings():
        # dateutil warns at COUNT with UNTIL; here UNTIL is only the bound of the reading.
        warnings.simplefilter("ignore", DeprecationWarning)
        series = recurring_ical_events.of(calendar).series[0]
        found = series.between(earliest, bounds.until)
        occurrences = list(islice(found, MOST_INSTANCES + 1))
        skipped = _start_outside_rules(master, bounds)
    events = {_library_key(event.instance): event for event in (master, *exceptions)}
    instances = []
    for occurrence in occurrences[:MOST_INSTANCES]:
        event = events[cast("datetime | None", occurrence.id.recurrence_id)]
        if event is not master or occurrence.start != skipped:
            start, end = cast("tuple[datetime, datetime]", (occurrence.start, occurrence.end))
            instances.append(_instance(event, start, end))
    return Expansion(instances, len(occurrences) > MOST_INSTANCES)


def _start_outside_rules(master: Event, bounds: Bounds) -> datetime | None:
    """Return the start of an event when none of its rules gives it."""
    if not master.rules or master.start in master.added:
        return None
    for text in master.rules:
        if next(_times(_bounded_rule(text, master, bounds), master), None) == master.start:
            return None
    return master.start


def _times(rule: vRecur, event: Event) -> Iterator[datetime]:
    text: str = rule.to_ical().decode()  # type: ignore[no-untyped-call] # icalendar has no type here
    return iter(rrulestr(text, dtstart=event.start))


def _earliest(master: Event, bounds: Bounds) -> datetime:
    if bounds.since is not None:
        return bounds.since
    if all("UNTIL=" in rule.upper() or "COUNT=" in rule.upper() for rule in master.rules):
        return datetime(1900, 1, 1, tzinfo=UTC)
    return bounds.now - 5 * _YEAR


def _library_key(original: datetime | None) -> datetime | None:
    """Name an exception as the library does: its original start in UTC, without a zone."""
    return None if original is None else original.astimezone(UTC).replace(tzinfo=None)


def _instance(event: Event, start: datetime, end: datetime) -> Instance:
    """Tie an instance to the start it had before it was moved, alone or with all that follow."""
    if event.instance is None:
        return Instance(event, start, end, start)
    if not event.is_this_and_future:
        return Instance(event, start, end, event.instance)
    return Instance(event, start, end, start - (event.start - event.instance))


def _library_event(event: Event, bounds: Bounds) -> LibraryEvent:
    made = LibraryEvent()
    made["UID"] = "one"
    made["DTSTART"], made["DTEND"] = vDDDTypes(event.start), vDDDTypes(event.end)
    if event.instance is not None:
        made["RECURRENCE-ID"] = vDDDTypes(event.instance)
        if event.is_this_and_future:
            made["RECURRENCE-ID"].params["RANGE"] = "THISANDFUTURE"
        return made
    if event.rules:
        made["RRULE"] = [_bounded_rule(rule, event, bounds) for rule in event.rules]
    if event.added:
        made["RDATE"] = [vDDDLists([added]) for added in event.added]
    left_out = [*event.left_out, *_left_out_by_rule(event, bounds)]
    if left_out:
        made["EXDATE"] = [vDDDLists([one]) for one in left_out]
    return made


def _bounded_rule(text: str, event: Event, bounds: Bounds) -> vRecur:
    """Read a rule and let it end at the bound, in UTC as the library wants it."""
    if _OF_1_0.match(text.upper()):
        raise UnreadableEvent("unreadable_recurrence")
    try:
        pairs = (part.partition("=") for part in "".join(text.upper().split()).split(";"))
        parts = {key: value for key, _, value in pairs if key}
        scale, skip = parts.pop("RSCALE", "GREGORIAN"), parts.pop("SKIP", "OMIT")
        until = _until_of(parts.pop("UNTIL", ""), event, bounds)
        _refuse_too_often(parts, event, until)
        _refuse_never(parts, event)
        rule: vRecur = vRecur.from_ical(";".join(f"{key}={value}" for key, value in parts.items()))
    except (ValueError, KeyError, OverflowError):
        raise UnreadableEvent("unreadable_recurrence") from None
    if "FREQ" not in rule or (scale, skip) != ("GREGORIAN", "OMIT"):
        raise UnreadableEvent("unreadable_recurrence")
    rule["UNTIL"] = [until]
    return rule


def _until_of(text: str, event: Event, bounds: Bounds) -> datetime:
    """Return the end of a rule: a day counts whole, a time without zone is in the event's."""
    if not text or int(text[:4]) > LATEST:
        return bounds.until.astimezone(UTC)
    zone = event.start.tzinfo
    until: date = read_time(text, zone or UTC)
    if not isinstance(until, datetime):
        until = datetime.combine(until, time(23, 59, 59), zone)
    return min(until, bounds.until).astimezone(UTC)


def _refuse_too_often(parts: dict[str, str], event: Event, until: datetime) -> None:
    size = _SECONDS.get(parts.get("FREQ", ""))
    step = size * max(int(parts.get("INTERVAL", 1)), 1) if size else 86_400
    steps = (until - event.start).total_seconds() / step
    if parts.get("COUNT", "").isdigit() and not any(key in parts for key in _FILTERS):
        steps = min(steps, 1000 * int(parts["COUNT"]))
    for name in _TIMES_OF_DAY:
        steps *= 1 + parts.get(name, "").count(",")
    if steps > _MOST_STEPS:
        raise UnreadableEvent("recurs_too_often")


def _refuse_never(parts: dict[str, str], event: Event) -> None:
    """Refuse a rule that never gives a day: the library would look for one until the year 9999."""
    often = parts.get("FREQ", "")
    strange = any(often not in given for name, given in _GIVEN_WITH.items() if name in parts)
    if strange or (often in _SECONDS and (_has_no_day(parts) or _misses_week(parts, event))):
        raise UnreadableEvent("unreadable_recurrence")


def _has_no_day(parts: dict[str, str]) -> bool:
    """Tell whether none of the days of a rule is in any of its months, such as 30 February."""
    if not ("BYMONTH" in parts and "BYMONTHDAY" in parts):
        return False
    first = min(abs(int(day)) for day in parts["BYMONTHDAY"].split(","))
    months = (month.lstrip("0") for month in parts["BYMONTH"].split(","))
    return all(first > _LONGEST_MONTH.get(month, 31) for month in months)


def _misses_week(parts: dict[str, str], event: Event) -> bool:
    """Tell whether whole weeks lie between the steps and the weekday of the start is no day."""
    step = _SECONDS[parts["FREQ"]] * int(parts.get("INTERVAL", 1))
    named = [day[-2:] for day in parts.get("BYDAY", "").split(",") if day]
    return (
        bool(named) and not step % _WEEK_SECONDS and _WEEKDAYS[event.start.weekday()] not in named
    )


def _left_out_by_rule(event: Event, bounds: Bounds) -> list[datetime]:
    """Return the times of EXRULE, which calendars before 2009 used and the library leaves out."""
    left_out: list[datetime] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        for text in event.rules_left_out:
            rule = _bounded_rule(text, event, bounds)
            left_out.extend(islice(_times(rule, event), MOST_INSTANCES))
    return left_out
