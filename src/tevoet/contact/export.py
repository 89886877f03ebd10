"""What this app adds to the archive that somebody takes along, and removes besides rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tevoet.contact import archive as archives
from tevoet.contact import uploads
from tevoet.contact.folded import Folded
from tevoet.contact.models import Source
from tevoet.contact.sources import as_parquet
from tevoet.people.export import as_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tevoet.people.models import Person


def files_of(person: Person) -> Iterator[tuple[str, bytes]]:
    """Yield the summary as JSON, and the moments as Parquet."""
    archive = archives.of(person)
    if made := archive.summary(person):
        yield "summary.json", as_json(Folded(made.content).whole())
    if content := archive.moments(person).content:
        for name, table in as_parquet(content).items():
            yield f"moments/{name}.parquet", table


def remove_uploads(person: Person) -> dict[str, int]:
    """Remove files of this person that still wait to be read; the rows go by themselves."""
    waiting = Source.objects.visible_to(person).exclude(folder="")
    folders = list(waiting.values_list("folder", flat=True))
    waiting.update(folder="")
    for folder in folders:
        uploads.remove_folder(folder)
    return {"uploads": len(folders)} if folders else {}
