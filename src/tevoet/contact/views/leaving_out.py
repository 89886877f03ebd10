"""Leave me out of your mirror: asked by one of two, seen by both."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tevoet.contact.actions.leaving_out import leave_out, let_in
from tevoet.contact.answers import with_
from tevoet.people.access import Asked, signed_in
from tevoet.people.pages import above, confirm


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def left_out(request: Asked, pk: int) -> HttpResponse:
    """Ask not to appear in the mirror of the other."""
    connection = with_(request, pk)
    name = connection.other(request.user).name
    if request.method != "POST":
        question = _("Leave me out of the mirror of %(name)s?") % {"name": name}
        text = _(
            "%(name)s then sees no figures, no weeks and no hints about you. What %(name)s taps,"
            " such as “we spoke”, stays. %(name)s sees that you asked, and no reason."
        )
        label = _("Leave me out")
        return confirm(request, question=question, text=text % {"name": name}, label=label)
    leave_out(connection, by=request.user)
    said = _("You are left out of the mirror of %(name)s.") % {"name": name}
    undo = reverse("contact:left_out_ending", args=[pk])
    messages.success(request, said, extra_tags=undo)
    return redirect(above(request.path))


@signed_in
@require_POST
def left_out_ending(request: Asked, pk: int) -> HttpResponse:
    """Appear in the mirror of the other again."""
    let_in(with_(request, pk), by=request.user)
    messages.success(request, _("Taken back."))
    return redirect(above(reverse("contact:left_out", args=[pk])))
