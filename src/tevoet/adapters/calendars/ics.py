"""Read iCalendar files: meetings with their people, times and places, never their notes."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from tevoet.adapters.calendars.collecting import Collecting
from tevoet.adapters.calendars.components import Component, cut_components
from tevoet.adapters.calendars.events import UnreadableEvent, read_event
from tevoet.adapters.calendars.zones import find_zone
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch, Refused

SOURCE = "ics"
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
    collecting = Collecting(path.name, options, SOURCE)
    has_components = False
    for component in cut_components(content):
        has_components = True
        take(component, collecting)
    if not has_components:
        collecting.batch.refused.append(Refused("no_events", path.name))
    collecting.batch.read_bytes = len(content)
    yield from collecting.moments()


def take(component: Component, collecting: Collecting) -> None:
    """Take a component in: an event is kept, all else is set aside by reason."""
    if component.kind != "VEVENT":
        known = component.kind in _NOT_MEETINGS
        collecting.set_aside("no_meeting" if known else "unknown_component")
    elif component.calendar.method in _ANSWERS:
        collecting.set_aside("answer")
    else:
        _take_event(component, collecting)


def _take_event(component: Component, collecting: Collecting) -> None:
    find = partial(
        find_zone,
        definitions=component.calendar.zones,
        local=ZoneInfo(collecting.options.time_zone),
    )
    try:
        event = read_event(component, find)
    except UnreadableEvent as unreadable:
        collecting.refuse(unreadable.reason, component.number)
    except Exception:  # noqa: BLE001 - one component may never stop the calendar
        collecting.refuse("unreadable", component.number)
    else:
        collecting.keep(event, component.number)
