"""Read who was invited, and where, from the properties of an event."""

from collections.abc import Iterable

from tevoet.adapters.calendars.properties import Property, unescape
from tevoet.engines.moments.addresses import LONGEST
from tevoet.engines.moments.meetings import Invitation, Invitee, holds_meeting_link
from tevoet.engines.moments.records import Participant, Role

_LINK_PROPERTIES = (
    "CONFERENCE",
    "X-GOOGLE-CONFERENCE",
    "X-GOOGLE-HANGOUT",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGCONFLINK",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
    "X-MOZ-CONFERENCE",
)
_TEXTS = ("URL", "DESCRIPTION", "X-ALT-DESC")
_ROOM_TYPES = frozenset({"ROOM", "RESOURCE"})
_ROOM_DOMAINS = ("@resource.calendar.google.com",)
_LONGEST_NAME = 200
_LONGEST_TEXT = 20_000
_LONGEST_PLACE = 2_000


def invitation_of(
    found: dict[str, list[Property]], method: str, *, is_whole_day: bool
) -> Invitation:
    """Build the invitation of an event from its properties by name; texts are not kept."""
    location = "\n".join(unescape(read.value).strip() for read in found.get("LOCATION", ()))
    status = _first(found, "STATUS")
    busy = _first(found, "X-MICROSOFT-CDO-BUSYSTATUS").lower()
    return Invitation(
        organizer=_organizer(found.get("ORGANIZER", ())),
        invitees=_invitees(found.get("ATTENDEE", ())),
        location=_with_dial_in(location[:_LONGEST_PLACE], found.get("CONFERENCE", ())),
        has_link=_has_link(found),
        is_cancelled=status == "CANCELLED" or method == "CANCEL",
        is_whole_day=is_whole_day,
        is_transparent=_first(found, "TRANSP") == "TRANSPARENT" or busy == "free",
        is_tentative=status == "TENTATIVE",
        busy=busy,
    )


def _first(found: dict[str, list[Property]], name: str) -> str:
    return found[name][0].value.strip().upper() if name in found else ""


def _organizer(reads: Iterable[Property]) -> Participant | None:
    for read in reads:
        address = _address(read)
        if address and not address.endswith("@group.calendar.google.com"):
            return Participant(address, _name(read), Role.SENDER)
    return None


def _invitees(reads: Iterable[Property]) -> tuple[Invitee, ...]:
    invitees = []
    for read in reads:
        address = _address(read)
        if not address:
            continue
        is_room = read.parameters.get("CUTYPE", "").upper() in _ROOM_TYPES
        invitees.append(
            Invitee(
                address,
                _name(read),
                read.parameters.get("PARTSTAT", "").lower(),
                is_room or address.endswith(_ROOM_DOMAINS),
                read.parameters.get("ROLE", "").upper() == "NON-PARTICIPANT",
            )
        )
    return tuple(invitees)


def _address(read: Property) -> str:
    """Return a lower-cased address, or another identifier when there is no address.

    Nothing when it is longer than any address is.
    """
    value = read.value.strip()
    if value[:7].lower() == "mailto:":
        value = value[7:].strip()
    named = (value, read.parameters.get("EMAIL", ""), read.parameters.get("CN", ""))
    for text in named:
        if "@" in text and " " not in text.strip("<> "):
            return _if_short(text.strip("<> ").removeprefix("mailto:").lower())
    return "" if value.lower().startswith("invalid:") else _if_short(value.lower())


def _if_short(address: str) -> str:
    return address if len(address) <= LONGEST else ""


def _name(read: Property) -> str:
    name = " ".join(unescape(read.parameters.get("CN", "")).split())
    return name[:_LONGEST_NAME]


def _has_link(found: dict[str, list[Property]]) -> bool:
    for name in _LINK_PROPERTIES:
        reads = found.get(name, ())
        if any(read.value.strip() and not _is_dial_in(read) for read in reads):
            return True
    texts = (read.value for name in _TEXTS for read in found.get(name, ()))
    return any(holds_meeting_link(text[:_LONGEST_TEXT]) for text in texts)


def _is_dial_in(read: Property) -> bool:
    return read.value.strip().lower().startswith("tel:")


def _with_dial_in(location: str, conferences: Iterable[Property]) -> str:
    """Add a conference that is only a telephone number to the location."""
    reads = list(conferences)
    if reads and all(_is_dial_in(read) for read in reads):
        return f"{location}\n{reads[0].value.strip()}".strip()
    return location
