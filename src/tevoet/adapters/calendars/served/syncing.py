"""Say what changed in a calendar since it was read last, and fetch that and nothing else."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from tevoet.adapters.calendars.served import asking
from tevoet.adapters.calendars.served.asking import Unwell
from tevoet.adapters.calendars.served.finding import Calendar, path_of, raw_path
from tevoet.adapters.calendars.served.multistatus import CALDAV, DAV, FINE, Multistatus, Told
from tevoet.adapters.calendars.served.refusals import NotDav
from tevoet.adapters.calendars.served.session import Session
from tevoet.adapters.calendars.served.standing import Kept, Shelf
from tevoet.adapters.network.http import TooLarge

AT_ONCE: Final = 100
"""Events in one question."""

MOST_EVENTS: Final = 100_000
MOST_PARTS: Final = 1_000
_GONE, _NOT_ALL = 404, 507
_ETAG, _EVENT = f"{DAV}getetag", f"{CALDAV}calendar-data"
_COLLECTION: Final = f"{DAV}collection"


@dataclass(slots=True)
class News:
    """What is new in a calendar: links with their state, links that are gone, and until when."""

    changed: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    token: str = ""
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Came:
    """One event that was asked for: its text, or why it did not come."""

    href: str
    text: str = ""
    etag: str = ""
    reason: str = ""


def news(session: Session, calendar: Calendar, shelf: Shelf) -> News:
    """Return what changed in a calendar since its events were put on the shelf.

    By sync tokens where the server has them (RFC 6578), else by the state of each event; nothing is
    asked where the calendar as a whole is in the same state. Raises `Unwell`.
    """
    if _is_same(calendar, shelf):
        return News(token=shelf.token)
    found = _by_token(session, calendar, shelf) if calendar.token else None
    found = found or _by_state(session, calendar)
    if found.is_whole:
        found.gone = set(shelf.events) - set(found.changed)
    found.changed = {
        href: etag
        for href, etag in found.changed.items()
        if not etag or shelf.events.get(href, Kept()).etag != etag or shelf.events[href].gone_at
    }
    return found


def fetch(session: Session, calendar: Calendar, wanted: Sequence[str]) -> Iterator[list[Came]]:
    """Yield events, `AT_ONCE` at a time or fewer where they are large. Raises `Unwell`."""
    for begin in range(0, len(wanted), AT_ONCE):
        yield _fetched(session, calendar, wanted[begin : begin + AT_ONCE])


def _is_same(calendar: Calendar, shelf: Shelf) -> bool:
    if calendar.tag and calendar.tag == shelf.tag:
        return True
    return bool(calendar.token) and calendar.token == shelf.token


def _by_token(session: Session, calendar: Calendar, shelf: Shelf) -> News | None:
    """Ask by token; when ours is too old, for everything. None where that is not possible."""
    for token in dict.fromkeys((shelf.token, "")):
        with suppress(Unwell):
            return _since(session, calendar, token)
    return None


def _since(session: Session, calendar: Calendar, token: str) -> News:
    found = News(is_whole=not token)
    for _part in range(MOST_PARTS):
        answer, before = asking.changes(session, calendar.url, token), token
        is_cut = _take(answer, calendar, found)
        found.token = token = answer.token
        if not is_cut:
            return found
        if token == before or not token:
            break
    raise NotDav("never all")


def _take(answer: Multistatus, calendar: Calendar, found: News) -> bool:
    """Take a part of the news over; say whether there is more."""
    is_cut = False
    for told in answer.told:
        href = raw_path(told.href)
        if path_of(href).rstrip("/") == calendar.key.rstrip("/"):
            is_cut = is_cut or told.status == _NOT_ALL
        elif told.status == _GONE:
            found.gone.add(href)
            found.changed.pop(href, None)
        elif _is_event(told, calendar):
            found.changed[href] = told.text(_ETAG)
            found.gone.discard(href)
        if len(found.changed) > MOST_EVENTS:
            raise NotDav("too many")
    return is_cut


def _by_state(session: Session, calendar: Calendar) -> News:
    """Ask for the state of every event."""
    _, answer = asking.properties(session, calendar.url, (_ETAG, f"{DAV}resourcetype"), 1)
    found = News(is_whole=True, token="")
    _take(answer, calendar, found)
    return found


def _is_event(told: Told, calendar: Calendar) -> bool:
    inside = path_of(told.href).startswith(calendar.key.rstrip("/") + "/")
    return inside and told.status == FINE and _COLLECTION not in told.kinds(f"{DAV}resourcetype")


def _fetched(session: Session, calendar: Calendar, wanted: Sequence[str]) -> list[Came]:
    """Ask for events; where they are too large together, for each half apart."""
    try:
        answer = asking.events(session, calendar.url, wanted)
    except TooLarge:
        session.close()
        if len(wanted) == 1:
            return [Came(wanted[0], reason="event_too_large")]
        half = len(wanted) // 2
        parts = (wanted[:half], wanted[half:])
        return [one for part in parts for one in _fetched(session, calendar, part)]
    came = {path_of(told.href): told for told in answer.told}
    return [_came(href, came.get(path_of(href))) for href in wanted]


def _came(href: str, told: Told | None) -> Came:
    if told is not None and told.status == _GONE:
        return Came(href, reason="gone")  # since it was listed
    text = told.text(_EVENT) if told is not None else ""
    if told is None or not text:
        return Came(href, reason="event_not_handed_over")
    return Came(href, text, told.text(_ETAG))
