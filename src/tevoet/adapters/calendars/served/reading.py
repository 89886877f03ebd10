"""Read calendars on a server: what changed since the last time, and moments of everything."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from tevoet.adapters.calendars.reducing import reduced
from tevoet.adapters.calendars.served.account import Account
from tevoet.adapters.calendars.served.asking import Unwell
from tevoet.adapters.calendars.served.finding import Calendar, find_calendars
from tevoet.adapters.calendars.served.refusals import CalendarServerNotUnderstood, NotDav
from tevoet.adapters.calendars.served.session import Session
from tevoet.adapters.calendars.served.shelving import moments
from tevoet.adapters.calendars.served.standing import Kept, Shelf, Standing
from tevoet.adapters.calendars.served.syncing import Came, News, fetch, news
from tevoet.adapters.network.http import TooLarge
from tevoet.adapters.progress import Progress, untold
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch, Refused

"""Is told how many events came in, of how many that changed."""

CLOSED: Final = "closed_calendar"
OF_ANOTHER: Final = "calendar_of_another"
GONE: Final = "gone"


def read(
    account: Account,
    options: ReadOptions,
    standing: Standing | None = None,
    on_progress: Progress | None = None,
) -> Iterator[Batch]:
    """Yield the moments of all calendars at an address; only what changed is asked for.

    `standing` is brought up to date meanwhile. Everything counts anew at every reading. A
    calendar that cannot be read is refused on its own (`closed_calendar`), as is an event that is
    not handed over (`event_not_handed_over`, `event_too_large`); calendars of others are set
    aside. Raises the refusals of this package. `on_progress` may raise to stop.
    """
    walk = _Walk(account, options, standing or Standing(), on_progress or untold)
    try:
        yield from walk.batches()
    except (NotDav, TooLarge) as error:
        raise CalendarServerNotUnderstood(host=account.url.host) from error
    finally:
        walk.session.close()


@dataclass(slots=True)
class _Walk:
    """Goes through the calendars: first what is new in each, then all there is to fetch."""

    account: Account
    options: ReadOptions
    standing: Standing
    tell: Progress
    done: int = 0
    total: int = 0
    session: Session = field(init=False)

    def __post_init__(self) -> None:
        self.session = Session(self.account)

    def batches(self) -> Iterator[Batch]:
        """Yield everything."""
        found = find_calendars(self.session)
        yield Batch(set_aside={OF_ANOTHER: found.of_others} if found.of_others else {})
        waiting = list[tuple[Calendar, News]]()
        for calendar in found.own:
            with _Closing(calendar.name) as closing:
                waiting.append((calendar, news(self.session, calendar, self._shelf(calendar))))
            yield Batch(refused=closing.refused)
        self.total = sum(len(what.changed) for _, what in waiting)
        self.tell(0, self.total)
        for calendar, what in waiting:
            with _Closing(calendar.name) as closing:
                yield Batch(refused=self._bring_in(calendar, what))
            yield Batch(refused=closing.refused)
        self._take_away_whole({one.key for one in found.own})
        for shelf in self.standing.shelves.values():
            yield from moments(shelf, self.options)
        self.standing.read_at = self.options.now
        self.tell(self.total, self.total)

    def _shelf(self, calendar: Calendar) -> Shelf:
        return self.standing.shelves.setdefault(calendar.key, Shelf(calendar.name))

    def _bring_in(self, calendar: Calendar, what: News) -> list[Refused]:
        """Fetch what changed and put it on the shelf; return what did not come."""
        shelf, refused = self._shelf(calendar), list[Refused]()
        for some in fetch(self.session, calendar, list(what.changed)):
            for one in some:
                self._put(shelf, one, what.changed[one.href])
                if one.reason not in {"", GONE}:
                    refused.append(Refused(one.reason, f"{calendar.name}, {len(refused) + 1}"))
            self.done += len(some)
            self.tell(self.done, self.total)
        for href in what.gone:
            shelf.take_away(href, self.standing.read_at)
        shelf.name = calendar.name
        shelf.token, shelf.tag = ("", "") if refused else (what.token, calendar.tag)
        return refused

    def _put(self, shelf: Shelf, one: Came, etag: str) -> None:
        if one.reason == GONE:
            shelf.take_away(one.href, self.standing.read_at)
        elif not one.reason:
            text = "\n".join(reduced(one.text.encode()).values())
            shelf.events[one.href] = Kept(etag or one.etag, text)

    def _take_away_whole(self, there: set[str]) -> None:
        """Take away the events of calendars that are there no more."""
        for key, shelf in self.standing.shelves.items():
            if key not in there:
                for href in shelf.events:
                    shelf.take_away(href, self.standing.read_at)


class _Closing:
    """Counts a calendar that does not let itself be read, and goes on."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.refused: list[Refused] = []

    def __enter__(self) -> "_Closing":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> bool:
        if isinstance(error, Unwell):
            self.refused = [Refused(CLOSED, self._name)]
            return True
        return False
