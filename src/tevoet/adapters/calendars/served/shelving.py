"""Make moments of the events that are kept of a calendar on a server."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tevoet.adapters.calendars.collecting import Collecting
from tevoet.adapters.calendars.components import cut_components
from tevoet.adapters.calendars.ics import take
from tevoet.adapters.calendars.served.standing import Shelf
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch

SOURCE = "calendar"


def moments(shelf: Shelf, options: ReadOptions) -> Iterator[Batch]:
    """Yield the moments of a shelf, those of events that are gone up to when they went.

    An event that is gone and of which nothing had taken place is let go altogether.
    """
    collecting = Collecting(shelf.name, options, SOURCE)
    texts = [kept.text for kept in shelf.events.values() if not kept.gone_at]
    _put(texts, collecting)
    yield from collecting.moments()
    gone = {href: kept for href, kept in shelf.events.items() if kept.gone_at}
    for href, kept in gone.items():
        until = min(kept.gone_at, options.until or kept.gone_at)
        apart = Collecting(shelf.name, replace(options, until=until), SOURCE)
        _put([kept.text], apart)
        found = [one for batch in apart.moments() for one in batch.moments]
        if not found:
            del shelf.events[href]
        yield Batch(moments=found)


def _put(texts: Iterable[str], collecting: Collecting) -> None:
    components = (one for text in texts for one in cut_components(text.encode()))
    for number, component in enumerate(components, start=1):
        component.number = number
        take(component, collecting)
