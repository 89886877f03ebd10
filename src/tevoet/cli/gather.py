"""Read everything that was named, with a progress bar, and make the figures."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, ClassVar

import holidays
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

from tevoet.adapters.calendars.served.account import Account, Feed
from tevoet.adapters.reading.reading import read
from tevoet.adapters.tables.moments import MomentTable
from tevoet.cli.asked import Asked
from tevoet.cli.language import gettext as _
from tevoet.cli.reasons import refused_because
from tevoet.engines.mirror.reading import summary
from tevoet.engines.mirror.records import to_record
from tevoet.engines.mirror.settings import MirrorSettings, Rhythm
from tevoet.engines.mirror.summary import Summary
from tevoet.engines.moments.gathering import Gathering
from tevoet.engines.moments.ledger import Ledger
from tevoet.engines.moments.options import ReadOptions
from tevoet.engines.moments.records import Batch
from tevoet.engines.moments.strangers import strangers
from tevoet.refusal import Refusal

OnProgress = Callable[[int, int], None]


class NothingToRead(Refusal):
    """No mail, meeting or call was found in what was named."""

    slug: ClassVar[str] = "nothing-to-read"
    message: ClassVar[str] = (
        "Nothing in {paths} could be read as mail, calendar or calls{why}. "
        "Name an mbox file, a Maildir, .eml, .msg, .pst, .ics, .csv or .zip files, "
        "a folder with them, a mailbox as imap://user@host/, or calendars as "
        "caldav://user@host/."
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What a reading came to: the accounting, and the summary of the mirror."""

    asked: Asked
    ledger: Ledger
    summary: Summary
    early_replies: int = 0
    strangers: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return the one object that `--json` prints."""
        ledger = self.ledger
        return {
            "read": ledger.read,
            "kept": ledger.kept,
            "duplicate": ledger.duplicate,
            "automatic": ledger.set_aside,
            "refused": ledger.refused,
            "automatic_reasons": dict(sorted(ledger.automatic.items())),
            "refusals": [
                {"reason": reason, "count": one.count, "examples": one.examples}
                for reason, one in sorted(ledger.refusals.items())
            ],
            "remarks": ledger.remarks,
            "unsure": dict(sorted(ledger.unsure.items())),
            "me_seen": not self.strangers,
            "replies_before_their_parent": self.early_replies,
            **to_record(self.summary),
        }


def gather(asked: Asked, *, quiet: bool) -> Found:
    """Read what was asked and make the summary; refuse when nothing at all could be read."""
    options = ReadOptions(
        me=asked.me,
        now=asked.now,
        time_zone=asked.time_zone,
        since=asked.since,
        until=asked.until,
        keep_lists=asked.keep_lists,
        day_first=asked.day_first,
    )
    gathering = Gathering(options)
    for batch in batches(asked, options, quiet=quiet):
        gathering.add(batch)
    reading = gathering.finish()
    if reading.ledger.read == reading.ledger.refused:
        raise NothingToRead(paths=", ".join(named(asked)), why=why(reading.ledger))
    with MomentTable() as table:
        table.add(reading.moments())
        table.add_changes(reading.changes, "files")
        made = summary(table, mirror_settings(asked))
    others = strangers(reading, asked.me)
    return Found(asked, reading.ledger, made, reading.early_replies, others)


def batches(asked: Asked, options: ReadOptions, *, quiet: bool) -> Iterator[Batch]:
    """Yield what stands in files, then what stands in mailboxes and calendars on a server."""
    if asked.paths:
        with progress(DownloadColumn(), quiet=quiet) as on_progress:
            yield from read(asked.paths, options, on_progress=on_progress)
    for account in asked.accounts:
        from tevoet.adapters.mail.imap import reading  # noqa: PLC0415 - few need it

        with progress(MofNCompleteColumn(), quiet=quiet) as on_progress:
            yield from reading.read(account, options, on_progress=on_progress)
    for one in asked.calendars:
        yield from of_calendar(one, options, quiet=quiet)


def of_calendar(one: Account | Feed, options: ReadOptions, *, quiet: bool) -> Iterator[Batch]:
    """Yield what stands in calendars on a server."""
    from tevoet.adapters.calendars.served import feed, reading  # noqa: PLC0415 - few need it

    with progress(MofNCompleteColumn(), quiet=quiet) as on_progress:
        if isinstance(one, Feed):
            yield from feed.read(one, options, on_progress=on_progress)
        else:
            yield from reading.read(one, options, on_progress=on_progress)


def named(asked: Asked) -> list[str]:
    """Return what was to be read, as its owner named it."""
    served = [(one.user, one.host) for one in asked.accounts]
    served += [(getattr(one, "user", "webcal"), one.url.host) for one in asked.calendars]
    return [*map(str, asked.paths), *(f"{user} ({host})" for user, host in served)]


def why(ledger: Ledger) -> str:
    """Say the most frequent reason, when there is one."""
    if not ledger.refusals:
        return ""
    reason = max(ledger.refusals, key=lambda name: ledger.refusals[name].count)
    return f" ({refused_because(reason).removesuffix('.')})"


def mirror_settings(asked: Asked) -> MirrorSettings:
    """Return what the figures must be told, with Dutch public holidays."""
    opens, closes = asked.hours
    rhythm = Rhythm(
        time_zone=asked.time_zone, opens=opens, closes=closes, holidays=days_off(asked.now)
    )
    return MirrorSettings(now=asked.now, me=asked.me, rhythm=rhythm, window_days=asked.window_days)


def days_off(now: int) -> frozenset[date]:
    """Return the Dutch public holidays of the years around now."""
    year = datetime.fromtimestamp(now, UTC).year
    return frozenset(holidays.country_holidays("NL", years=range(year - 1, year + 1)))


@contextmanager
def progress(amount: ProgressColumn, *, quiet: bool) -> Iterator[OnProgress]:
    """Show a progress bar on a terminal; nothing when the answer is for a program."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        amount,
        TimeRemainingColumn(),
    )
    with Progress(
        *columns, console=console, transient=True, disable=quiet or not console.is_terminal
    ) as bar:
        task = bar.add_task(_("Reading"), total=None)

        def moved(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield moved
