"""Promises, for scripts: keep one, and keep what the receiver says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from tevoet.people.access import Asked, signed_in
from tevoet.refusal import Refusal
from tevoet.talks.actions import promising
from tevoet.talks.asked import with_
from tevoet.talks.forms import PromiseForm
from tevoet.talks.models import Promise
from tevoet.vault.answers import answered, invalid, not_kept
from tevoet.vault.forms import RecordForm

if TYPE_CHECKING:
    from django.http import HttpResponse


@require_POST
@signed_in
def promises(request: Asked, pk: int) -> HttpResponse:
    """Keep a promise to somebody, sealed, with the day by which."""
    connection = with_(request, pk)
    form = PromiseForm(request.POST, request.FILES)
    if not form.is_valid():
        return invalid(form)
    what = form.promised(connection)
    try:
        kept, is_new = promising.promise(connection, by=request.user, what=what, now=timezone.now())
    except Refusal as refusal:
        return not_kept(refusal)
    return answered(kept, is_new=is_new)


@require_POST
@signed_in
def judgement(request: Asked, pk: int) -> HttpResponse:
    """Keep what the receiver says of a promise, sealed."""
    made = get_object_or_404(
        Promise.objects.visible_to(request.user).exclude(by=request.user), pk=pk
    )
    form = RecordForm(request.POST, request.FILES)
    if not form.is_valid():
        return invalid(form)
    try:
        kept, is_new = promising.judge(
            made, by=request.user, offer=form.offer(), now=timezone.now()
        )
    except Refusal as refusal:
        return not_kept(refusal)
    return answered(kept, is_new=is_new)
