"""This app's only door to adapters: files become moments, moments an archive and a summary."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from tevoet.adapters.along.taking import Taken, taken
from tevoet.adapters.along.zips import is_along
from tevoet.adapters.calendars import writing
from tevoet.adapters.calendars.writing import Event
from tevoet.adapters.mail.imap import reading as imap
from tevoet.adapters.mail.imap.account import Account, usual_security
from tevoet.adapters.mail.imap.reading import Place
from tevoet.adapters.mail.imap.refusals import MailServerNotReached
from tevoet.adapters.mail.places import place
from tevoet.adapters.reading.kinds import BEGINNING
from tevoet.adapters.reading.reading import read
from tevoet.adapters.services import reading as services
from tevoet.adapters.services.account import Client, Service, Tokens
from tevoet.adapters.services.asking import Asking
from tevoet.adapters.services.reading import place_of
from tevoet.adapters.services.refusals import (
    ConnectAgain,
    PermissionNotGiven,
    PermissionTooWide,
)
from tevoet.adapters.services.signing import authorise_url, exchange, withdraw
from tevoet.adapters.services.standing import Standing as ServiceStanding
from tevoet.adapters.tables import exporting, packing
from tevoet.adapters.tables.moments import MomentTable
from tevoet.adapters.tables.scratch import in_memory
from tevoet.engines.along.marks import Unfit
from tevoet.engines.mirror.reading import summary
from tevoet.engines.moments.gathering import Gathering
from tevoet.engines.moments.records import Channel, Refused
from tevoet.engines.moments.strangers import strangers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from tevoet.engines.mirror.settings import MirrorSettings
    from tevoet.engines.mirror.summary import Summary
    from tevoet.engines.moments.gathering import Reading
    from tevoet.engines.moments.options import ReadOptions
    from tevoet.engines.moments.records import Change, Moment

    OnProgress = Callable[[int, int], None]
    Standing = imap.Standing

__all__ = [
    "Asking",
    "Client",
    "ConnectAgain",
    "Event",
    "PermissionNotGiven",
    "PermissionTooWide",
    "Place",
    "Service",
    "ServiceStanding",
    "Taken",
    "Tokens",
    "Unfit",
    "authorise_url",
    "exchange",
    "place_of",
    "taken",
    "withdraw",
]  # what others of this app may take from an adapter as it is

FORMAT = "tevoet-moments"


def read_files(paths: Iterable[Path], options: ReadOptions, on_progress: OnProgress) -> Reading:
    """Read files into moments with their accounting; `on_progress` may raise to stop."""
    gathering = Gathering(options)
    batches = read(paths, options, on_progress=on_progress)
    for batch in batches:
        gathering.add(batch)
    return gathering.finish()


@dataclass(frozen=True, slots=True)
class Server:
    """A mailbox on a server, and how to come in."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    is_private_allowed: bool = False


def read_mailbox(
    server: Server, options: ReadOptions, standing: Standing, on_progress: OnProgress
) -> Reading:
    """Read what came into a mailbox since `standing`, which is brought up to date.

    `on_progress` is told numbers of messages, and may raise to stop.
    """
    account = Account(
        host=server.host,
        port=server.port,
        user=server.user,
        secret=server.password,
        security=usual_security(server.port),
        is_private_allowed=server.is_private_allowed,
    )
    gathering = Gathering(options)
    for batch in imap.read(account, options, standing, on_progress):
        gathering.add(batch)
    return gathering.finish()


def whose_mailbox(asking: Asking) -> str:
    """Return the address of whoever let us in at a service, "" when it is not told."""
    return services.owner(asking)


def read_service(
    asking: Asking, options: ReadOptions, standing: ServiceStanding, on_progress: OnProgress
) -> tuple[Reading, bool]:
    """Read what a service has since `standing`, which is brought up to date.

    Returns also whether the whole calendar is among it. `on_progress` may raise to stop.
    """
    gathering = Gathering(options)
    for batch in services.read(asking, options, standing, on_progress):
        gathering.add(batch)
    calendar = services.calendar(asking, options, standing) if standing.is_over else None
    for batch in calendar or ():
        gathering.add(batch)
    return gathering.finish(), calendar is not None


def not_reached(host: str, port: int) -> MailServerNotReached:
    """Return the one answer about every server that is no mailbox or may not be read."""
    return MailServerNotReached(host=host, port=port)


