"""With whom an act is, and where its answer leads: back to the page one came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from tevoet.contact.asking import connection_with
from tevoet.people.models import Connection

if TYPE_CHECKING:
    from tevoet.people.access import Asked

TODAY = "/"


def with_(request: Asked, pk: int) -> Connection:
    """Return the open connection with somebody; there is none, for all one knows, otherwise."""
    mine = Connection.objects.visible_to(request.user).open().select_related("first", "second")
    return get_object_or_404(mine.filter(connection_with(request.user, pk)))


def asked_next(request: HttpRequest) -> str:
    """Return the page that was asked for as the next one, as it was written."""
    return request.POST.get("next") or request.GET.get("next") or ""


def next_of(request: HttpRequest, otherwise: str = TODAY) -> str:
    """Return the page to go to next: the one that was asked for when it is one of ours."""
    asked = asked_next(request)
    ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if ours else otherwise


def onward(request: Asked, otherwise: str = TODAY) -> HttpResponse:
    """Go to the next page, with or without htmx."""
    address = next_of(request, otherwise)
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
