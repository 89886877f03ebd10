"""Read one line of a component: its name, parameters and value, however it was quoted."""

import re
from typing import NamedTuple

_PARAMETER = re.compile(r';([^=;:"]+)=((?:"[^"]*"|[^;:"])*)')
_NAME = re.compile(r"[A-Za-z0-9-]+")
_ESCAPED = re.compile(r"\\([\\;,nN])")
TIMES = frozenset({"DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE", "DTSTAMP", "DURATION"})


class Property(NamedTuple):
    """A property: name and parameter names in capitals, values without their outer quotes."""

    name: str
    parameters: dict[str, str]
    value: str


def property_name(line: str) -> str:
    """Return the name of a line in capitals, "" when it has none.

    >>> property_name("dtstart;TZID=Europe/Amsterdam:20260105T090000")
    'DTSTART'
    """
    found = _NAME.match(line)
    return found.group().upper() if found else ""


def read_property(line: str) -> Property | None:
    """Read a line, or return None when it is no property.

    The value of a time begins after the last colon, because unquoted time zone names hold colons.

    >>> read_property("DTSTART;TZID=(UTC+01:00) Amsterdam:20260105T090000").parameters
    {'TZID': '(UTC+01:00) Amsterdam'}
    """
    name = property_name(line)
    if not name:
        return None
    rest = line[len(name) :]
    if name in TIMES and rest[:1] == ";":
        return _read_time(name, rest)
    parameters: dict[str, str] = {}
    at = 0
    while (found := _PARAMETER.match(rest, at)) is not None:
        parameters[found.group(1).strip().upper()] = _unquote(found.group(2))
        at = found.end()
    colon = rest.find(":", at)
    return None if colon < 0 else Property(name, parameters, rest[colon + 1 :])


def _read_time(name: str, rest: str) -> Property | None:
    head, colon, value = rest.rpartition(":")
    if not colon:
        return None
    pairs = (part.partition("=") for part in head[1:].split(";"))
    parameters = {key.strip().upper(): _unquote(text) for key, _, text in pairs}
    return Property(name, parameters, value.strip())


def _unquote(text: str) -> str:
    return text.strip().strip('"').strip()


def unescape(text: str) -> str:
    r"""Undo the escapes of a text value.

    >>> unescape(r"Kamer 2\, links\nachterin")
    'Kamer 2, links\nachterin'
    """
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
