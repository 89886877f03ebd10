"""A service that hands over headers: connect it, read it in the background, or no more."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tevoet.contact import lent, outcomes
from tevoet.contact.actions import background as acts
from tevoet.contact.actions import connecting
from tevoet.contact.models import Source
from tevoet.contact.services import offered
from tevoet.people.access import Asked, signed_in
from tevoet.people.pages import told
from tevoet.refusal import Refusal
from tevoet.vault.models import Keyring


@signed_in
@require_safe
def service(request: Asked, slug: str) -> HttpResponse:
    """Say what a service is asked for, and what happens with it."""
    return _page(request, slug)


@signed_in
@require_safe
def asking(request: Asked, slug: str) -> HttpResponse:
    """Lead somebody to where the service asks for the permission."""
    _name_or_404(slug)
    try:
        return redirect(connecting.ask(request.user, slug=slug, session=request.session))
    except Refusal as refusal:
        return _page(request, slug, told(refusal))


@signed_in
@require_safe
def answer(request: Asked, slug: str) -> HttpResponse:
    """Take what the service gave, or say why not."""
    _name_or_404(slug)
    said = {"session": request.session, "answer": request.GET.dict()}
    try:
        source = connecting.take(request.user, slug=slug, **said)
    except Refusal as refusal:
        return _page(request, slug, told(refusal))
    messages.success(request, _("Connected. What comes in is sealed for you."))
    return redirect("contact:source", source.pk)


@signed_in
@require_POST
def background(request: Asked, pk: int) -> HttpResponse:
    """Read in the background again."""
    acts.go_on(_source_or_404(request, pk))
    return redirect("contact:source", pk)


@signed_in
@require_POST
def ending(request: Asked, pk: int) -> HttpResponse:
    """Read no more in the background."""
    acts.rest(_source_or_404(request, pk))
    return redirect("contact:source", pk)


@signed_in
@require_POST
def reading(request: Asked, pk: int) -> HttpResponse:
    """Read what is new, as soon as there is a turn."""
    try:
        acts.read_soon(_source_or_404(request, pk))
    except Refusal as refusal:
        mirror = lent.opened(request)
        row = outcomes.row(_source_or_404(request, pk), mirror.archive)
        page = {"row": row, "refused": told(refusal), "mirror": mirror}
        return render(request, "contact/source.html", page, status=422)
    return redirect("contact:source", pk)


def _source_or_404(request: Asked, pk: int) -> Source:
    owned = Source.objects.visible_to(request.user).filter(grant__isnull=False)
    return get_object_or_404(owned.select_related("grant", "owner__organisation"), pk=pk)


def _name_or_404(slug: str) -> str:
    name = dict(offered()).get(slug)
    if name is None:
        raise Http404
    return name


def _page(request: Asked, slug: str, refused: str = "") -> HttpResponse:
    page = {
        "section": "people:me",
        "name": _name_or_404(slug),
        "slug": slug,
        "refused": refused,
        "keyring": Keyring.objects.visible_to(request.user).of(request.user),
    }
    return render(request, "contact/service.html", page, status=422 if refused else 200)
