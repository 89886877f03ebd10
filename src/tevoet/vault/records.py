"""Sealed records as a script reads them: numbers, times and age files."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Final

from tevoet.vault.models import Revision

if TYPE_CHECKING:
    from uuid import UUID

    from tevoet.vault.models import Sealed
    from tevoet.vault.models.sealed import RevisionQuerySet, SealedQuerySet

AT_ONCE: Final = 50
Row = dict[str, object]


def as_row(revision: Revision) -> Row:
    """Return one revision with its age file, and what the server knows about it."""
    return {
        "record": str(revision.sealed_id),
        "revision": revision.number,
        "by": revision.by_id,
        "at": revision.at.isoformat(),
        "closed": is_closed(revision.sealed),
        "age": b64encode(revision.content).decode(),
    }


def is_closed(record: Sealed) -> bool:
    """Say whether a record opened for both, and stays as it was."""
    return record.kept_back is not None and record.kept_back.lifted_at is not None


def newest_of(records: SealedQuerySet) -> dict[str, object]:
    """Return the last revision of the first records, and after which one to go on, if any."""
    numbers = list(records.values_list("pk", flat=True)[: AT_ONCE + 1])
    page = numbers[:AT_ONCE]
    kept = {one.sealed_id: one for one in _rows(page)}
    rows = [as_row(kept[number]) for number in page if number in kept]
    return {"records": rows, "after": str(page[-1]) if len(numbers) > AT_ONCE else None}


def revisions_of(record: Sealed) -> dict[str, object]:
    """Return all revisions of one record, the first one first."""
    all_of_it = record.revisions.select_related("sealed__kept_back")
    return {"records": [as_row(one) for one in all_of_it]}


def _rows(numbers: list[UUID]) -> RevisionQuerySet:
    newest = Revision.objects.filter(sealed__in=numbers).newest()
    return newest.select_related("sealed__kept_back")
