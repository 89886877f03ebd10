"""What a keeper can do to an account: block it, end its sessions, remove it, read the log."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tevoet.people.access import Asked, for_keepers
from tevoet.people.actions import accounts
from tevoet.people.models import AccountLine, Person
from tevoet.people.pages import confirm, perform

PAGE = ["GET", "HEAD", "POST"]
AT_ONCE = 40
BLOCKING = gettext_lazy(
    "Signing in stops at once, on every device. Nothing is removed, and you can undo it. %(name)s"
    " reads it on the sign-in page."
)
REMOVING = gettext_lazy(
    "Everything Tevoet has of %(name)s goes, also from the path of the people they worked with. It"
    " cannot come back."
)


def kept(keeper: Person, pk: int) -> Person:
    """Return somebody of the keeper's own organisation, or 404."""
    people = Person.objects.visible_to(keeper).of(keeper.organisation)
    found: Person = get_object_or_404(people, pk=pk)
    return found


def page_of(pk: int) -> str:
    """Return the keeper's page of somebody."""
    return reverse("people:person", args=[pk])


@require_http_methods(PAGE)
@for_keepers
def block(request: Asked, pk: int) -> HttpResponse:
    """Let somebody not sign in any more."""
    found = kept(request.user, pk)
    if request.method != "POST":
        return confirm(
            request,
            question=_("Block %(name)s?") % {"name": found.name},
            text=BLOCKING % {"name": found.name},
            label=_("Block"),
            back=page_of(pk),
        )
    return perform(
        request,
        lambda: accounts.block(found, by=request.user),
        back=page_of(pk),
        done=_("%(name)s can no longer sign in.") % {"name": found.name},
    )


@require_POST
@for_keepers
def block_ending(request: Asked, pk: int) -> HttpResponse:
    """Let somebody sign in again."""
    found = kept(request.user, pk)
    return perform(
        request,
        lambda: accounts.unblock(found, by=request.user),
        back=page_of(pk),
        done=_("%(name)s can sign in again.") % {"name": found.name},
    )


@require_http_methods(PAGE)
@for_keepers
def sessions_ending(request: Asked, pk: int) -> HttpResponse:
    """Sign somebody out everywhere."""
    found = kept(request.user, pk)
    if request.method != "POST":
        return confirm(
            request,
            question=_("Sign %(name)s out everywhere?") % {"name": found.name},
            text=_("For example when a phone is lost. After that %(name)s signs in again.")
            % {"name": found.name},
            label=_("Sign out everywhere"),
            back=page_of(pk),
        )
    return perform(
        request,
        lambda: accounts.end_sessions(found, by=request.user),
        back=page_of(pk),
        done=_("%(name)s is signed out everywhere.") % {"name": found.name},
    )


@require_http_methods(PAGE)
@for_keepers
def removal(request: Asked, pk: int) -> HttpResponse:
    """Remove somebody who has no account, or left."""
    found = kept(request.user, pk)
    if request.method != "POST":
        return confirm(
            request,
            question=_("Remove %(name)s?") % {"name": found.name},
            text=REMOVING % {"name": found.name},
            label=_("Remove"),
            back=page_of(pk),
        )
    return perform(
        request,
        lambda: accounts.remove(found, by=request.user),
        back=reverse("people:organisation"),
        done=_("%(name)s was removed.") % {"name": found.name},
    )


@require_safe
@for_keepers
def log(request: Asked) -> HttpResponse:
    """Show what happened to the accounts of the organisation, the newest first."""
    own = request.user.organisation
    lines = AccountLine.objects.visible_to(request.user).of(own)
    context = {
        "title": _("Log of accounts"),
        "page": Paginator(lines, AT_ONCE).get_page(request.GET.get("page")),
        "back": reverse("people:organisation"),
        "section": "people:organisation",
        "names_people": True,
    }
    return render(request, "people/log.html", context)
