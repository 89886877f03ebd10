"""Upload, read, stop, read again and remove what moments come from."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from tevoet.contact import archive as archives
from tevoet.contact import making, uploads
from tevoet.contact.actions.reading import read_in_background, run
from tevoet.contact.models import Reading, Source
from tevoet.people.actions.persons import add_address
from tevoet.people.models import Person
from tevoet.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tevoet.contact.sources import Moments
    from tevoet.contact.uploads import Received

KEPT_WAITING = timedelta(days=1)
"""Files of a reading that was stopped or broke off are kept this long."""


class FilesAreGone(Refusal):
    """Files are kept for a day, and only until they were read."""

    slug: ClassVar[str] = "files-are-gone"
    message: ClassVar[str] = gettext_noop(
        "The files are no longer here: they are kept for a day at most. Upload them again."
    )


class IsBeingRead(Refusal):
    """A reading is going on."""

    slug: ClassVar[str] = "is-being-read"
    message: ClassVar[str] = gettext_noop("These files are being read right now. Stop that first.")


@transaction.atomic
def upload(owner: Person, *, received: Received, addresses: Iterable[str] = ()) -> Reading:
    """Keep what was received until the background job has read it."""
    for address in addresses:
        add_address(owner, address=address)
    source = Source.objects.create(
        owner=owner,
        name=received.name[:200],
        files=received.files,
        folder=received.folder,
        uploaded_at=timezone.now(),
    )
    return ask_to_read(source)


def ask_to_read(source: Source) -> Reading:
    """Put a reading of a source in the queue."""
    total = sum(int(file["bytes"]) for file in source.files)
    reading = Reading.objects.create(source=source, bytes_total=total)
    read_in_background.enqueue(reading.pk)
    return reading


def read_now(owner: Person, *, paths: Iterable[Path], name: str = "") -> Reading:
    """Read files that lie on this machine at once; they stay where they are."""
    listed, now = list(paths), timezone.now()
    files = [
        {"name": uploads.shown_name(path.name, number), "bytes": 0}
        for number, path in enumerate(listed, start=1)
    ]
    shown = name or " + ".join(str(file["name"]) for file in files)
    source = Source.objects.create(owner=owner, name=shown[:200], files=files, uploaded_at=now)
    reading = Reading.objects.create(source=source, started_at=now, last_sign_at=now)
    return run(reading, listed)


@transaction.atomic
def stop(reading: Reading) -> Reading:
    """Ask the worker to stop; what waits, or lost its worker, stops at once."""
    now = timezone.now()
    going = Reading.objects.filter(pk=reading.pk, ended_at=None)
    going.update(stop_requested_at=now)
    if reading.started_at is None or reading.is_silent(now):
        going.update(ended_at=now)
    reading.refresh_from_db()
    return reading


@transaction.atomic
def read_again(source: Source) -> Reading:
    """Read a source anew after it was stopped or broke off; of two askers one begins."""
    locked = Source.objects.select_for_update().get(pk=source.pk)
    last = locked.reading
    if last is not None and last.is_going:
        raise IsBeingRead
    if not locked.folder or not uploads.path_of(locked.folder).is_dir():
        raise FilesAreGone
    if last is not None and last.ended_at is None:
        stop(last)
    return ask_to_read(locked)


def remove(source: Source) -> int:
    """Remove a source with everything that came from it alone; return how many moments."""
    last = source.reading
    if last is not None and last.is_going:
        raise IsBeingRead
    owner, folder, name = source.owner, source.folder, str(source.pk)

    def change(moments: Moments) -> int:
        return moments.remove(name)

    def then(_removed: int) -> None:
        source.delete()

    if archives.of(owner).moments(owner).revision:
        removed = making.replace(owner, change, then)
    else:
        removed = 0
        source.delete()
    uploads.remove_folder(folder)
    return removed


def forget_uploads(now: datetime) -> int:
    """Remove files nobody waits for any more; return how many folders went."""
    waiting = Source.objects.exclude(folder="").prefetch_related("readings")
    kept = {
        source.folder
        for source in waiting
        if (source.reading and source.reading.is_going) or now - source.uploaded_at < KEPT_WAITING
    }
    gone = [folder for folder in uploads.folders() if folder not in kept and is_old(folder, now)]
    for folder in gone:
        uploads.remove_folder(folder)
    Source.objects.filter(folder__in=gone).update(folder="")
    return len(gone)


def is_old(folder: str, now: datetime) -> bool:
    """Say whether nothing was written in a folder for as long as files are kept."""
    try:
        changed = uploads.path_of(folder).stat().st_mtime
    except FileNotFoundError:
        return False
    return now.timestamp() - changed > KEPT_WAITING.total_seconds()
