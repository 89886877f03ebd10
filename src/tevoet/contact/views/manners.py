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
from tevoet.people.pages import above, perform


@signed_in
@require_POST
def manner(request: Asked, pk: int) -> HttpResponse:
    """Say how meetings without a place or a link usually are."""
    connection, form = with_(request, pk), MannerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose in person, phone or video."))
        return redirect(above(request.path))
    return perform(
        request,
        lambda: say_how(connection, owner=request.user, **form.cleaned_data),
        back=above(request.path),
        done=_("Kept: your mirror counts them like that."),
        undo=reverse("contact:manner_ending", args=[pk]),
    )


@signed_in
@require_POST
def manner_ending(request: Asked, pk: int) -> HttpResponse:
    """Guess nothing about these meetings again."""
    connection = with_(request, pk)
    return perform(
        request,
        lambda: take_back_how(connection, owner=request.user),
        back=above(reverse("contact:manner", args=[pk])),
        done=_("Taken back."),
    )
