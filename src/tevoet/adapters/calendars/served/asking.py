"""The few questions that are asked of a CalDAV server, and how their answers are taken."""

from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape

from tevoet.adapters.calendars.served.multistatus import (
    CALDAV,
    DAV,
    SERVER,
    Multistatus,
    read_multistatus,
)
from tevoet.adapters.calendars.served.session import Session
from tevoet.adapters.network.http import Question
from tevoet.adapters.network.urls import Url

LIST_CAP: Final = 32 * 1024 * 1024
"""Bytes of a list of everything in a calendar: some 80,000 events."""

EVENTS_CAP: Final = 16 * 1024 * 1024
"""Bytes of the events themselves that come at once."""

MULTISTATUS: Final = 207
_SPACES: Final = {
    DAV: 'xmlns:d="DAV:"',
    CALDAV: 'xmlns:c="urn:ietf:params:xml:ns:caldav"',
    SERVER: 'xmlns:s="http://calendarserver.org/ns/"',
}
_PREFIXES: Final = {DAV: "d", CALDAV: "c", SERVER: "s"}


class Unwell(Exception):
    """A place did not answer with what was asked; `status` is what it said instead."""

    def __init__(self, status: int) -> None:
        """Keep the status."""
        self.status = status
        super().__init__(status)


def properties(
    session: Session, url: Url, names: Iterable[str], depth: int
) -> tuple[Url, Multistatus]:
    """Ask for properties of a place, with depth 1 also of what is in it. Raises `Unwell`."""
    body = _document("d:propfind", _wanted(names))
    return _asked(session, url, _question("PROPFIND", body, depth, LIST_CAP))


def changes(session: Session, url: Url, token: str) -> Multistatus:
    """Ask what changed in a calendar since a state of it; since "" that is everything in it."""
    told = f"<d:sync-token>{escape(token)}</d:sync-token><d:sync-level>1</d:sync-level>"
    body = _document("d:sync-collection", told + _wanted([f"{DAV}getetag"]))
    return _asked(session, url, _question("REPORT", body, 0, LIST_CAP))[1]


def events(session: Session, url: Url, hrefs: Iterable[str]) -> Multistatus:
    """Ask for the events at these links. Raises `Unwell` and `TooLarge`."""
    links = "".join(f"<d:href>{escape(one)}</d:href>" for one in hrefs)
    wanted = _wanted([f"{DAV}getetag", f"{CALDAV}calendar-data"])
    body = _document("c:calendar-multiget", wanted + links)
    return _asked(session, url, _question("REPORT", body, 1, EVENTS_CAP))[1]


def _asked(session: Session, url: Url, question: Question) -> tuple[Url, Multistatus]:
    at, answer = session.ask(url, question)
    if answer.status != MULTISTATUS:
        raise Unwell(answer.status)
    return at, read_multistatus(answer.body)


def _question(method: str, body: bytes, depth: int, cap: int) -> Question:
    headers = {"Content-Type": "application/xml; charset=utf-8", "Depth": str(depth)}
    return Question(method, "", headers, cap, body)


def _document(name: str, inside: str) -> bytes:
    spaces = " ".join(_SPACES.values())
    return f'<?xml version="1.0" encoding="utf-8"?><{name} {spaces}>{inside}</{name}>'.encode()


def _wanted(names: Iterable[str]) -> str:
    tags = (name.partition("}") for name in names)
    return f"<d:prop>{''.join(f'<{_PREFIXES[a + b]}:{c}/>' for a, b, c in tags)}</d:prop>"
