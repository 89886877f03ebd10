"""Sealed records as a script reads them: numbers, times and age files."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Final

from tevoet.vault.models import Revision

if TYPE_CHECKING:
    from tevoet.vault.models import Sealed
    from tevoet.vault.models.sealed import SealedQuerySet

AT_ONCE: Final = 50
Row = dict[str, object]


def as_row(revision: Revision) -> Row:
    """Return one revision with its age file, and what the server knows about it."""
    return {
        "record": str(revision.sealed_id),
        "revision": revision.number,
        "by": revision.by_id,
        "at": revision.at.isoformat(),
        "age": b64encode(revision.content).decode(),
    }


def newest_of(records: SealedQuerySet) -> dict[str, object]:
    """Return the last revision of the first records, and after which one to go on, if any."""
    numbers = list(records.values_list("pk", flat=True)[: AT_ONCE + 1])
    page = numbers[:AT_ONCE]
    kept = {one.sealed_id: one for one in Revision.objects.filter(sealed__in=page).newest()}
    rows = [as_row(kept[number]) for number in page if number in kept]
    return {"records": rows, "after": str(page[-1]) if len(numbers) > AT_ONCE else None}


def revisions_of(record: Sealed) -> dict[str, object]:
    """Return all revisions of one record, the first one first."""
    return {"records": [as_row(one) for one in record.revisions.all()]}
