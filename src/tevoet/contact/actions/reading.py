"""Read a source and seal what came in for its owner: in the background, stoppable, all or nothing.

Nothing secret is needed for that, and nothing that was sealed is opened here again: whoever opens
the mirror next joins it with the archive (`contact.joining`).
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop
from django_tasks import task

from tevoet.contact import making, uploads
from tevoet.contact.actions.along import all_along
from tevoet.contact.brought import For, bring
from tevoet.contact.details import Details, seal
from tevoet.contact.joining import fall_behind
from tevoet.contact.models import Arrival, Reading, Source
from tevoet.contact.sources import Added, apart, packed, read_files, whose
from tevoet.refusal import Refusal
from tevoet.vault.mirrorkey import seal_for
from tevoet.vault.models import Keyring

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tevoet.engines.moments.gathering import Reading as Gathered
    from tevoet.people.models import Person

SIGN_EVERY_SECONDS = 1.0
log = logging.getLogger("tevoet.contact")


class KeysFirst(Refusal):
    """Without keys there is nobody to seal for."""

    slug: ClassVar[str] = "keys-first"
    message: ClassVar[str] = gettext_noop(
        "Make your keys first, so that only you can open what is read."
    )


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
        paths = [folder / uploads.file_name(number) for number in range(source.count)]
        run(Reading.objects.select_related("source__owner__organisation").get(pk=reading_pk), paths)


def run(reading: Reading, paths: Sequence[Path]) -> Reading:
    """Read files and take them over; whatever happens, the reading ends and says how."""
    return run_through(reading, lambda: take_over(reading, paths))


def run_through(reading: Reading, act: Callable[[], None]) -> Reading:
    """Do what a reading is; whatever happens, it ends and says how."""
    try:
        act()
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
    """Read files, and seal their moments in one go."""
    source = reading.source
    keyring, options = keyring_of(source.owner), making.read_options(source.owner, timezone.now())
    options = replace(options, day_first=source.day_first)
    signs = Signs(reading)
    zips, files = apart(paths)
    gathered = read_files(files, options, signs)
    to = For(source.owner, keyring, options.me, timezone.now())
    brought = bring(zips, to, gathered, signs)
    strangers = whose(gathered, options)
    details = seal(keyring, Details(strangers, examples_of(gathered)))
    if gathered.ledger.read == gathered.ledger.refused and not brought:
        raise Unreadable(outcome_of(gathered, Added(0, 0)), details)
    signs(signs.total, signs.total)
    added, content = packed(gathered, source.label)
    outcome = {**outcome_of(gathered, added), "strangers": len(strangers)}
    with transaction.atomic():
        if brought:
            outcome["along"] = all_along(brought, to)
        finish(reading, outcome, details)
        Arrival.objects.create(reading=reading, keyring=keyring, content=seal_for(keyring, content))
        fall_behind(source.owner, arrived=True)
    uploads.remove_folder(source.folder)


def keyring_of(owner: Person) -> Keyring:
    """Return the keys to seal for; refuse when there are none."""
    keyring = Keyring.objects.of(owner)
    if keyring is None:
        raise KeysFirst
    return keyring


class Unreadable(NothingToReadHere):
    """The same, with the accounting of what was refused."""

    def __init__(self, outcome: dict[str, object], details: bytes) -> None:
        """Keep the accounting for the page."""
        super().__init__()
        self.outcome, self.details = outcome, details


def finish(reading: Reading, outcome: dict[str, object], details: bytes) -> None:
    """End a reading well; raise `Stopped` when it is no longer ours."""
    ours = Reading.objects.filter(pk=reading.pk, ended_at=None, stop_requested_at=None)
    if not ours.update(ended_at=timezone.now(), outcome=outcome, details=details):
        raise Stopped
    Source.objects.filter(pk=reading.source_id).update(folder="")


def end(reading: Reading, refusal: Refusal | None = None) -> None:
    """End a reading without anything taken over; files that cannot be read are not kept."""
    outcome = refusal.outcome if isinstance(refusal, Unreadable) else {}
    details = refusal.details if isinstance(refusal, Unreadable) else None
    Reading.objects.filter(pk=reading.pk, ended_at=None).update(
        ended_at=timezone.now(),
        refusal=refusal.slug if refusal else "",
        message=refusal.message if refusal else "",
        parameters=refusal.parameters if refusal else {},
        outcome=outcome,
        details=details,
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


def outcome_of(gathered: Gathered, added: Added) -> dict[str, object]:
    """Return the accounting: read = kept + duplicate + automatic + refused."""
    ledger = gathered.ledger
    refused = sorted(ledger.refusals.items(), key=lambda two: -two[1].count)
    return {
        "read": ledger.read,
        "kept": ledger.kept - added.known,
        "duplicate": ledger.duplicate + added.known,
        "automatic": ledger.set_aside,
        "refused": ledger.refused,
        "set_aside": dict(sorted(ledger.automatic.items())),
        "refusals": [{"reason": reason, "count": one.count} for reason, one in refused],
        "remarks": ledger.remarks,
        "unsure": dict(sorted(ledger.unsure.items())),
        "conversations": gathered.conversations,
    }


def examples_of(gathered: Gathered) -> dict[str, list[str]]:
    """Return by reason where the first stand that could not be read."""
    return {reason: list(one.examples) for reason, one in gathered.ledger.refusals.items()}
