"""One person on an own machine: the link that lets in, and who it is."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tevoet.people.pages import NOT_YET, OK, filled
from tevoet.vault import mine
from tevoet.vault.mineforms import BeginningForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from tevoet.people.models import Person

LET_IN, CLOSED = "let-in", 403


def only_mine(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a page be there only where Tevoet is for one person."""

    @wraps(view)
    def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not settings.MINE:
            raise Http404
        return view(request, *args, **kwargs)

    return asked


@require_safe
@never_cache
@only_mine
def entrance(request: HttpRequest, secret: str) -> HttpResponse:
    """Let in whoever opens the link that was printed, once."""
    if not mine.is_let_in(secret):
        return say_how(request)
    person = mine.owner()
    if person is None:
        request.session.cycle_key()
        request.session[LET_IN] = True
        return redirect("vault:mine")
    enter(request, person)
    return redirect(settings.LOGIN_REDIRECT_URL)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_mine
def beginning(request: HttpRequest) -> HttpResponse:
    """Say what this is, and ask who it is for."""
    if mine.owner() is not None:
        return redirect(settings.LOGIN_REDIRECT_URL)
    if LET_IN not in request.session:
        return say_how(request)
    form = BeginningForm(filled(request))
    if form.is_valid():
        enter(request, mine.begin(**form.cleaned_data))
        return redirect(settings.MINE_BEGINS_AT)
    page = {"form": form, "home": settings.HOME}
    return render(request, "vault/mine.html", page, status=NOT_YET if form.errors else OK)


@require_safe
@only_mine
def closed(request: HttpRequest) -> HttpResponse:
    """Say how one comes in."""
    return say_how(request)


def say_how(request: HttpRequest) -> HttpResponse:
    """Answer whoever is not let in."""
    return render(request, "vault/mine_closed.html", status=CLOSED)


def enter(request: HttpRequest, person: Person) -> None:
    """Let the one person in; this browser stays so."""
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.pop(LET_IN, None)
