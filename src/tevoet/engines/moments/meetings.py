"""Rules for meetings: whether an invitation became a meeting, with whom, and by which channel.

Source of the rules: the design, "Contact: moments and mirror"; they are written out, with the
places where calendars are silent, in docs/science/calendars.md.
"""

import re
from typing import NamedTuple

from tevoet.engines.moments.identities import hash63
from tevoet.engines.moments.records import Channel, Participant, Role

MOST_PEOPLE = 500

_LINK = re.compile(
    r"teams\.microsoft\.com/|teams\.live\.com/|zoom\.us/|zoomgov\.com/|meet\.google\.com/"
    r"|\.webex\.com|meet\.jit\.si|jitsi|whereby\.com/|gotomeet|goto\.com/|bluejeans\.com/"
    r"|join\.skype\.com|meet\.lync\.com|facetime\.apple\.com|bigbluebutton|starleaf\.com",
    re.IGNORECASE,
)
_MAP = re.compile(r"https?://\S*(?:maps|goo\.gl|openstreetmap|what3words|w3w\.co)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_ONLINE_WORDS = re.compile(
    r"\b(?:(?:microsoft |ms )?teams|zoom|google meet|webex|jitsi|skype|facetime|whereby"
    r"|online|video ?(?:call|vergadering|conferen\w+|meeting|bellen|gesprek)|beeldbellen)\b",
    re.IGNORECASE,
)
_PHONE_WORDS = re.compile(
    r"^(?:(?:ik|we|wij|i|we'll|i'll) )?(?:will )?(?:bel|belt|bellen|belafspraak|telefoon"
    r"|telefonisch|telefoongesprek|tel|phone|phone call|by phone|call|calls)\b(?! ?cent)[\s:.]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\+?[\d\s().\-/]{7,}$")
_PARTS = re.compile(r"[;|\n]|,(?=\s)|\s\+\s|\s/\s")


class Invitee(NamedTuple):
    """Someone (or a room) on an invitation.

    `answer` is the PARTSTAT in lower case, "" when the calendar does not say.
    """

    address: str
    name: str
    answer: str
    is_room: bool = False
    is_copied: bool = False


class Invitation(NamedTuple):
    """What one instance of a calendar event says, without its title and text.

    `has_link` is true when a conferencing property, or an address of a conferencing service in
    the notes, was found. `busy` is Outlook's busy status in lower case, "" when absent.
    """

    organizer: Participant | None
    invitees: tuple[Invitee, ...]
    location: str = ""
    has_link: bool = False
    is_cancelled: bool = False
    is_whole_day: bool = False
    is_transparent: bool = False
    is_tentative: bool = False
    busy: str = ""


class Meeting(NamedTuple):
    """An invitation that is, or may have been, a meeting with others."""

    channel: Channel
    sender: str
    people: tuple[Participant, ...]
    confirmed: bool


def holds_meeting_link(text: str) -> bool:
    """Tell whether the address of a conferencing service stands in a text.

    >>> holds_meeting_link("Join: https://zoom.us/j/123"), holds_meeting_link("https://example.org")
    (True, False)
    """
    return _LINK.search(text) is not None


def kinds_of_place(location: str) -> frozenset[str]:
    """Name the kinds of place in a location: "link", "phone" and "room".

    The location is cut at semicolons, bars, line ends, and commas, slashes and plus signs with
    space around them; each part is of one kind. An address of a map is a room. An empty location
    has no kind.

    >>> sorted(kinds_of_place("Kamer 2.14; Microsoft Teams-vergadering"))
    ['link', 'room']
    >>> sorted(kinds_of_place("+31 85 000 00 01")), sorted(kinds_of_place(" "))
    (['phone'], [])
    """
    parts = (part.strip(" \t\r.,") for part in _PARTS.split(location))
    return frozenset(_kind_of_part(part) for part in parts if part)


def _kind_of_part(part: str) -> str:
    if _MAP.search(part):
        return "room"
    if _ADDRESS.search(part) or holds_meeting_link(part) or _ONLINE_WORDS.search(part):
        return "link"
    if part.lower().startswith("tel:") or _NUMBER.match(part) or _PHONE_WORDS.match(part):
        return "phone"
    return "room"


def channel_of(location: str, *, has_link: bool, has_room: bool) -> Channel:
    """Say how a meeting happened, from its place.

    A link and no room is video; a room and no link in person; a telephone number or a word for
    calling, alone, is phone; nothing, or more than one kind, is unknown. `has_link` and
    `has_room` add what stands outside the location.

    >>> channel_of("Kamer 3", has_link=False, has_room=False)
    <Channel.IN_PERSON: 'in_person'>
    >>> channel_of("Kamer 3", has_link=True, has_room=False)
    <Channel.UNKNOWN: 'unknown'>
    """
    kinds = set(kinds_of_place(location))
    if has_link:
        kinds.add("link")
    if has_room:
        kinds.add("room")
    if len(kinds) != 1:
        return Channel.UNKNOWN
    return {"link": Channel.VIDEO, "phone": Channel.PHONE, "room": Channel.IN_PERSON}[kinds.pop()]


