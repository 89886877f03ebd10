"""Read everything that was found as one stream of batches, with progress."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Final

from tevoet.adapters.mail import eml, mbox
from tevoet.adapters.mail.eml import Files
from tevoet.adapters.mail.places import place
from tevoet.adapters.progress import Progress, untold
from tevoet.adapters.reading import gzipped, zipped
from tevoet.adapters.reading.finding import Found, Heap, look, walk
from tevoet.adapters.reading.kinds import Kind
from tevoet.engines.moments.message import forget
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch, Refused

"""Is told how many bytes have been read, of how many in all."""

Look = Callable[[str, int], Found]
"""Says what a file of so many bytes is."""


def read(
    paths: Iterable[Path], options: ReadOptions, on_progress: Progress | None = None
) -> Iterator[Batch]:
    """Yield what stands in files and folders; see `finding` for what is walked and refused.

    What somebody took along from a Tevoet is more than moments: `adapters.along` reads it, and here
    it is refused.

    Never raises for what a file holds; closing the iterator ends every process it started.
    """
    found = list(walk(paths))
    total, done = sum(one.size for one in found), 0
    tell = on_progress or untold
    tell(0, total)
    try:
        for batch in _batches(found, options, look):
            done = min(total, done + batch.read_bytes)
            yield batch
            tell(done, total)
    finally:
        forget()
    tell(total, total)


def _batches(
    found: Iterable[Found | Heap], options: ReadOptions, look_into: Look
) -> Iterator[Batch]:
    for one in found:
        if isinstance(one, Found):
            yield from _opened(one, options)
        elif one.kind is Kind.MAILDIR:
            yield from eml.read(one.files, options)
        else:
            yield from _sifted(one.files, options, look_into)


def _sifted(files: Files, options: ReadOptions, look_into: Look) -> Iterator[Batch]:
    """Read a heap of files: messages on the way, and the others as what they turn out to be."""
    for batch, others in eml.sift(files, options):
        if batch.read_bytes or batch.refused:
            yield batch
        looked = map(look_into, others.paths, others.sizes)
        for kind, group in groupby(looked, key=lambda one: one.kind):
            if kind is Kind.EML:
                alike = list(group)
                messages = Files([str(one.path) for one in alike], [one.size for one in alike])
                yield from eml.read(messages, options)
            else:
                for one in group:
                    yield from _opened(one, options)


def _opened(found: Found, options: ReadOptions) -> Iterator[Batch]:
    """Read one file of a kind that has a reader of its own, or refuse it."""
    if found.kind is Kind.ALONG:
        yield Batch(refused=[Refused("along_elsewhere", place(found.path))])
    elif found.kind is Kind.REFUSED:
        yield Batch(refused=[Refused(found.reason, place(found.path))])
    else:
        yield from _guarded(found, options)


def _guarded(found: Found, options: ReadOptions) -> Iterator[Batch]:
    """Read one file; one that breaks off is refused where it breaks, and the others go on."""
    try:
        yield from _reader(found, options)
    except Exception as error:  # noqa: BLE001 - one bad file must not end the reading; it counts
        reason = "unreadable_file" if isinstance(error, OSError) else "unreadable_content"
        yield Batch(refused=[Refused(reason, place(found.path))])


def _reader(found: Found, options: ReadOptions) -> Iterator[Batch]:
    """Return the reader of one file."""
    return _READERS[found.kind](found.path, options)


def _read_calendar(path: Path, options: ReadOptions) -> Iterator[Batch]:
    from tevoet.adapters.calendars import ics  # noqa: PLC0415 - icalendar takes long to load

    return ics.read(path, options)


def _read_calls(path: Path, options: ReadOptions) -> Iterator[Batch]:
    from tevoet.adapters.calls import csv  # noqa: PLC0415 - its tables of numbers take long to load

    return csv.read(path, options)


def _read_phone_backup(path: Path, options: ReadOptions) -> Iterator[Batch]:
    from tevoet.adapters.calls import android  # noqa: PLC0415 - as for call logs

    return android.read(path, options)


def _read_database(path: Path, options: ReadOptions) -> Iterator[Batch]:
    from tevoet.adapters.calls import iphone  # noqa: PLC0415 - as for call logs

    return iphone.read(path, options)


def _read_whatsapp(path: Path, options: ReadOptions) -> Iterator[Batch]:
    from tevoet.adapters.chats import whatsapp  # noqa: PLC0415 - as for call logs

    return whatsapp.read(path, options)


def _read_signal(path: Path, options: ReadOptions) -> Iterator[Batch]:
    from tevoet.adapters.chats import signal  # noqa: PLC0415 - as for call logs

    return signal.read(path, options)


def _read_outlook_store(path: Path, options: ReadOptions) -> Iterator[Batch]:
    from tevoet.adapters.outlook import store  # noqa: PLC0415 - as for calendars

    return store.read(path, options)


def _read_outlook_item(path: Path, options: ReadOptions) -> Iterator[Batch]:
    from tevoet.adapters.outlook import single  # noqa: PLC0415 - as for calendars

    return single.read(path, options)


def _read_zip(path: Path, options: ReadOptions) -> Iterator[Batch]:
    return zipped.read(path, partial(_inside, options=options))


def _read_gzip(path: Path, options: ReadOptions) -> Iterator[Batch]:
    return gzipped.read(path, partial(_inside, options=options))


def _inside(folder: Path, options: ReadOptions) -> Iterator[Batch]:
    """Read what came out of an archive."""
    yield from _batches(walk([folder]), options, _look_in_zip)


def _look_in_zip(path: str, size: int) -> Found:
    """Say what a file is; an archive in an archive is refused."""
    found = look(path, size)
    is_zip = found.kind in {Kind.ZIP, Kind.GZIP}
    return found._replace(kind=Kind.REFUSED, reason="zip_in_zip") if is_zip else found


_READERS: Final[Mapping[Kind, Callable[[Path, ReadOptions], Iterator[Batch]]]] = {
    Kind.MBOX: mbox.read,
    Kind.ICS: _read_calendar,
    Kind.CSV: _read_calls,
    Kind.PHONE_BACKUP: _read_phone_backup,
    Kind.DATABASE: _read_database,
    Kind.WHATSAPP: _read_whatsapp,
    Kind.SIGNAL: _read_signal,
    Kind.OUTLOOK_STORE: _read_outlook_store,
    Kind.OUTLOOK_ITEM: _read_outlook_item,
    Kind.ZIP: _read_zip,
    Kind.GZIP: _read_gzip,
}
"""The reader of each kind; the larger libraries are loaded only when needed."""
