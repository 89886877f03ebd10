"""How do the two of you meet, when the calendar does not say?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tevoet.contact.actions.answering_how import say_how, take_back_how
from tevoet.contact.answers import with_
from tevoet.contact.forms import MannerForm
from tevoet.people.access import Asked, signed_in
from tevoet.people.pages import above


@signed_in
@require_POST
def manner(request: Asked, pk: int) -> HttpResponse:
    """Say how meetings without a place or a link usually are."""
    connection, form = with_(request, pk), MannerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose in person, phone or video."))
        return redirect(above(request.path))
    say_how(connection, owner=request.user, channel=form.cleaned_data["channel"])
    undo = reverse("contact:manner_ending", args=[pk])
    messages.success(request, _("Kept: your mirror counts them like that."), extra_tags=undo)
    return redirect(above(request.path))


@signed_in
@require_POST
def manner_ending(request: Asked, pk: int) -> HttpResponse:
    """Guess nothing about these meetings again."""
    take_back_how(with_(request, pk), owner=request.user)
    messages.success(request, _("Taken back."))
    return redirect(above(reverse("contact:manner", args=[pk])))
