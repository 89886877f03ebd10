"""A key on loan: lend it, take it back; and the keyring that is held on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from tevoet.people.access import Asked, signed_in
from tevoet.people.pages import NOT_YET, told
from tevoet.refusal import Refusal
from tevoet.vault import held, loans
from tevoet.vault.models.loan import IDLE

if TYPE_CHECKING:
    from django.http import HttpRequest

NEW = 201


@require_POST
@sensitive_post_parameters("key")
@signed_in
def loan(request: Asked) -> HttpResponse:
    """Lend my mirror key to the server, for as long as this session uses it."""
    try:
        half = loans.lend(request, request.POST.get("key", ""))
    except Refusal as refusal:
        return JsonResponse({"slug": refusal.slug, "message": told(refusal)}, status=NOT_YET)
    return JsonResponse({"half": half, "idle": int(IDLE.total_seconds())}, status=NEW)


@require_POST
@signed_in
def ending(request: Asked) -> HttpResponse:
    """Take my mirror key back, and show the page again as it is without."""
    loans.take_back(request)
    return redirect(back_of(request))


@require_safe
@signed_in
def held_keyring(request: Asked) -> HttpResponse:
    """Hand my keyring to my own browser, where it is held on this machine."""
    secret = held.asked_for(request)
    if secret is None:
        raise Http404
    return HttpResponse(secret.canonical(), content_type="application/json")


def back_of(request: HttpRequest) -> str:
    """Return the page on which the loan was taken back, when it is one of ours."""
    asked = request.POST.get("next", "")
    hosts = {request.get_host()}
    return asked if url_has_allowed_host_and_scheme(asked, hosts, request.is_secure()) else "/"
