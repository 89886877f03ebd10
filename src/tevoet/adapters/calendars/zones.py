"""Find the time zone behind a TZID: standard, Windows, vendor and home-made names."""

import re
from collections.abc import Mapping
from datetime import timedelta, timezone, tzinfo
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

_OFFSET = re.compile(r"^\(?\s*(?:UTC|GMT)\s*([+-])\s*(\d{1,2})(?::?(\d\d))?", re.IGNORECASE)
_LARGEST_OFFSET = 14
_NOT_YEARLY = re.compile(r"^RRULE\b(?!:(?:.*;)?FREQ=YEARLY)", re.IGNORECASE | re.MULTILINE)
_LONGEST_DEFINITION = 200_000
_LONGEST_NAME = 200
_MOST_RULES = 12
_RULE = re.compile(r"^RRULE\b", re.IGNORECASE | re.MULTILINE)
_CLOCK = re.compile(r"^RRULE\b.*BY(?:HOUR|MINUTE|SECOND)=", re.IGNORECASE | re.MULTILINE)
_WORDS = re.compile(r"[^\W\d_][\w.' -]*[^\W_]")


@cache
def _standard_names() -> Mapping[str, str]:
    return {name.lower(): name for name in available_timezones()}


@cache
def _windows_names() -> Mapping[str, str]:
    return {name.lower(): zone for name, zone in WINDOWS_TO_OLSON.items()}


@cache
def _cities() -> Mapping[str, str]:
    """Map a city in lower case to its zone; zones of countries and offsets have no city."""
    names = sorted(name for name in available_timezones() if "/" in name)
    areas = ("Etc/", "US/", "SystemV/", "posix/", "right/")
    return {
        name.rpartition("/")[2].replace("_", " ").lower(): name
        for name in names
        if not name.startswith(areas)
    }


def find_zone(name: str, definitions: Mapping[str, str], local: tzinfo) -> tzinfo:
    """Return the time zone of a TZID.

    Looked for in this order: a standard name, also at the end of a vendor's path; a Windows name;
    the file's own definition (VTIMEZONE text by name); a city in a display name such as
    "(UTC+01:00) Amsterdam, Berlin"; a fixed offset. A blank, unknown or very long name gives
    `local`: the time is read as the owner's own clock. Never raises.

    >>> find_zone("W. Europe Standard Time", {}, timezone.utc)
    zoneinfo.ZoneInfo(key='Europe/Berlin')
    >>> find_zone("Europe", {}, ZoneInfo("Europe/Amsterdam"))
    zoneinfo.ZoneInfo(key='Europe/Amsterdam')
    """
    name = name.strip().strip('"').strip()
    if not name or len(name) > _LONGEST_NAME:
        return local
    standard = _standard(name)
    if standard is not None:
        return ZoneInfo(standard)
    defined = _defined(definitions[name]) if name in definitions else None
    if defined is not None:
        return defined
    return _by_city(name) or _by_offset(name) or local


def is_standard(name: str) -> bool:
    """Say whether a zone is known by its name alone, whatever a file says of it.

    >>> is_standard("W. Europe Standard Time"), is_standard("Europe")
    (True, False)
    """
    return _standard(name) is not None


def _standard(name: str) -> str | None:
    names = _standard_names()
    parts = name.lower().strip("/").split("/")
    for first in range(len(parts)):
        found = names.get("/".join(parts[first:]))
        if found is not None and (first == 0 or "/" in found):
            return found
    return _windows_names().get(name.lower())


@lru_cache(maxsize=512)
def _defined(text: str) -> tzinfo | None:
    """Build the zone of a VTIMEZONE, under no name, so that files cannot change each other's.

    Clocks change by the year: a definition with another rule, with hours in a rule, or with very
    many rules would be counted out for hours.
    """
    is_long = len(text) > _LONGEST_DEFINITION or len(_RULE.findall(text)) > _MOST_RULES
    if is_long or _NOT_YEARLY.search(text) or _CLOCK.search(text):
        return None
    try:
        component = Timezone.from_ical(text)
        built = component.to_tz(lookup_tzid=False) if isinstance(component, Timezone) else None
    except Exception:  # noqa: BLE001 - the library raises many kinds on a broken definition
        return None
    return built if isinstance(built, tzinfo) else None


def _by_city(name: str) -> ZoneInfo | None:
    for words in _WORDS.findall(name.replace(",", "\n")):
        for line in words.split("\n"):
            found = _cities().get(line.strip().lower())
            if found is not None:
                return ZoneInfo(found)
    return None


def _by_offset(name: str) -> tzinfo | None:
    found = _OFFSET.match(name)
    if found is None or int(found[2]) > _LARGEST_OFFSET:
        return None
    size = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(-size if found[1] == "-" else size)
