"""What a script hears when it gave a revision: kept, taken, too large, or why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import HttpResponse, JsonResponse

from tevoet.people.pages import told
from tevoet.vault.actions.records import RevisionTaken
from tevoet.vault.content import ContentTooLarge
from tevoet.vault.records import as_row

if TYPE_CHECKING:
    from django.forms import Form

    from tevoet.refusal import Refusal
    from tevoet.vault.models import Revision

KNOWN: Final = 200
NEW: Final = 201
TAKEN: Final = 409
TOO_LARGE: Final = 413
NOT_YET: Final = 422


def answered(kept: Revision, *, is_new: bool) -> HttpResponse:
    """Say what was kept; asked twice, that it was there."""
    return JsonResponse(as_row(kept), status=NEW if is_new else KNOWN)


def invalid(form: Form) -> HttpResponse:
    """Say which part is missing or wrong."""
    return JsonResponse({"slug": "not-whole", "wrong": sorted(form.errors)}, status=NOT_YET)


def not_kept(refusal: Refusal) -> HttpResponse:
    """Say in words why nothing was kept; of two at once also what is there."""
    said: dict[str, object] = {"slug": refusal.slug, "message": told(refusal)}
    if isinstance(refusal, RevisionTaken):
        return JsonResponse({**said, "there": as_row(refusal.there)}, status=TAKEN)
    status = TOO_LARGE if isinstance(refusal, ContentTooLarge) else NOT_YET
    return JsonResponse(said, status=status)
