"""Read meetings in Microsoft 365: with whom, when, where and what everybody answered; no title.

Source: Microsoft Graph v1.0, calendarView and event. The whole span is read each time, because
what was moved or cancelled has to go again, and because the delta of a calendar view takes no
`$select`: it would hand over more than is asked.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from tevoet.adapters.calendars.collecting import Collecting
from tevoet.adapters.calendars.events import Event
from tevoet.adapters.calendars.zones import find_zone
from tevoet.adapters.outlook.appointments import uid_of_bytes, without_day
from tevoet.adapters.services.asking import Asking
from tevoet.adapters.services.graph_people import mailbox_of
from tevoet.adapters.services.values import Answer, each, inside, is_true, moment, text
from tevoet.engines.moments.meetings import Invitation, Invitee
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch, Participant, Role

NAME: Final = "Microsoft 365"
BEFORE, AHEAD = timedelta(days=730), timedelta(days=60)
PAGE: Final = 250
MOST_EVENTS: Final = 20_000
PREFER: Final = 'outlook.timezone="UTC"'
SELECT: Final = (
    *("iCalUId", "type", "start", "end", "originalStart", "isAllDay", "isCancelled", "isOrganizer"),
    *("showAs", "responseStatus", "organizer", "attendees", "location", "locations"),
    *("isOnlineMeeting", "onlineMeeting", "onlineMeetingUrl", "lastModifiedDateTime"),
)
_ANSWERS: Final = {
    "tentativelyaccepted": "tentative",
    "accepted": "accepted",
    "organizer": "accepted",
    "declined": "declined",
    "notresponded": "needs-action",
}
_OF_SERIES: Final = frozenset({"occurrence", "exception"})
_GLOBAL_ID: Final = "040000008200e00074c5b7101a82e008"
_MOST_PLACES: Final = 20
_LONGEST_DAYS: Final = 3660


def owner(asking: Asking) -> str:
    """Return whose calendar it is."""
    return text(asking.get("/me/calendar", {"$select": "owner"}), "owner", "address")


def read(asking: Asking, options: ReadOptions) -> Iterator[Batch]:
    """Yield the meetings from two years ago until two months ahead.

    Raises the refusals of this package; an event that cannot be read is refused by itself.
    """
    collecting, find = Collecting(NAME, options, "graph"), ZoneInfo(options.time_zone)
    for number, found in enumerate(_events(asking, options.now), start=1):
        if number > MOST_EVENTS:
            break
        collecting.batch.read_bytes += 1
        event = _event(found, options.me, find)
        if isinstance(event, str):
            collecting.refuse(event, number)
        else:
            collecting.keep(event, number)
    yield from collecting.moments()


def _events(asking: Asking, now: int) -> Iterator[object]:
    day = datetime.fromtimestamp(now - now % 86_400, ZoneInfo("UTC")).replace(tzinfo=None)
    span = {
        "startDateTime": (day - BEFORE).isoformat(),
        "endDateTime": (day + AHEAD).isoformat(),
        "$select": ",".join(SELECT),
        "$top": str(PAGE),
    }
    page, onward = asking.get("/me/calendarView", span, PREFER), ""
    while True:
        yield from each(page, "value")
        following = text(page, "@odata.nextLink")
        if not following or following == onward:
            return
        onward, page = following, asking.get(following, prefer=PREFER)


def _event(found: object, me: frozenset[str], local: ZoneInfo) -> Event | str:
    """Return an event, or why there is none."""
    if not isinstance(found, dict):
        return "unreadable"
    start, end = _at(found, "start", local), _at(found, "end", local)
    if start is None:
        return "no_start" if not text(found, "start", "dateTime") else "unreadable_start"
    start, end = sorted((start, end or start))
    if (end - start).days > _LONGEST_DAYS:
        return "too_long"
    uid = _uid(text(found, "iCalUId")) or f"{start}\n{end}"
    event = Event(uid, start, end, _invitation(found, me), (0, _changed(found), False))
    if text(found, "type") in _OF_SERIES:
        event.instance = moment(text(found, "originalStart")) or start
    return event


def _at(found: Answer, name: str, local: ZoneInfo) -> datetime | None:
    """Return a time in its zone, which may have a Windows name; UTC when it names none."""
    at = moment(text(found, name, "dateTime"))
    zone = text(found, name, "timeZone")
    if at is None or not zone:
        return at
    return at.replace(tzinfo=find_zone(zone, {}, local))


def _changed(found: Answer) -> int:
    at = moment(text(found, "lastModifiedDateTime"))
    return int(at.timestamp()) if at else 0


def _uid(written: str) -> str:
    """Return the UID of a series, which an id of Exchange holds with a day in it."""
    if written.lower().startswith(_GLOBAL_ID):
        try:
            return uid_of_bytes(without_day(bytes.fromhex(written)))
        except ValueError:
            return written
    return written


def _invitation(found: Answer, me: frozenset[str]) -> Invitation:
    mine = _ANSWERS.get(text(found, "responseStatus", "response").lower(), "")
    is_organizer = is_true(found, "isOrganizer")
    invitees = _invitees(found, is_organizer=is_organizer)
    address = next((one for one in invitees if one in me), "")
    if not is_organizer and address:
        invitees[address] = invitees[address]._replace(answer=mine or "needs-action")
    elif not is_organizer and mine == "declined" and me:
        invitees[min(me)] = Invitee(min(me), "", mine)
    busy = text(found, "showAs").lower()
    organizer = mailbox_of(inside(found, "organizer")) if invitees or not is_organizer else None
    return Invitation(
        organizer=Participant(*organizer, Role.SENDER) if organizer else None,
        invitees=tuple(invitees.values()),
        location=_place(found),
        has_link=_has_link(found),
        is_cancelled=is_true(found, "isCancelled"),
        is_whole_day=is_true(found, "isAllDay"),
        is_transparent=busy == "free",
        is_tentative=not is_organizer and not address and mine in {"tentative", "needs-action"},
        busy=busy,
    )


def _invitees(found: Answer, *, is_organizer: bool) -> dict[str, Invitee]:
    """Return who was invited, by address. Others' answers are known with the organizer only."""
    invitees: dict[str, Invitee] = {}
    organizer = mailbox_of(inside(found, "organizer"))
    for one in each(found, "attendees"):
        box = mailbox_of(one)
        if box is None or (organizer and box.address == organizer.address):
            continue
        said = _ANSWERS.get(text(one, "status", "response").lower(), "")
        answer = said or ("needs-action" if is_organizer else "")
        is_room = text(one, "type").lower() == "resource"
        invitees.setdefault(box.address, Invitee(box.address, box.name, answer, is_room))
    return invitees


def _place(found: Answer) -> str:
    named = [text(one, "displayName") for one in each(found, "locations")][:_MOST_PLACES]
    places = dict.fromkeys(one for one in (*named, text(found, "location", "displayName")) if one)
    return "\n".join(places)[:2_000]


def _has_link(found: Answer) -> bool:
    links = (text(found, "onlineMeeting", "joinUrl"), text(found, "onlineMeetingUrl"))
    return is_true(found, "isOnlineMeeting") or any(links)