def judge_invitation(invitation: Invitation, me: frozenset[str]) -> Meeting | str:
    """Make a meeting of an invitation, or say why it is none.

    Returns one of the reasons `cancelled`, `declined`, `whole_day`, `transparent`, `alone`
    (looked at in this order), or the meeting. Rooms, people who declined and people who only got
    a copy are not in it. `confirmed` is False when I never answered or answered "perhaps", when
    the meeting itself is tentative, and when I invited and nobody answered.
    """
    if invitation.is_cancelled:
        return "cancelled"
    if _is_declined(invitation, me):
        return "declined"
    if invitation.is_whole_day:
        return "whole_day"
    if invitation.is_transparent:
        return "transparent"
    sender = _sender_of(invitation, me)
    people = _people_of(invitation, sender, me)
    if all(person.address in me for person in people):
        return "alone"
    return Meeting(_channel(invitation), sender.address, people, _is_confirmed(invitation, me))


def other_of(meeting: Meeting, me: frozenset[str]) -> str:
    """Return the address of the other in a meeting of the owner and one more, else "".

    >>> bram = Participant("bram@example.org", "", Role.GUEST)
    >>> other_of(Meeting(Channel.PHONE, "", (bram,), True), frozenset())
    'bram@example.org'
    """
    others = {person.address for person in meeting.people} - me
    return others.pop() if len(others) == 1 else ""


def _is_declined(invitation: Invitation, me: frozenset[str]) -> bool:
    mine = [invitee.answer for invitee in invitation.invitees if invitee.address in me]
    if any(answer in {"declined", "delegated"} for answer in mine):
        return True
    others = _others_of(invitation, me)
    organizer = invitation.organizer
    if organizer is not None and organizer.address not in me:
        invited = {invitee.address for invitee in invitation.invitees}
        if organizer.address not in invited:
            return False
    return bool(others) and all(other.answer == "declined" for other in others)


def _others_of(invitation: Invitation, me: frozenset[str]) -> list[Invitee]:
    return [
        invitee
        for invitee in invitation.invitees
        if invitee.address not in me and not invitee.is_room and not invitee.is_copied
    ]


def _sender_of(invitation: Invitation, me: frozenset[str]) -> Participant:
    """Take the organizer; an event with guests and without organizer is the owner's own."""
    if invitation.organizer is not None:
        return invitation.organizer
    addresses = {invitee.address for invitee in invitation.invitees}
    own = sorted(me & addresses) or sorted(me)
    return Participant(own[0] if own and invitation.invitees else "", "", Role.SENDER)


def _people_of(
    invitation: Invitation, sender: Participant, me: frozenset[str]
) -> tuple[Participant, ...]:
    answers = {invitee.address: invitee.answer for invitee in invitation.invitees}
    people: dict[str, Participant] = {}
    if sender.address and (sender.address in me or answers.get(sender.address) != "declined"):
        people[sender.address] = sender
    for invitee in invitation.invitees:
        if invitee.is_room or invitee.is_copied or invitee.answer == "declined":
            continue
        if invitee.address not in people and len(people) < MOST_PEOPLE:
            people[invitee.address] = Participant(invitee.address, invitee.name, Role.GUEST)
    return tuple(people.values())


def _channel(invitation: Invitation) -> Channel:
    rooms = [invitee for invitee in invitation.invitees if invitee.is_room]
    has_room = any(room.answer != "declined" for room in rooms)
    return channel_of(invitation.location, has_link=invitation.has_link, has_room=has_room)


def _is_confirmed(invitation: Invitation, me: frozenset[str]) -> bool:
    if invitation.is_tentative:
        return False
    organizer = invitation.organizer
    if organizer is None or organizer.address in me:
        others = _others_of(invitation, me)
        return not all(other.answer == "needs-action" for other in others)
    mine = [invitee.answer for invitee in invitation.invitees if invitee.address in me]
    if not mine:
        return True
    if any(mine):
        return any(answer in {"accepted", "completed", "in-process"} for answer in mine)
    return invitation.busy in {"busy", "oof", "workingelsewhere"}


def meeting_id(uid: str, instance: int | None) -> int:
    """Hash an event's UID and the original start of its instance (seconds, UTC) to 63 bits.

    The instance of an event that does not recur is None, so a moved event keeps its id. The same
    event gives the same id whatever file it was read from.
    """
    text = uid if instance is None else f"{uid}\n{instance}"
    return hash63(text.encode())
