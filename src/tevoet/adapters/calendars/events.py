"""Make an event of a component: its times, how it recurs, and who was invited where."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from icalendar import vDuration

from tevoet.adapters.calendars.components import Component
from tevoet.adapters.calendars.people import invitation_of
from tevoet.adapters.calendars.properties import Property, property_name, read_property
from tevoet.engines.moments.meetings import Invitation

EARLIEST, LATEST = 1900, 2100
_TIME = re.compile(r"^(\d{4})-?(\d\d)-?(\d\d)(?:Z|T(\d\d):?(\d\d)(?::?(\d\d))?(?:\.\d+)?\s*(Z?))?$")
_DAY = timedelta(days=1)
_LONGEST = timedelta(days=3660)
_SEQUENCE = re.compile(r"[0-9]{1,9}")
READ = frozenset(
    {
        "UID",
        "DTSTART",
        "DTEND",
        "DURATION",
        "RRULE",
        "EXRULE",
        "RDATE",
        "EXDATE",
        "RECURRENCE-ID",
        "SEQUENCE",
        "DTSTAMP",
        "STATUS",
        "TRANSP",
        "ORGANIZER",
        "ATTENDEE",
        "LOCATION",
        "DESCRIPTION",
        "URL",
        "CONFERENCE",
        "X-ALT-DESC",
        "X-GOOGLE-CONFERENCE",
        "X-GOOGLE-HANGOUT",
        "X-MICROSOFT-SKYPETEAMSMEETINGURL",
        "X-MICROSOFT-ONLINEMEETINGCONFLINK",
        "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
        "X-MICROSOFT-CDO-BUSYSTATUS",
        "X-MICROSOFT-CDO-ALLDAYEVENT",
        "X-MOZ-CONFERENCE",
    }
)
Period = tuple[datetime, datetime | timedelta]
ZoneFinder = Callable[[str], tzinfo]


class UnreadableEvent(Exception):
    """An event that cannot be read; `reason` is a slug. It ends as a `Refused`."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        self.reason = reason
        super().__init__(reason)


@dataclass(slots=True)
class Event:
    """One VEVENT with times that all carry a zone.

    `instance` is the original start that a RECURRENCE-ID points at. `version` orders versions of
    one event: SEQUENCE, DTSTAMP, and whether it is a cancellation.
    """

    uid: str
    start: datetime
    end: datetime
    invitation: Invitation
    version: tuple[int, int, bool]
    instance: datetime | None = None
    is_this_and_future: bool = False
    rules: list[str] = field(default_factory=list)
    rules_left_out: list[str] = field(default_factory=list)
    added: list[datetime | Period] = field(default_factory=list)
    left_out: list[date] = field(default_factory=list)

    @property
    def recurs(self) -> bool:
        """Tell whether more than one instance can follow from this event."""
        return bool(self.rules or self.added)


Properties = dict[str, list[Property]]


def read_event(component: Component, find: ZoneFinder) -> Event:
    """Read one VEVENT. Raises `UnreadableEvent` with the reason when it has no usable times."""
    found = read_properties(component)
    start, is_day = _start_of(found, find)
    end = _end_of(found, find, start, is_day=is_day)
    if end < start:
        start, end = end, start
    whole_day = is_day or _fills_days(found, start, end)
    invitation = invitation_of(found, component.calendar.method, is_whole_day=whole_day)
    event = Event(uid_of(found, component), start, end, invitation, (0, 0, False))
    event.version = _version_of(found, is_cancelled=invitation.is_cancelled)
    _read_recurrence(event, found, find)
    return event


def read_properties(component: Component) -> Properties:
    """Return by name what is looked at of a component; the rest is passed over."""
    found: Properties = {}
    for line in component.lines:
        name = property_name(line)
        if name in READ and (read := read_property(line)) is not None:
            found.setdefault(name, []).append(read)
    return found


def read_time(value: str, zone: tzinfo) -> datetime | date:
    """Read a DATE or DATE-TIME of iCalendar in its zone (Z is UTC).

    Raises ValueError when it is none, and OverflowError outside 1900–2100. A 60th second is read
    as the 59th.

    >>> read_time("20260105", UTC)
    datetime.date(2026, 1, 5)
    """
    found = _TIME.match(value.strip())
    if found is None:
        raise ValueError("no time")
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    if not EARLIEST <= year <= LATEST:
        raise OverflowError("out of range")
    on = date(year, month, day)
    if found[4] is None:
        return on
    clock = time(int(found[4]), int(found[5]), min(int(found[6] or 0), 59))
    return datetime.combine(on, clock, UTC if found[7] else zone)


