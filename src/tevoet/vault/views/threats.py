"""Who can read what: a page for everybody, also before they have an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from tevoet.vault import threats

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def who_can_read(request: HttpRequest) -> HttpResponse:
    """Say who could want to read along, what each can and cannot, and what is not protected."""
    context = {
        "sentence": threats.SENTENCE,
        "sealed": threats.SEALED,
        "everybody": threats.EVERYBODY,
        "unprotected": threats.UNPROTECTED,
        "signs": threats.SIGNS,
        "section": "people:me",
    }
    return render(request, "vault/who_can_read.html", context)
