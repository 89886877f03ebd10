"""Leave me out of your mirror: asked by one of two, seen by both."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tevoet.contact.actions.leaving_out import leave_out, let_in
from tevoet.contact.answers import with_
from tevoet.people.access import Asked, signed_in
from tevoet.people.pages import above, confirm, perform


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
    return perform(
        request,
        lambda: leave_out(connection, by=request.user),
        back=above(request.path),
        done=_("You are left out of the mirror of %(name)s.") % {"name": name},
        undo=reverse("contact:left_out_ending", args=[pk]),
    )


@signed_in
@require_POST
def left_out_ending(request: Asked, pk: int) -> HttpResponse:
    """Appear in the mirror of the other again."""
    connection = with_(request, pk)
    return perform(
        request,
        lambda: let_in(connection, by=request.user),
        back=above(reverse("contact:left_out", args=[pk])),
        done=_("Taken back."),
    )
