"""Find the calendars of somebody at an address (RFC 6764 and RFC 4791, section 6.2)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote, urlsplit

from tevoet.adapters.calendars.served.asking import Unwell, properties
from tevoet.adapters.calendars.served.multistatus import CALDAV, DAV, SERVER, Told
from tevoet.adapters.calendars.served.refusals import (
    CalendarNotAllowed,
    CalendarServerFailed,
    NoCalendarThere,
)
from tevoet.adapters.calendars.served.session import Session
from tevoet.adapters.network.urls import Url

WELL_KNOWN: Final = "/.well-known/caldav"
MOST_CALENDARS: Final = 200
_FORBIDDEN: Final = 403
_FAILURES: Final = range(500, 600)
_PRINCIPAL, _HOME = f"{DAV}current-user-principal", f"{CALDAV}calendar-home-set"
_COMPONENTS: Final = f"{CALDAV}supported-calendar-component-set"
_TYPE, _NAME, _OWNER = f"{DAV}resourcetype", f"{DAV}displayname", f"{DAV}owner"
_TOKEN, _TAG = f"{DAV}sync-token", f"{SERVER}getctag"
_OF_CALENDAR: Final = (_TYPE, _NAME, _OWNER, _COMPONENTS, _TOKEN, _TAG)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar there: where, what it is called, and in which state it is, as two ways say it."""

    url: Url
    name: str
    token: str = ""
    tag: str = ""

    @property
    def key(self) -> str:
        """Return what it is known by."""
        return path_of(self.url.target)


@dataclass(slots=True)
class Found:
    """The calendars of somebody, and how many there are of others."""

    own: list[Calendar] = field(default_factory=list)
    of_others: int = 0


def path_of(href: str) -> str:
    """Return a link as links are compared: the path alone, and however it was quoted."""
    return unquote(raw_path(href))


def raw_path(href: str) -> str:
    """Return the path of a link as the server wrote it; "" for what is no link."""
    try:
        return urlsplit(href).path
    except ValueError:
        return ""


def find_calendars(session: Session) -> Found:
    """Return the calendars at the account's address: of somebody's home, or the one there.

    Raises `NoCalendarThere`, `CalendarNotAllowed` and `CalendarServerFailed`.
    """
    found, worst = Found(), 0
    for start in _starts(session.account.url):
        try:
            found = _calendars_from(session, start)
        except Unwell as unwell:
            worst = max(worst, unwell.status)
        if found.own:
            return found
    if worst in _FAILURES:
        raise CalendarServerFailed(host=session.host, status=worst)
    if worst == _FORBIDDEN:
        raise CalendarNotAllowed(host=session.host)
    raise NoCalendarThere(host=session.host)


def _starts(url: Url) -> Iterator[Url]:
    """Yield where to ask: at the address itself, unless that is no more than a host."""
    if url.target != "/":
        yield url
    yield url._replace(target=WELL_KNOWN)
    if url.target == "/":
        yield url


def _calendars_from(session: Session, start: Url) -> Found:
    at, answer = properties(session, start, (_PRINCIPAL, _HOME, *_OF_CALENDAR), 0)
    if not answer.told:
        return Found()
    first = answer.told[0]
    if _is_calendar(first):
        return Found([_calendar(at, first)])
    homes, principal = first.hrefs(_HOME), next(iter(first.hrefs(_PRINCIPAL)), "")
    if not homes and principal:
        at, answer = properties(session, session.beside(at, principal), (_HOME,), 0)
        homes = [link for told in answer.told for link in told.hrefs(_HOME)]
    found = Found()
    for home in [session.beside(at, one) for one in homes] or [at]:
        _look_into(session, home, path_of(principal), found)
    return found


def _look_into(session: Session, home: Url, principal: str, found: Found) -> None:
    at, answer = properties(session, home, _OF_CALENDAR, 1)
    for told in answer.told:
        if not _is_calendar(told) or len(found.own) >= MOST_CALENDARS:
            continue
        if _is_of_another(told, principal):
            found.of_others += 1
        else:
            found.own.append(_calendar(session.beside(at, told.href), told))


def _is_calendar(told: Told) -> bool:
    """Say whether meetings may stand there."""
    components = told.found.get(_COMPONENTS)
    names = {one.get("name", "").upper() for one in components} if components is not None else set()
    return f"{CALDAV}calendar" in told.kinds(_TYPE) and (not names or "VEVENT" in names)


def _is_of_another(told: Told, principal: str) -> bool:
    owner = next(iter(told.hrefs(_OWNER)), "")
    others = bool(owner and principal) and path_of(owner).strip("/") != principal.strip("/")
    return others or f"{SERVER}shared" in told.kinds(_TYPE)


def _calendar(url: Url, told: Told) -> Calendar:
    last = path_of(url.target).rstrip("/").rpartition("/")[2]
    return Calendar(url, told.text(_NAME)[:100] or last, told.text(_TOKEN), told.text(_TAG))
