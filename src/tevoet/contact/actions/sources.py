"""Upload, read, stop, read again and remove what moments come from."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from tevoet.contact import archive as archives
from tevoet.contact import uploads
from tevoet.contact.actions.letting_go import let_go
from tevoet.contact.actions.reading import keyring_of, read_in_background, run
from tevoet.contact.details import Names, seal
from tevoet.contact.joining import catch_up, fall_behind
from tevoet.contact.models import Mailbox, Reading, Source
from tevoet.people.actions.persons import add_address
from tevoet.people.models import Person
from tevoet.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tevoet.contact.uploads import Received
    from tevoet.vault.mirrorkey import MirrorKey

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


def room_for(owner: Person) -> int:
    """Return how many bytes somebody may still bring before others of theirs are read."""
    return max(0, settings.WAITING_LIMIT_BYTES - Source.objects.waiting_bytes(owner))


@transaction.atomic
def upload(
    owner: Person,
    *,
    received: Received,
    addresses: Iterable[str] = (),
    day_first: bool | None = None,
) -> Reading:
    """Keep what was received until the background job has read it; keys come first."""
    keyring = keyring_of(Person.objects.select_for_update().get(pk=owner.pk))
    size = sum(int(file["bytes"]) for file in received.files)
    if size > room_for(owner):
        raise uploads.too_much_waits()
    for address in addresses:
        add_address(owner, address=address)
    called = Names(received.name, [str(file["name"]) for file in received.files])
    source = Source.objects.create(
        owner=owner,
        count=len(received.files),
        bytes=size,
        names=seal(keyring, called),
        folder=received.folder,
        day_first=day_first,
        uploaded_at=timezone.now(),
    )
    return ask_to_read(source)


def ask_to_read(source: Source) -> Reading:
    """Put a reading of a source in the queue."""
    reading = Reading.objects.create(source=source, bytes_total=source.bytes)
    read_in_background.enqueue(reading.pk)
    return reading


def read_now(
    owner: Person, *, paths: Iterable[Path], name: str = "", key: MirrorKey | None = None
) -> Reading:
    """Read files that lie on this machine at once; they stay where they are.

    With a key what came in is joined at once as well.
    """
    listed, now = list(paths), timezone.now()
    called = [uploads.shown_name(path.name, number) for number, path in enumerate(listed, start=1)]
    names = seal(keyring_of(owner), Names(name or " + ".join(called), called))
    source = Source.objects.create(owner=owner, count=len(listed), names=names, uploaded_at=now)
    reading = Reading.objects.create(source=source, started_at=now, last_sign_at=now)
    run(reading, listed)
    catch_up(owner, archives.of(owner, key))
    reading.refresh_from_db()
    return reading


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


def lock_idle(source: Source) -> Source:
    """Return a source for us alone until the transaction ends; refuses one that is being read."""
    locked = Source.objects.select_for_update().get(pk=source.pk)
    if (last := locked.reading) is not None and last.is_going:
        raise IsBeingRead
    return locked


@transaction.atomic
def read_again(source: Source) -> Reading:
    """Read a source anew after it was stopped or broke off; of two askers one begins."""
    locked = lock_idle(source)
    last = locked.reading
    if not locked.folder or not uploads.path_of(locked.folder).is_dir():
        raise FilesAreGone
    if last is not None and last.ended_at is None:
        stop(last)
    return ask_to_read(locked)


@transaction.atomic
def remove(source: Source) -> None:
    """Remove a source; what came from it alone goes from the archive when that is open again."""
    last = source.reading
    if last is not None and last.is_going:
        raise IsBeingRead
    removed = {"removed_at": timezone.now(), "folder": "", "names": None, "count": 0, "bytes": 0}
    Source.objects.filter(pk=source.pk).update(**removed)
    Mailbox.objects.filter(source=source).delete()  # its password first of all
    let_go(source)
    source.readings.all().delete()  # with what came in and was not joined yet
    if not fall_behind(source.owner):
        source.delete()
    transaction.on_commit(lambda: uploads.remove_folder(source.folder))


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
