"""Begin, mute and end what is between two. `pk` is the number of the other person."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tevoet.people.access import Asked, signed_in
from tevoet.people.actions import connections
from tevoet.people.forms.me import UntilForm
from tevoet.people.models import Connection, Person
from tevoet.people.pages import FormPage, above, answer, confirm, filled, perform

PAGE = ["GET", "HEAD", "POST"]
A_WEEK = 7
ENDING = gettext_lazy(
    "You need no reason. You no longer see each other here; beginning again brings the path back,"
    " for both."
)


def between(person: Person, pk: int) -> Connection:
    """Return the connection of somebody with the person of this number, or 404."""
    mine = Connection.objects.visible_to(person).select_related("first", "second")
    other = get_object_or_404(Person.objects.visible_to(person), pk=pk)
    return get_object_or_404(mine.between(person, other))


@require_POST
@signed_in
def beginning(request: Asked, pk: int) -> HttpResponse:
    """Begin a connection with somebody of my teams."""
    other = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    return perform(
        request,
        lambda: connections.begin_connection(request.user, other=other),
        back=above(reverse("people:connection_begin", args=[pk])),
        done=_("You now have a connection with %(name)s.") % {"name": other.name},
    )


@require_http_methods(PAGE)
@signed_in
def mute(request: Asked, pk: int) -> HttpResponse:
    """Keep this connection quiet for me until and with a day."""
    connection = between(request.user, pk)
    page = FormPage(
        title=_("Quiet for a while"),
        text=_("Until then nothing here points you to {name}. {name} does not notice.").format(
            name=connection.other(request.user).name
        ),
        label=_("Keep it quiet"),
        back=above(request.path),
        done=_("It will be quiet here."),
    )
    form = UntilForm(filled(request), today=request.user.today(timezone.now()), days=A_WEEK)
    return answer(
        request,
        form,
        page,
        act=lambda f: connections.mute(connection, by=request.user, **f.cleaned_data),
    )


@require_POST
@signed_in
def unmute(request: Asked, pk: int) -> HttpResponse:
    """Hear of this connection again."""
    connection = between(request.user, pk)
    return perform(
        request,
        lambda: connections.unmute(connection, by=request.user),
        back=above(reverse("people:mute", args=[pk])),
    )


@require_http_methods(PAGE)
@signed_in
def ending(request: Asked, pk: int) -> HttpResponse:
    """End this connection. Nobody asks why."""
    connection = between(request.user, pk)
    if request.method != "POST":
        other = connection.other(request.user)
        question = _("End the connection with %(name)s?") % {"name": other.name}
        return confirm(request, question=question, text=str(ENDING), label=_("End it"))
    return perform(
        request,
        lambda: connections.end_connection(connection, by=request.user, now=timezone.now()),
        back="/",
        done=_("The connection was ended."),
        undo=reverse("people:connection_end_undo", args=[pk]),
    )


@require_POST
@signed_in
def ending_undo(request: Asked, pk: int) -> HttpResponse:
    """Go on with a connection that I ended by mistake."""
    connection = between(request.user, pk)
    return perform(
        request,
        lambda: connections.take_ending_back(connection, by=request.user),
        back=above(reverse("people:connection_end", args=[pk])),
        done=_("Taken back."),
    )
