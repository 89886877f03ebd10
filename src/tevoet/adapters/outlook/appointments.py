"""Make an event of an appointment, or of a message about a meeting, in Outlook.

Source: [MS-OXOCAL] section 2.2.1 (what the properties mean) and [MS-OXCICAL] (what they are in
iCalendar). So a meeting has the same number, whether it was read from a calendar file or from here.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from typing import Final

from tevoet.adapters.calendars.events import Event, UnreadableEvent
from tevoet.adapters.outlook import properties as of
from tevoet.adapters.outlook.people import AddressBook, address_of, writer_of
from tevoet.adapters.outlook.properties import Entry, Properties
from tevoet.adapters.outlook.recurrence import Change, UnreadableRecurrence, read_recurrence
from tevoet.engines.moments.meetings import Invitation, Invitee, holds_meeting_link
from tevoet.engines.moments.records import Participant, Role

APPOINTMENT: Final = "ipm.appointment"
REQUEST: Final = "ipm.schedule.meeting.request"
CANCELLATION: Final = "ipm.schedule.meeting.canceled"
ANSWERED: Final = "ipm.schedule.meeting.resp"
_IS_MEETING, _IS_RECEIVED, _IS_CANCELLED = 1, 2, 4  # flags of the state
_ANSWERS: Final = {2: "tentative", 3: "accepted", 4: "declined", 5: "needs-action"}
_BUSY: Final = ("free", "tentative", "busy", "oof", "workingelsewhere")
_ROOM_TYPES: Final = (7, 8)  # display types of rooms and of equipment
_RESOURCE: Final = 3
_ORGANIZES: Final = 2  # a flag of a receiver
_LONGEST_DAYS: Final = 3660
_VCAL: Final = b"vCal-Uid\1\0\0\0"
_LONGEST_PLACE: Final = 2_000
_LONGEST_TEXT: Final = 20_000
FindZone = Callable[[str], tzinfo]


def without_text(entry: Entry) -> Entry:
    """Return an item that may wait: what its text says of a link is kept, the text is let go."""
    values = {
        key: value
        for key, value in entry.own.values.items()
        if key not in (of.BODY, of.TRANSPORT_HEADERS)
    }
    if _has_link(entry.own):
        values[of.ONLINE_LINKS[0]] = (of.UNICODE, "-".encode("utf-16-le"))
    return replace(entry, own=Properties(values, entry.own.charset))


def read_appointment(
    entry: Entry, book: AddressBook, me: frozenset[str], find: FindZone
) -> list[Event]:
    """Return an event, and one more for each changed instance of a series.

    Raises `calendars.events.UnreadableEvent` with the reason.
    """
    own = entry.own
    start = own.at(of.START, of.COMMON_START)
    end = own.at(of.END, of.COMMON_END) or start
    if start is None or end is None:
        raise UnreadableEvent("no_start")
    if abs(end - start).days > _LONGEST_DAYS:
        raise UnreadableEvent("too_long")
    zone = _zone(own, find)
    start, end = sorted((start.astimezone(zone), end.astimezone(zone)))
    invitation = _invitation(entry, book, me)
    rank = {APPOINTMENT: 1, CANCELLATION: 2}.get(_family(entry.kind), 0)
    version = (max(0, own.number(of.SEQUENCE) or 0), rank, invitation.is_cancelled)
    event = Event(uid_of(own) or f"{start}\n{end}", start, end, invitation, version)
    replaced = own.at(of.REPLACED)
    if replaced is not None and own.raw(of.GLOBAL_ID)[16:20] != bytes(4):
        event.instance = replaced.astimezone(zone)
    elif own.raw(of.RECURRENCE):
        return [event, *_repeat(event, own)]
    return [event]


def uid_of(own: Properties) -> str:
    """Return the UID that a meeting has in iCalendar, "" when it has none."""
    return uid_of_bytes(own.raw(of.CLEAN_GLOBAL_ID) or without_day(own.raw(of.GLOBAL_ID)))


def uid_of_bytes(raw: bytes) -> str:
    """Return the UID in iCalendar of a global object id."""
    if raw[40:52] == _VCAL:
        return raw[52:].partition(b"\0")[0].decode("utf-8", "replace").strip()
    return raw.hex().upper()


def without_day(raw: bytes) -> bytes:
    """Return an id without the day of the instance that it may hold."""
    return raw[:16] + bytes(4) + raw[20:] if len(raw) > 20 else raw  # noqa: PLR2004 - where it stands


def _family(kind: str) -> str:
    return APPOINTMENT if kind.startswith(APPOINTMENT) else kind


def _zone(own: Properties, find: FindZone) -> tzinfo:
    """Return the zone a series repeats in: its Windows name, or how it is shown."""
    for key in (of.ZONE_SERIES, of.ZONE_START):
        raw = own.raw(key)
        length = int.from_bytes(raw[6:8], "little")
        name = raw[8 : 8 + 2 * length].decode("utf-16-le", "replace")
        if name:
            return find(name)
    return find(own.text(of.ZONE_NAME))


def _invitation(entry: Entry, book: AddressBook, me: frozenset[str]) -> Invitation:
    own = entry.own
    state = own.number(of.STATE) or 0
    busy = own.number(of.BUSY)
    said = "" if busy is None or not 0 <= busy < len(_BUSY) else _BUSY[busy]
    about = entry.kind.startswith((REQUEST, CANCELLATION))
    is_meeting = bool(state & _IS_MEETING) or about
    is_received = about or bool(state & _IS_RECEIVED)
    invitees = _invitees(entry, book) if is_meeting else {}
    mine = _ANSWERS.get(own.number(of.ANSWER) or 0, "needs-action") if is_received else ""
    address = next((one for one in invitees if one in me), "")
    if is_received and address:
        invitees[address] = invitees[address]._replace(answer=mine)
    elif mine == "declined" and me:
        invitees[min(me)] = Invitee(min(me), "", mine)
    return Invitation(
        organizer=_organizer(entry, book) if is_meeting else None,
        invitees=tuple(invitees.values()),
        location=own.text(of.PLACE)[:_LONGEST_PLACE],
        has_link=_has_link(own),
        is_cancelled=bool(state & _IS_CANCELLED) or entry.kind.startswith(CANCELLATION),
        is_whole_day=bool(own.number(of.WHOLE_DAY)),
        is_transparent=said == "free" and not about,
        is_tentative=is_meeting and not address and mine in {"tentative", "needs-action"},
        busy="" if about else said,
    )


def _has_link(own: Properties) -> bool:
    if any(own.text(name) for name in of.ONLINE_LINKS):
        return True
    return holds_meeting_link(own.text(of.BODY)[:_LONGEST_TEXT])


def _organizer(entry: Entry, book: AddressBook) -> Participant | None:
    for one in entry.receivers:
        if (one.number(of.RECEIVER_FLAGS) or 0) & _ORGANIZES:
            address = book.resolve(address_of(one, of.RECEIVER))
            if address:
                return Participant(address, one.text(of.RECEIVER[0]), Role.SENDER)
    writer = writer_of(entry)
    return writer._replace(address=book.resolve(writer.address)) if writer else None


def _invitees(entry: Entry, book: AddressBook) -> dict[str, Invitee]:
    """Return who was invited, by address. The answers of others stand with the organizer only."""
    found: dict[str, Invitee] = {}
    is_received = bool((entry.own.number(of.STATE) or 0) & _IS_RECEIVED)
    unknown = "" if is_received else "needs-action"
    for one in entry.receivers:
        address = book.resolve(address_of(one, of.RECEIVER))
        if not address or (one.number(of.RECEIVER_FLAGS) or 0) & _ORGANIZES:
            continue
        kind = (one.number(of.RECEIVER_TYPE) or 0) & 0xF
        is_room = kind == _RESOURCE or one.number(of.DISPLAY_TYPE) in _ROOM_TYPES
        answer = _ANSWERS.get(one.number(of.RECEIVER_ANSWER) or 0, unknown)
        found.setdefault(address, Invitee(address, one.text(of.RECEIVER[0]), answer, is_room))
    return found


def _repeat(event: Event, own: Properties) -> list[Event]:
    """Give an event its rule, and return the instances that differ."""
    try:
        found = read_recurrence(own.raw(of.RECURRENCE), own.charset)
    except UnreadableRecurrence:
        raise UnreadableEvent("unreadable_recurrence") from None
    zone = event.start.tzinfo
    rule = found.rule
    if found.until is not None:
        until = found.until.replace(tzinfo=zone).astimezone(UTC)
        rule += f";UNTIL={until:%Y%m%dT%H%M%SZ}"
    event.rules = [rule]
    event.left_out = [one.replace(tzinfo=zone) for one in found.left_out]
    return [_changed(event, change, zone) for change in found.changes]


def _changed(event: Event, change: Change, zone: tzinfo | None) -> Event:
    invitation = event.invitation
    if change.place is not None:
        invitation = invitation._replace(location=change.place[:_LONGEST_PLACE])
    if change.busy is not None and 0 <= change.busy < len(_BUSY):
        said = _BUSY[change.busy]
        invitation = invitation._replace(busy=said, is_transparent=said == "free")
    start, end = (one.replace(tzinfo=zone) for one in sorted((change.start, change.end)))
    instance: datetime = change.original.replace(tzinfo=zone)
    return replace(
        event,
        start=start,
        end=end,
        invitation=invitation,
        instance=instance,
        rules=[],
        left_out=[],
    )
