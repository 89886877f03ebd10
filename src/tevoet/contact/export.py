"""What this app keeps about a person: counted, and as files to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from tevoet.contact import archive as archives
from tevoet.contact import uploads
from tevoet.contact.folded import Folded
from tevoet.contact.models import Limit, NotNow, Proposal, Reading, Source, Spoken
from tevoet.contact.sources import as_parquet
from tevoet.people.export import Counted, Part, as_json, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tevoet.people.models import Person


def contact_part(person: Person) -> Part:
    """Return what this app keeps about a person; what others tapped about them is theirs."""
    archive = archives.of(person)
    counts = (
        Counted(_("times you said that you spoke"), Spoken.objects.visible_to(person).count()),
        Counted(_("limits of your own"), Limit.objects.visible_to(person).count()),
        Counted(_("people put off or planned"), NotNow.objects.visible_to(person).count()),
        Counted(_("answers about addresses"), Proposal.objects.visible_to(person).count()),
        Counted(_("sources"), Source.objects.visible_to(person).count()),
        Counted(_("summaries of your contact"), int(archive.summary(person) is not None)),
    )
    return Part(counts, lambda: files_of(person))


def files_of(person: Person) -> Iterator[tuple[str, bytes]]:
    """Yield own words as JSON, the summary as JSON, and the moments as Parquet."""
    yield "contact.json", as_json(gather(person))
    archive = archives.of(person)
    if made := archive.summary(person):
        yield "summary.json", as_json(Folded(made.content).whole())
    if content := archive.moments(person).content:
        for name, table in as_parquet(content).items():
            yield f"moments/{name}.parquet", table


def gather(person: Person) -> dict[str, object]:
    """Return what a person told this app as plain values."""
    readings = Reading.objects.filter(source__owner=person)
    return {
        "spoken": rows(
            Spoken.objects.visible_to(person),
            *("connection_id", "channel", "at", "minutes", "made_at", "taken_back_at"),
        ),
        "limits": rows(
            Limit.objects.visible_to(person), "connection_id", "voice_days", "in_person_days"
        ),
        "not_now": rows(
            NotNow.objects.visible_to(person), "connection_id", "until", "planned_on", "at"
        ),
        "proposals": rows(Proposal.objects.visible_to(person), "address", "person__name", "at"),
        "sources": rows(Source.objects.visible_to(person), "id", "name", "files", "uploaded_at"),
        "readings": rows(readings, "source_id", "started_at", "ended_at", "outcome", "refusal"),
    }


def remove_uploads(person: Person) -> dict[str, int]:
    """Remove files of this person that still wait to be read; the rows go by themselves."""
    waiting = Source.objects.visible_to(person).exclude(folder="")
    folders = list(waiting.values_list("folder", flat=True))
    waiting.update(folder="")
    for folder in folders:
        uploads.remove_folder(folder)
    return {"uploads": len(folders)} if folders else {}
