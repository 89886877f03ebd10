"""Where I am signed in, and what happened to my account."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tevoet.people.access import Asked, signed_in
from tevoet.people.actions import accounts
from tevoet.people.models import AccountLine
from tevoet.people.pages import perform
from tevoet.people.sessions import staying

AT_ONCE = 40


@require_POST
@signed_in
def ending(request: Asked, pk: int) -> HttpResponse:
    """Sign out in one other place."""
    found = get_object_or_404(request.user.usersession_set, pk=pk)
    return perform(
        request,
        lambda: accounts.end_session(found),
        back=reverse("people:signing_in"),
        done=_("You are signed out there."),
    )


@require_POST
@signed_in
def others_ending(request: Asked) -> HttpResponse:
    """Sign out everywhere but here."""
    person = request.user
    return perform(
        request,
        staying(request, lambda: accounts.end_sessions(person, by=person)),
        back=reverse("people:signing_in"),
        done=_("You are signed out everywhere else."),
    )


@never_cache
@require_safe
@signed_in
def my_log(request: Asked) -> HttpResponse:
    """Show what happened to my account, the newest first."""
    lines = AccountLine.objects.visible_to(request.user).about(request.user)
    context = {
        "title": _("What happened to my account"),
        "page": Paginator(lines, AT_ONCE).get_page(request.GET.get("page")),
        "back": reverse("people:signing_in"),
        "section": "people:me",
    }
    return render(request, "people/log.html", context)
