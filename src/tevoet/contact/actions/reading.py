"""Read a source into the owner's archive: in the background, stoppable, all or nothing."""

from __future__ import annotations

import logging
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from django.db import OperationalError
from django.utils import timezone
from django.utils.translation import gettext_noop
from django_tasks import task

from tevoet.contact import making, uploads
from tevoet.contact.models import Reading, Source
from tevoet.contact.sources import Added, Moments, read_files, whose
from tevoet.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tevoet.engines.moments.gathering import Reading as Gathered
    from tevoet.engines.moments.ledger import Ledger

SIGN_EVERY_SECONDS = 1.0
NUMBERED = re.compile(r"^(\d{4})\b")
log = logging.getLogger("tevoet.contact")


class NothingToReadHere(Refusal):
    """Nothing in the files was mail, a meeting or a call."""

    slug: ClassVar[str] = "nothing-to-read-here"
    message: ClassVar[str] = gettext_noop(
        "There was no mail, meeting or call in these files that Tevoet can read."
    )


class ReadingFailed(Refusal):
    """Something happened that we did not foresee."""

    slug: ClassVar[str] = "reading-failed"
    message: ClassVar[str] = gettext_noop(
        "The reading broke off by a fault of the program. Nothing was taken over. "
        "Try again; if it happens again, tell your keeper reading {number}."
    )


class Stopped(Exception):
    """The owner asked to stop, or another reading took over."""


@dataclass(slots=True)
class Signs:
    """Give a sign of life now and then, and hear whether to stop."""

    reading: Reading
    last: float = field(default=0.0)
    total: int = 0

    def __call__(self, done: int, total: int) -> None:
        """Note how far we are, at most once a second."""
        if time.monotonic() - self.last < SIGN_EVERY_SECONDS and done < total:
            return
        self.last, self.total = time.monotonic(), total
        still_ours = Reading.objects.filter(
            pk=self.reading.pk, ended_at=None, stop_requested_at=None
        ).update(bytes_read=done, bytes_total=total, last_sign_at=timezone.now())
        if not still_ours:
            raise Stopped


@task()
def read_in_background(reading_pk: int) -> None:
    """Read what was uploaded; of two workers with the same reading one does it."""
    now = timezone.now()
    waiting = Reading.objects.filter(pk=reading_pk, started_at=None, ended_at=None)
    if waiting.update(started_at=now, last_sign_at=now):
        source = Source.objects.get(readings=reading_pk)
        folder = uploads.path_of(source.folder)
        paths = [folder / uploads.file_name(number) for number in range(len(source.files))]
        run(Reading.objects.select_related("source__owner__organisation").get(pk=reading_pk), paths)


def run(reading: Reading, paths: Sequence[Path]) -> Reading:
    """Read files and take them over; whatever happens, the reading ends and says how."""
    try:
        take_over(reading, paths)
    except Stopped:
        end(reading)
    except Refusal as refusal:
        end(reading, refusal)
    except (OSError, OperationalError) as error:
        end(reading, fault(reading, error))
    except Exception as error:  # noqa: BLE001 - the edge of a background job
        end(reading, fault(reading, error))
    reading.refresh_from_db()
    return reading


def take_over(reading: Reading, paths: Sequence[Path]) -> None:
    """Read files, and put their moments into the archive in one go."""
    owner, source = reading.source.owner, reading.source
    signs = Signs(reading)
    options = making.read_options(owner, timezone.now())
    gathered = read_files(paths, options, signs)
    ledger = gathered.ledger
    if ledger.read == ledger.refused:
        raise Unreadable(outcome_of(gathered, Added(0, 0), source.files))

    def change(moments: Moments) -> Added:
        signs(signs.total, signs.total)
        return moments.add(gathered.moments(), str(source.pk))

    def then(added: Added) -> None:
        outcome = outcome_of(gathered, added, source.files)
        finish(reading, {**outcome, "strangers": whose(gathered, options)})

    making.replace(owner, change, then)
    uploads.remove_folder(source.folder)


class Unreadable(NothingToReadHere):
    """The same, with the accounting of what was refused."""

    def __init__(self, outcome: dict[str, object]) -> None:
        """Keep the accounting for the page."""
        super().__init__()
        self.outcome = outcome


def finish(reading: Reading, outcome: dict[str, object]) -> None:
    """End a reading well; raise `Stopped` when it is no longer ours."""
    ours = Reading.objects.filter(pk=reading.pk, ended_at=None, stop_requested_at=None)
    if not ours.update(ended_at=timezone.now(), outcome=outcome):
        raise Stopped
    Source.objects.filter(pk=reading.source_id).update(folder="")


def end(reading: Reading, refusal: Refusal | None = None) -> None:
    """End a reading without anything taken over; files that cannot be read are not kept."""
    outcome = refusal.outcome if isinstance(refusal, Unreadable) else {}
    Reading.objects.filter(pk=reading.pk, ended_at=None).update(
        ended_at=timezone.now(),
        refusal=refusal.slug if refusal else "",
        message=refusal.message if refusal else "",
        parameters=refusal.parameters if refusal else {},
        outcome=outcome,
    )
    if outcome:
        uploads.remove_folder(reading.source.folder)
        Source.objects.filter(pk=reading.source_id).update(folder="")


def fault(reading: Reading, error: Exception) -> Refusal:
    """Return what to say of an error; the log names its kind and place, and nobody."""
    if isinstance(error, OSError) and isinstance(uploads.disk_refusal(error), uploads.DiskIsFull):
        return uploads.DiskIsFull()
    if isinstance(error, OperationalError) and "full" in str(error):
        return uploads.DiskIsFull()
    log.error("Reading %d broke off: %s", reading.pk, type(error).__name__)
    return ReadingFailed(number=reading.pk)


def outcome_of(
    gathered: Gathered, added: Added, files: Sequence[dict[str, str | int]]
) -> dict[str, object]:
    """Return the accounting: read = kept + duplicate + automatic + refused."""
    ledger = gathered.ledger
    return {
        "read": ledger.read,
        "kept": ledger.kept - added.known,
        "duplicate": ledger.duplicate + added.known,
        "automatic": ledger.set_aside,
        "refused": ledger.refused,
        "set_aside": dict(sorted(ledger.automatic.items())),
        "refusals": refusals_of(ledger, files),
        "conversations": gathered.conversations,
    }


def refusals_of(ledger: Ledger, files: Sequence[dict[str, str | int]]) -> list[dict[str, object]]:
    """Return what was refused by reason, with examples under the names people know."""

    def named(where: str) -> str:
        number = NUMBERED.match(where)
        if number is None or int(number[1]) >= len(files):
            return where
        return f"{files[int(number[1])]['name']}{where[number.end() :]}"

    return [
        {"reason": reason, "count": one.count, "examples": [named(at) for at in one.examples]}
        for reason, one in sorted(ledger.refusals.items(), key=lambda two: -two[1].count)
    ]
