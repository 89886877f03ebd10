"""Sealed records, for scripts: list them, keep one more revision, remove one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tevoet.people.access import Asked, signed_in
from tevoet.people.models import Connection
from tevoet.refusal import Refusal
from tevoet.vault import refused
from tevoet.vault.actions.records import Offer, add_revision, remove_record
from tevoet.vault.answers import answered, invalid, not_kept
from tevoet.vault.forms import ListForm, RefusedForm, RevisionForm
from tevoet.vault.models import Sealed
from tevoet.vault.records import newest_of, revisions_of

if TYPE_CHECKING:
    from uuid import UUID


NO_MORE: Final = 204


def connection_with(request: Asked, pk: int | None) -> Connection | None:
    """Return what is between whoever asks and somebody, none for nobody, or 404."""
    if pk is None:
        return None
    mine = Connection.objects.visible_to(request.user).select_related("first", "second")
    return get_object_or_404(mine.of_two(request.user.pk, pk))


@require_safe
@signed_in
def records(request: Asked) -> HttpResponse:
    """List the newest revisions of my own records, or of those with somebody."""
    form = ListForm(request.GET)
    if not form.is_valid():
        return invalid(form)
    between = connection_with(request, form.cleaned_data["with"])
    found = Sealed.objects.visible_to(request.user).filter(connection=between)
    if numbers := form.cleaned_data["number"]:
        found = found.filter(pk__in=numbers)
    if after := form.cleaned_data["after"]:
        found = found.after(get_object_or_404(found, pk=after))
    return JsonResponse(newest_of(found))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def record(request: Asked, pk: UUID) -> HttpResponse:
    """Show all revisions of a record, or keep one more."""
    if request.method == "POST":
        return revision(request, pk)
    mine = Sealed.objects.visible_to(request.user)
    return JsonResponse(revisions_of(get_object_or_404(mine, pk=pk)))


def revision(request: Asked, pk: UUID) -> HttpResponse:
    """Keep one more revision: the first makes the record, each other needs one that is mine."""
    form = RevisionForm(request.POST, request.FILES)
    is_whole = form.is_valid()
    number = form.cleaned_data.get("revision", 0)
    if number != 1:
        get_object_or_404(Sealed.objects.visible_to(request.user), pk=pk)
    if not is_whole:
        return invalid(form)
    between = connection_with(request, form.cleaned_data["with"])
    offer = Offer(pk, number, form.content(), between)
    try:
        kept, is_new = add_revision(offer, by=request.user, now=timezone.now())
    except Sealed.DoesNotExist:
        raise Http404 from None
    except Refusal as refusal:
        return not_kept(refusal)
    return answered(kept, is_new=is_new)


@require_POST
@signed_in
def removal(request: Asked, pk: UUID) -> HttpResponse:
    """Remove a record of my own words, with all its revisions."""
    mine = Sealed.objects.visible_to(request.user).removable(request.user)
    remove_record(get_object_or_404(mine, pk=pk), by=request.user)
    return HttpResponse(status=NO_MORE)


@require_POST
@signed_in
def refusals(request: Asked) -> HttpResponse:
    """Count a record that a browser refused, by the name of the check alone."""
    form = RefusedForm(request.POST)
    if not form.is_valid():
        return invalid(form)
    refused.note(form.cleaned_data["slug"])
    return HttpResponse(status=NO_MORE)
