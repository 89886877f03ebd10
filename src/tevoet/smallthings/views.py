"""Which mail comes, and how it stops: for whoever is signed in, and by one link without that."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tevoet.people.access import Asked, signed_in
from tevoet.people.pages import perform
from tevoet.smallthings import stops
from tevoet.smallthings.actions.stopping import resume, stop
from tevoet.smallthings.models import Kind, MailStop


@require_safe
@signed_in
def mail(request: Asked) -> HttpResponse:
    """Show which mail comes, and let each kind be stopped."""
    stopped_at = dict(MailStop.objects.visible_to(request.user).values_list("kind", "at"))
    kinds = [(kind, explained(kind), stopped_at.get(kind)) for kind in Kind]
    context = {"kinds": kinds, "section": "people:me", "goes": bool(settings.EMAIL_HOST)}
    return render(request, "smallthings/mail.html", context)


@require_POST
@signed_in
def ending(request: Asked, kind: str) -> HttpResponse:
    """Stop one kind of mail."""
    chosen, now = of_kind(kind), timezone.now()
    return perform(
        request,
        lambda: stop(request.user, kind=chosen, now=now),
        back=reverse("smallthings:mail"),
        done=_("Stopped. This mail does not come any more."),
        undo=reverse("smallthings:beginning", args=[chosen]),
    )


@require_POST
@signed_in
def beginning(request: Asked, kind: str) -> HttpResponse:
    """Have one kind of mail again."""
    chosen = of_kind(kind)
    return perform(
        request,
        lambda: resume(request.user, kind=chosen),
        back=reverse("smallthings:mail"),
        done=_("This mail comes again."),
    )


@csrf_exempt  # a mail program sends it, without a cookie: the link itself is the right to stop
@require_http_methods(["GET", "HEAD", "POST"])
def stopped(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the mail that this link stood in: one button, or one click in a mail program."""
    found = stops.read(token)
    if found is None:
        raise Http404
    person, kind = found
    if request.method == "POST":
        stop(person, kind=kind, now=timezone.now())
    context = {"kind": kind, "is_done": request.method == "POST"}
    return render(request, "smallthings/stop.html", context)


def of_kind(name: str) -> Kind:
    """Return a kind of mail by its name in an address."""
    if name not in Kind.values:
        raise Http404
    return Kind(name)


def explained(kind: Kind) -> str:
    """Say when mail of a kind comes."""
    if kind is Kind.WISH:
        return _("One line at once, when somebody wants to be heard by you.")
    return _(
        "On your first working day of the week: what you planned, and whom you have not spoken"
        " for a while. Only when there is something to say."
    )
