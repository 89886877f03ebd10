"""What moments come from: upload, progress, outcome, stop, read again, remove."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import TooManyFilesSent
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from tevoet.contact import lent, outcomes
from tevoet.contact.actions import sources as acts
from tevoet.contact.forms import UploadForm
from tevoet.contact.models import Source
from tevoet.contact.services import offered
from tevoet.contact.uploads import PrivateUploadHandler, TooManyFiles
from tevoet.people.access import Asked, signed_in
from tevoet.people.pages import told
from tevoet.refusal import Refusal
from tevoet.vault.models import Keyring


def _visible(request: Asked) -> QuerySet[Source]:
    owned = Source.objects.visible_to(request.user).prefetch_related("readings")
    return owned.select_related("owner__organisation", "grant")


@signed_in
@csrf_exempt  # checked in `_upload`, after the files were given a place of their own
@require_http_methods(["GET", "HEAD", "POST"])
def sources(request: Asked) -> HttpResponse:
    """Show the sources, or receive files for a new one."""
    if request.method != "POST":
        return _list(request, UploadForm(initial=_own_addresses(request)))
    handler = PrivateUploadHandler(request, acts.room_for(request.user))
    request.upload_handlers = [handler]
    try:
        answer = _upload(request, handler)
    except TooManyFilesSent:
        form = UploadForm(initial=_own_addresses(request))
        refusal = TooManyFiles(most=settings.DATA_UPLOAD_MAX_NUMBER_FILES)
        answer = _list(request, form, told(refusal))
    finally:
        handler.discard_unless_taken()
    return answer


@csrf_protect
def _upload(request: Asked, handler: PrivateUploadHandler) -> HttpResponse:
    """Take what was received, or say why not and keep nothing."""
    form, refused = UploadForm(request.POST), ""
    try:
        if form.is_valid():
            said = {"addresses": form.cleaned_data["addresses"], "day_first": form.day_first}
            reading = acts.upload(request.user, received=handler.take(), **said)
            handler.is_taken = True
            acts.forget_uploads(timezone.now())
            return redirect("contact:source", reading.source_id)
    except Refusal as refusal:
        refused = told(refusal)
    return _list(request, form, refused)


def _list(request: Asked, form: UploadForm, refused: str = "") -> HttpResponse:
    mirror = lent.opened(request)
    page = {
        "section": "people:me",
        "form": form,
        "refused": refused,
        "has_keys": Keyring.objects.visible_to(request.user).of(request.user) is not None,
        "mirror": mirror,
        "sources": [outcomes.row(source, mirror.archive) for source in _visible(request)],
        "limit": settings.UPLOAD_LIMIT_BYTES,
        "services": offered(),
    }
    wrong = bool(refused or form.errors)
    return render(request, "contact/sources.html", page, status=422 if wrong else 200)


def _own_addresses(request: Asked) -> dict[str, str]:
    return {"addresses": "\n".join(own.address for own in request.user.addresses.all())}


@signed_in
@require_safe
def source(request: Asked, pk: int) -> HttpResponse:
    """Show how far the reading is, or what came of it."""
    mirror = lent.opened(request)
    row = outcomes.row(get_object_or_404(_visible(request), pk=pk), mirror.archive)
    looks_on = request.htmx and not lent.is_asked_again(request)
    if looks_on and not row.is_going:
        return HttpResponseClientRefresh()
    part = "#progress" if looks_on else ""
    return render(request, f"contact/source.html{part}", {"row": row, "mirror": mirror})


@signed_in
@require_POST
def interruption(request: Asked, pk: int) -> HttpResponse:
    """Stop the reading."""
    found = get_object_or_404(_visible(request), pk=pk)
    if found.reading is not None:
        acts.stop(found.reading)
    return redirect("contact:source", pk)


@signed_in
@require_POST
def resumption(request: Asked, pk: int) -> HttpResponse:
    """Read the files again."""
    try:
        acts.read_again(get_object_or_404(_visible(request), pk=pk))
    except Refusal as refusal:
        return _refused(request, pk, refusal)
    return redirect("contact:source", pk)


@signed_in
@require_POST
def removal(request: Asked, pk: int) -> HttpResponse:
    """Remove a source and what came from it."""
    found = get_object_or_404(_visible(request), pk=pk)
    try:
        acts.remove(found)
    except Refusal as refusal:
        return _refused(request, pk, refusal)
    messages.success(request, _("The source is removed, with what came from it alone."))
    return redirect("contact:sources")


def _refused(request: Asked, pk: int, refusal: Refusal) -> HttpResponse:
    mirror = lent.opened(request)
    row = outcomes.row(get_object_or_404(_visible(request), pk=pk), mirror.archive)
    page = {"row": row, "refused": told(refusal), "mirror": mirror}
    return render(request, "contact/source.html", page, status=422)
