"""Leave of an event only what moments are made of: no title, no text, no words of a place.

What is left is a calendar again, much smaller, from which the same meetings are read. A place is
left as its kind, for that is all that counts of it, and a link in a text as that there is one.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

from tevoet.adapters.calendars.components import Component, cut_components
from tevoet.adapters.calendars.events import READ, Properties, read_properties, uid_of
from tevoet.adapters.calendars.people import invitation_of
from tevoet.adapters.calendars.properties import Property
from tevoet.adapters.calendars.zones import is_standard
from tevoet.engines.moments.meetings import kinds_of_place

_PEOPLE: Final = ("ORGANIZER", "ATTENDEE")
_OF_PEOPLE: Final[tuple[str, ...]] = ("CN", "EMAIL", "PARTSTAT", "ROLE", "CUTYPE")
_BY_KIND: Final = {"link": "https://-", "phone": "tel:", "room": "-"}
_REPLACED: Final = frozenset(
    name
    for name in READ
    if name in {*_PEOPLE, "LOCATION", "DESCRIPTION", "URL", "CONFERENCE", "X-ALT-DESC", "UID"}
    or name.startswith(("X-GOOGLE-", "X-MOZ-", "X-MICROSOFT-ONLINE", "X-MICROSOFT-SKYPE"))
)
_OTHER: Final = "VTODO"
_LONGEST_LINE: Final = 200_000
LINK: Final = "X-MOZ-CONFERENCE:-"


def reduced(content: bytes) -> dict[str, str]:
    """Return by UID what is left of each event of a calendar; other components stand under ""."""
    found: dict[str, list[Component]] = {}
    for component in cut_components(content):
        found.setdefault(_name(component), []).append(component)
    return {uid: _calendar(uid, components) for uid, components in found.items()}


def _name(component: Component) -> str:
    """Return the UID of an event; one without is named after its lines, which stay unknown."""
    if component.kind != "VEVENT":
        return ""
    found = read_properties(component)
    uid = " ".join(uid_of(found, component).split())
    is_own = "UID" in found and found["UID"][0].value.strip()
    return uid if is_own else sha256(uid.encode()).hexdigest()


def _calendar(uid: str, components: list[Component]) -> str:
    lines = ["BEGIN:VCALENDAR"]
    method = components[0].calendar.method
    if method.isalpha():
        lines.append(f"METHOD:{method}")
    for component in components:
        lines += _event(uid, component) if uid else [f"BEGIN:{_OTHER}", f"END:{_OTHER}"]
    return "\n".join([*lines, *_zones(components), "END:VCALENDAR"])


def _event(uid: str, component: Component) -> Iterator[str]:
    found = read_properties(component)
    invitation = invitation_of(found, "", is_whole_day=False)
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    for name, reads in found.items():
        if name not in _REPLACED:
            yield from (_written(read, read.parameters) for read in reads)
    for name in _PEOPLE:
        for read in found.get(name, ()):
            kept = {key: read.parameters[key] for key in _OF_PEOPLE if key in read.parameters}
            yield _written(read, kept)
    kinds = sorted(kinds_of_place(invitation.location))
    if kinds:
        yield "LOCATION:" + ";".join(_BY_KIND[kind] for kind in kinds)
    if invitation.has_link:
        yield LINK
    yield "END:VEVENT"


def _written(read: Property, parameters: dict[str, str]) -> str:
    said = "".join(f';{key}="{_bare(value)}"' for key, value in parameters.items() if value)
    return f"{read.name}{said}:{_bare(read.value)}"[:_LONGEST_LINE]


def _bare(text: str) -> str:
    return " ".join(text.replace('"', "").split())


def _zones(components: Iterable[Component]) -> Iterator[str]:
    """Yield the definitions of zones that the events name and no list of zones has."""
    named = {
        read.parameters["TZID"]
        for component in components
        for reads in _of(component).values()
        for read in reads
        if read.parameters.get("TZID")
    }
    for component in components:
        for name, text in component.calendar.zones.items():
            if name in named and not is_standard(name):
                named.discard(name)
                yield text.strip()


def _of(component: Component) -> Properties:
    return read_properties(component) if component.kind == "VEVENT" else {}
