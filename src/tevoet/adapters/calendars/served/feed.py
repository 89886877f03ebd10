"""Read one published calendar (an ICS feed) from an address that is a secret."""

from collections.abc import Iterator
from typing import Final

from tevoet.adapters.calendars.components import looks_like_calendar
from tevoet.adapters.calendars.reducing import reduced
from tevoet.adapters.calendars.served.account import Feed
from tevoet.adapters.calendars.served.refusals import (
    CalendarNotPublished,
    CalendarServerBrokeOff,
    CalendarServerFailed,
    CalendarServerNotUnderstood,
    NoCalendarThere,
)
from tevoet.adapters.calendars.served.session import Session
from tevoet.adapters.calendars.served.shelving import moments
from tevoet.adapters.calendars.served.standing import Kept, Shelf, Standing
from tevoet.adapters.network.http import Answer, Question, TooLarge
from tevoet.adapters.progress import Progress, untold
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch

FEED_CAP: Final = 64 * 1024 * 1024
"""Bytes of a calendar: some 100,000 meetings."""

_BEGINNING: Final = 4_096
_UNCHANGED, _FINE = 304, 200
_CLOSED: Final = frozenset((401, 403, 404, 410))


def read(
    feed: Feed,
    options: ReadOptions,
    standing: Standing | None = None,
    on_progress: Progress | None = None,
) -> Iterator[Batch]:
    """Yield the moments of a published calendar, which is fetched only where it changed.

    `standing` is brought up to date meanwhile; what is in the calendar no more is treated as what
    is removed on a server. Raises the refusals of this package.
    """
    standing = standing or Standing()
    tell = on_progress or untold
    shelf = standing.shelves.setdefault("", Shelf(feed.url.host))
    tell(0, 1)
    answer = _fetched(feed, shelf)
    if answer.status != _UNCHANGED:
        _put(answer, shelf, standing.read_at)
    tell(1, 1)
    yield from moments(shelf, options)
    standing.read_at = options.now


def _fetched(feed: Feed, shelf: Shelf) -> Answer:
    session, said = Session(feed), {"Accept": "text/calendar, */*;q=0.1"}
    if shelf.token:
        said["If-None-Match"] = shelf.token
    if shelf.tag:
        said["If-Modified-Since"] = shelf.tag
    try:
        _, answer = session.ask(feed.url, Question("GET", "", said, FEED_CAP))
    except TooLarge as error:
        raise CalendarServerNotUnderstood(host=session.host) from error
    finally:
        session.close()
    if answer.status not in {_FINE, _UNCHANGED}:
        raise _wrong(session.host, answer.status)
    if answer.status == _FINE:
        _refuse_no_calendar(session.host, answer.body)
    return answer


def _wrong(host: str, status: int) -> Exception:
    if status in _CLOSED:
        return CalendarNotPublished(host=host)
    if status >= 500:  # noqa: PLR2004 - from here on the server is to blame
        return CalendarServerFailed(host=host, status=status)
    return NoCalendarThere(host=host)


def _refuse_no_calendar(host: str, body: bytes) -> None:
    if not looks_like_calendar(body[:_BEGINNING]):
        raise NoCalendarThere(host=host)
    if b"END:VCALENDAR" not in body[-_BEGINNING:].replace(b"\0", b"").upper():
        raise CalendarServerBrokeOff(host=host)


def _put(answer: Answer, shelf: Shelf, last_read_at: int) -> None:
    """Put what came on the shelf in place of what was there."""
    there = reduced(answer.body)
    for uid in set(shelf.events) - set(there):
        shelf.take_away(uid, last_read_at)
    shelf.events.update({uid: Kept(text=text) for uid, text in there.items()})
    shelf.token = answer.headers.get("etag", "")[:1_000]
    shelf.tag = answer.headers.get("last-modified", "")[:100]