def apart(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Return what was taken along from a Tevoet, and the other files."""
    found: tuple[list[Path], list[Path]] = ([], [])
    for path in paths:
        found[0 if _is_along(path) else 1].append(path)
    return found


def refuse(reading: Reading, path: Path, unfit: Unfit) -> None:
    """Count what cannot be taken over among what could not be read."""
    reading.ledger.refuse(Refused(unfit.reason, place(path)))


def whose(reading: Reading, options: ReadOptions) -> list[str]:
    """Return the most frequent addresses of files in which the owner does not occur."""
    return strangers(reading, options.me)


def as_csv(parquet: bytes) -> bytes:
    """Return one table of an archive as CSV, to take along."""
    return exporting.to_csv(parquet)


def as_calendar(events: Sequence[Event], *, made_at: datetime) -> bytes:
    """Return a calendar file, to take along."""
    return writing.write(events, made_at=made_at)


def as_parquet(packed: bytes) -> dict[str, bytes]:
    """Return the tables of an archive as Parquet files, by name, to take along."""
    return packing.unpack(packed)


@dataclass(frozen=True, slots=True)
class Added:
    """What taking a reading over came to: moments that were new, and that were here already."""

    fresh: int
    known: int


class Moments:
    """An owner's moments, unpacked to add to, take from, and make a summary of."""

    def __init__(self, packed: bytes = b"") -> None:
        """Unpack an archive; empty bytes are an archive without moments."""
        within = in_memory(len(packed))
        unpack = MomentTable.from_bytes
        self._table = unpack(packed, within=within) if packed else MomentTable(within=within)

    def __enter__(self) -> Self:
        """Give the moments themselves."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove the temporary files, whatever happened."""
        self._table.close()

    def add(self, moments: Iterable[Moment], source: str) -> Added:
        """Add moments under the name of a source."""
        return self.add_labelled((moment, source) for moment in moments)

    def add_labelled(self, moments: Iterable[tuple[Moment, str]]) -> Added:
        """Add moments, each under the name of its source."""
        before = self._table.count()
        handed_over = self._table.add(moment._replace(source=name) for moment, name in moments)
        fresh = self._table.count() - before
        return Added(fresh, handed_over - fresh)

    def add_changes(self, changes: Sequence[Change], source: str) -> None:
        """Add what was moved or cancelled under the name of a source."""
        self._table.add_changes(changes, source)

    def join(self, packed: bytes, *, instead_of: str = "") -> None:
        """Add all moments of another archive, in place of those of a source if one is named.

        Raises UnknownArchiveVersion and DamagedArchive, and then changes nothing.
        """
        packing.unpack(packed)
        if instead_of:
            self._table.remove_source(instead_of)
        self._table.merge(packed)

    def remove(self, source: str) -> int:
        """Forget what came from a source alone and say how many moments that were."""
        before = self._table.count()
        self._table.remove_source(source)
        return before - self._table.count()

    def pack(self) -> bytes:
        """Pack all moments as opaque bytes."""
        return self._table.to_bytes()

    def count(self) -> int:
        """Count the moments."""
        return self._table.count()

    def seen_last(self) -> set[str]:
        """Return the addresses of everybody in the last source that was given."""
        last = max(self._table.sources(), key=_number, default=None)
        return self._table.seen_in(last) if last is not None else set()

    def answered_for(self, me: Iterable[str]) -> dict[str, list[str]]:
        """Say of an address to which others the owner's mail went that it answered."""
        return self._table.answered_for(me)

    def summary(self, settings: MirrorSettings) -> Summary:
        """Make the summary."""
        return summary(self._table, settings)


def packed(reading: Reading, source: str, calendar: str = "") -> tuple[Added, bytes]:
    """Pack what was read from one source as an archive of its own; its calendar may be apart."""
    with Moments() as fresh:
        apart = calendar or source
        both = (
            (one, source if one.channel is Channel.MAIL else apart) for one in reading.moments()
        )
        added = fresh.add_labelled(both)
        fresh.add_changes(reading.changes, apart)
        return added, fresh.pack()


def _is_along(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return is_along(file.read(BEGINNING))
    except OSError:  # a folder, or gone: the readers say so
        return False


def _number(source: str) -> tuple[bool, int, str]:
    """Return the order of sources: named after numbers, and before them what came along."""
    return source.isdigit(), len(source), source
