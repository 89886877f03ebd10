"""Looking back on a talk, each apart, and what opens for both afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from tevoet.people.access import Asked, signed_in
from tevoet.refusal import Refusal
from tevoet.talks import pages
from tevoet.talks.actions import looking_back
from tevoet.talks.asked import talk_of
from tevoet.vault.answers import answered, invalid, not_kept
from tevoet.vault.forms import RecordForm
from tevoet.vault.models import Sealed

if TYPE_CHECKING:
    from tevoet.talks.models import Talk


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def look_back(request: Asked, pk: int) -> HttpResponse:
    """Look back on a talk, wait for the other, or read what both looked back on."""
    talk = talk_of(request, pk)
    if request.method == "POST":
        return keep(request, talk)
    if not talk.is_held:
        return redirect("talks:talk", talk.pk)
    page = pages.of_look_back(talk, request.user, timezone.now())
    return render(request, page.template, {"page": page, "section": "home:people"})


@require_POST
@signed_in
def look_back_removal(request: Asked, pk: int) -> HttpResponse:
    """Take back what one looked back on, as long as the other has not."""
    talk = talk_of(request, pk)
    looking_back.take_back(talk, by=request.user)
    return redirect("talks:look_back", talk.pk)


def keep(request: Asked, talk: Talk) -> HttpResponse:
    """Keep what was sealed on the page."""
    form = RecordForm(request.POST, request.FILES)
    if not form.is_valid():
        return invalid(form)
    try:
        kept, is_new = looking_back.look_back(
            talk, by=request.user, offer=form.offer(), now=timezone.now()
        )
    except Sealed.DoesNotExist:
        raise Http404 from None
    except Refusal as refusal:
        return not_kept(refusal)
    return answered(kept, is_new=is_new)
