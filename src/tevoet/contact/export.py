"""What this app adds to what a person takes along, and removes besides the rows."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from django.utils import timezone

from tevoet.contact import archive as archives
from tevoet.contact import details, uploads
from tevoet.contact.access import opened
from tevoet.contact.calendar import calendar_of
from tevoet.contact.clock import day_of
from tevoet.contact.folded import unfold
from tevoet.contact.hintnotes import book_of
from tevoet.contact.joining import catch_up
from tevoet.contact.models import Archive, Arrival, HintNote, Mailbox, Source, Summary
from tevoet.contact.sources import as_csv, as_parquet
from tevoet.engines.along.told import COUNTS
from tevoet.engines.mirror.hintlog import entries_of
from tevoet.people.export import as_json
from tevoet.refusal import Refusal
from tevoet.vault import held

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tevoet.people.models import Person


def files_of(person: Person) -> Iterator[tuple[str, bytes]]:
    """Yield summary and moments, in open formats when they can be opened here, else as they are."""
    if calendar := calendar_of(person):
        yield "calendar.ics", calendar
    archive = archives.of(person, held.mirror_key_of(person))
    yield from _open_files(person, archive) if archive.is_open(person) else _sealed_files(person)


def _open_files(person: Person, archive: archives.Archive) -> Iterator[tuple[str, bytes]]:
    """Yield the summary as JSON, the sources, and the moments as Parquet and as CSV."""
    with suppress(Refusal):  # somebody else is at it: what there is goes along as it is
        catch_up(person, archive)
    made = archive.summary(person)
    if made is not None and (folded := unfold(made.content, made.others)):
        yield "summary.json", as_json(folded.whole())
    if HintNote.objects.visible_to(person).exists():
        book = book_of(person, archive)
        yield "hints.json", as_json(entries_of(book, day_of(person, timezone.now())))
    yield "moments/sources.json", as_json([source(one, archive) for one in _sources(person)])
    if content := archive.moments(person).content:
        for name, table in as_parquet(content).items():
            yield f"moments/{name}.parquet", table
            yield f"moments/{name}.csv", as_csv(table)


def _sources(person: Person) -> Iterator[Source]:
    yield from Source.objects.visible_to(person).order_by("pk").prefetch_related("readings")


def source(one: Source, archive: archives.Archive) -> dict[str, object]:
    """Return what is told of a source, with the names that only its owner can open."""
    called, reading = details.names(archive, one.names), one.reading
    outcome = reading.outcome if reading else {}
    return {
        "label": one.label,
        "name": called.name,
        "files": called.files,
        "count": one.count,
        "bytes": one.bytes,
        "uploaded_at": one.uploaded_at,
        "outcome": {part: outcome[part] for part in COUNTS if part in outcome},
        "mailbox": _mailbox(one, archive),
    }


def _mailbox(one: Source, archive: archives.Archive) -> dict[str, object] | None:
    """Return where a mailbox is; its password stays behind, for others could read the copy."""
    found = Mailbox.objects.filter(source=one).first()
    if found is None:
        return None
    with suppress(Refusal):
        access, _ = opened(found, archive)
        return {"host": access.host, "port": access.port, "user": access.user}
    return None


def _sealed_files(person: Person) -> Iterator[tuple[str, bytes]]:
    """Yield what the key `mirror` of one's keyring opens, with the ordinary `age` tool too."""
    for summary in Summary.objects.visible_to(person):
        yield "mirror/summary.age", bytes(summary.content)
        yield "mirror/summary-of-others.age", bytes(summary.others)
    for note in HintNote.objects.visible_to(person):
        yield f"mirror/hints-{note.pk}.age", bytes(note.content)
    for kept in Archive.objects.visible_to(person).exclude(content=b""):
        yield "mirror/moments.age", bytes(kept.content)
    for mailbox in Mailbox.objects.visible_to(person):
        yield f"mirror/mailbox-{mailbox.source_id}.age", bytes(mailbox.access)
    for arrival in Arrival.objects.visible_to(person):
        yield f"mirror/arrival-{arrival.reading_id}.age", bytes(arrival.content)


def remove_uploads(person: Person) -> dict[str, int]:
    """Remove files of this person that still wait to be read; the rows go by themselves."""
    waiting = Source.objects.visible_to(person).exclude(folder="")
    folders = list(waiting.values_list("folder", flat=True))
    waiting.update(folder="")
    for folder in folders:
        uploads.remove_folder(folder)
    return {"uploads": len(folders)} if folders else {}
