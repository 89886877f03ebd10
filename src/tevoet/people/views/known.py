"""What Tevoet knows about me: reading it, taking it along, removing it; and what stays readable."""

from django.contrib.auth import logout
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tevoet.people import known as knowing
from tevoet.people.access import Asked, signed_in
from tevoet.people.actions import persons
from tevoet.people.declared import Words
from tevoet.people.export import zipped
from tevoet.people.forms import me as forms
from tevoet.people.pages import FormPage, answer, filled

PAGE = ["GET", "HEAD", "POST"]
ON_A_PAGE = 20
Counts = list[tuple[Words, int]]
ME = {"section": "people:me"}


@require_safe
@signed_in
def known(request: Asked) -> HttpResponse:
    """Count everything that is kept about me, under headings."""
    groups = list(knowing.by_group(request.user))
    context = {"groups": groups, "others": knowing.kept_by_others(), **ME}
    return render(request, "people/known.html", context)


@require_safe
@signed_in
def holding(request: Asked, slug: str) -> HttpResponse:
    """Show the rows of one table that are about me."""
    found = knowing.find(request.user, slug)
    if found is None:
        raise Http404
    page = Paginator(found.rows.order_by("-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    told = [found.facts(row) for row in page]
    context = {"holding": found, "page": page, "told": told, **ME}
    return render(request, "people/holding.html", context)


@require_safe
@signed_in
def readable(request: Asked) -> HttpResponse:
    """Show what the server must read, field by field, and why."""
    context = {"groups": knowing.declared_by_group(), **ME}
    return render(request, "people/readable.html", context)


@require_safe
@signed_in
def copy(request: Asked) -> HttpResponse:
    """Take everything that is mine along."""
    answered = HttpResponse(zipped(request.user), content_type="application/zip")
    answered.headers["Content-Disposition"] = 'attachment; filename="tevoet.zip"'
    return answered


@require_http_methods(PAGE)
@signed_in
def removal(request: Asked) -> HttpResponse:
    """Remove my account and everything that is mine."""
    counts = [(one.name, one.number) for one in knowing.holdings(request.user) if one.number]
    page = FormPage(
        title=_("Remove everything that is mine"),
        label=_("Remove everything"),
        back=reverse("people:removed"),
        template="people/removal.html",
        more={"counts": counts, "tone": "away", **ME},
    )
    form = forms.RemovalForm(filled(request))
    return answer(request, form, page, act=lambda _: forget(request, counts))


def forget(request: Asked, counts: Counts) -> None:
    """Delete whoever asks, sign out, and keep only numbers for the next page."""
    gone = persons.remove_person(request.user)
    logout(request)
    shown_once = [(str(name), number) for name, number in counts]
    request.session["removed"] = {"counts": shown_once, "total": sum(gone.values())}


@require_safe
def removed(request: HttpRequest) -> HttpResponse:
    """Show once what was removed."""
    gone = request.session.pop("removed", None)
    if gone is None:
        raise Http404
    return render(request, "people/removed.html", gone)