def _start_of(found: Properties, find: ZoneFinder) -> tuple[datetime, bool]:
    if "DTSTART" not in found:
        raise UnreadableEvent("no_start")
    read = found["DTSTART"][0]
    start = _read_one(read, find, "unreadable_start")
    return _as_moment(start, find(read.parameters.get("TZID", ""))), not _is_moment(start)


def _end_of(found: Properties, find: ZoneFinder, start: datetime, *, is_day: bool) -> datetime:
    if "DTEND" in found:
        read = found["DTEND"][0]
        end = _as_moment(_read_one(read, find, "unreadable_end"), start.tzinfo)
    elif "DURATION" in found:
        end = start + _read_duration(found["DURATION"][0].value)
    else:
        end = start + (_DAY if is_day else timedelta())
    if abs(end - start) > _LONGEST:
        raise UnreadableEvent("too_long")
    return end


def _read_one(read: Property, find: ZoneFinder, reason: str) -> datetime | date:
    try:
        return read_time(read.value, find(read.parameters.get("TZID", "")))
    except OverflowError:
        raise UnreadableEvent("date_out_of_range") from None
    except ValueError:
        raise UnreadableEvent(reason) from None


def _read_duration(value: str) -> timedelta:
    try:
        size: timedelta = vDuration.from_ical(  # type: ignore[no-untyped-call] # icalendar has no types here
            value.strip()
        )
    except (ValueError, OverflowError):
        raise UnreadableEvent("unreadable_duration") from None
    if abs(size) > _LONGEST:
        raise UnreadableEvent("too_long")
    return size


def _is_moment(when: datetime | date) -> bool:
    return isinstance(when, datetime)


def _as_moment(when: datetime | date, zone: tzinfo | None) -> datetime:
    if isinstance(when, datetime):
        return when
    return datetime.combine(when, time(), zone)


def _fills_days(found: Properties, start: datetime, end: datetime) -> bool:
    """Tell whether an event lasts from midnight to midnight, as Outlook writes whole days."""
    said = found.get("X-MICROSOFT-CDO-ALLDAYEVENT")
    if said and said[0].value.strip().upper() == "TRUE":
        return True
    size = end.replace(tzinfo=None) - start.replace(tzinfo=None)
    return start.time() == time() and size >= _DAY and size % _DAY == timedelta()


def uid_of(found: Properties, component: Component) -> str:
    """Return the UID; an event without one is known by its own lines."""
    uid = found["UID"][0].value.strip() if "UID" in found else ""
    return uid or "\n".join(sorted(component.lines))


def _version_of(found: Properties, *, is_cancelled: bool) -> tuple[int, int, bool]:
    sequence = stamp = 0
    if "SEQUENCE" in found and _SEQUENCE.fullmatch(found["SEQUENCE"][0].value.strip()):
        sequence = int(found["SEQUENCE"][0].value)
    if "DTSTAMP" in found:
        try:
            stamp = int(_as_moment(read_time(found["DTSTAMP"][0].value, UTC), UTC).timestamp())
        except (ValueError, OverflowError):
            stamp = 0
    return sequence, stamp, is_cancelled


def _read_recurrence(event: Event, found: Properties, find: ZoneFinder) -> None:
    event.rules = [read.value.strip() for read in found.get("RRULE", ()) if read.value.strip()]
    event.rules_left_out = [read.value.strip() for read in found.get("EXRULE", ())]
    zone = event.start.tzinfo
    if "RECURRENCE-ID" in found:
        read = found["RECURRENCE-ID"][0]
        original = _read_one(read, find, "unreadable_recurrence")
        event.instance = _as_moment(original, zone)
        event.is_this_and_future = read.parameters.get("RANGE", "").upper() == "THISANDFUTURE"
    for read in found.get("EXDATE", ()):
        event.left_out += [_read_one(one, find, "unreadable_exception") for one in _each(read)]
    for read in found.get("RDATE", ()):
        event.added += [_read_added(one, find, zone) for one in _each(read)]


def _each(read: Property) -> list[Property]:
    return [read._replace(value=part) for part in read.value.split(",") if part.strip()]


def _read_added(read: Property, find: ZoneFinder, zone: tzinfo | None) -> datetime | Period:
    first, slash, last = read.value.partition("/")
    start = _as_moment(_read_one(read._replace(value=first), find, "unreadable_exception"), zone)
    if not slash:
        return start
    if last.strip().upper().startswith(("P", "+P")):
        return start, _read_duration(last)
    end = _as_moment(_read_one(read._replace(value=last), find, "unreadable_exception"), zone)
    if abs(end - start) > _LONGEST:
        raise UnreadableEvent("too_long")
    return start, end
