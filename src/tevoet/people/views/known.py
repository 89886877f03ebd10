"""What Tevoet knows about me: reading it, taking it along, removing it; and what stays readable."""

from dataclasses import asdict

from django.conf import settings
from django.contrib.auth import logout
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tevoet.people import known as knowing
from tevoet.people import traces
from tevoet.people.access import Asked, freshly_proved, signed_in
from tevoet.people.actions import persons
from tevoet.people.actions.removal import remove_what_stayed
from tevoet.people.export import zipped
from tevoet.people.forms import me as forms
from tevoet.people.models import Connection
from tevoet.people.pages import FormPage, answer, filled
from tevoet.people.staying import Staying, stayed

PAGE = ["GET", "HEAD", "POST"]
ON_A_PAGE = 20
ME = {"section": "people:me"}


@require_safe
@signed_in
def known(request: Asked) -> HttpResponse:
    """Count everything that is kept about me, under headings."""
    groups = list(knowing.by_group(request.user))
    context = {"groups": groups, "others": knowing.kept_by_others(), **ME}
    context["stayed"] = [
        (one, other, reverse(settings.STAYED_PAGE, args=[other.pk]))
        for one in stayed(request.user)
        if (other := one.other(request.user))
    ]
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
@freshly_proved
def copy(request: Asked) -> HttpResponse:
    """Take everything that is mine along."""
    answered = HttpResponse(zipped(request.user), content_type="application/zip")
    answered.headers["Content-Disposition"] = 'attachment; filename="tevoet.zip"'
    return answered


@require_http_methods(PAGE)
@freshly_proved
def removal(request: Asked) -> HttpResponse:
    """Remove my account and everything that is mine."""
    staying = Staying(request.user)
    counted = knowing.leaving(staying)
    page = FormPage(
        title=_("Remove everything that is mine"),
        label=_("Remove everything"),
        back=reverse("people:removed"),
        template="people/removal.html",
        more={"counted": counted, "staying": staying, "tone": "away", **ME},
    )
    form = forms.RemovalForm(filled(request))
    return answer(request, form, page, act=lambda _: forget(request, counted))


def forget(request: Asked, counted: knowing.Leaving) -> None:
    """Delete whoever asks, sign out, and keep only numbers for the next page."""
    marks = traces.Marks.of(request.user)
    total = sum(persons.remove_person(request.user).values())
    logout(request)
    found = [(str(name), number) for name, number in traces.in_tables(marks)]
    checked = {"total": total, "found": found, "in_file": traces.in_file(marks)}
    request.session["removed"] = {**asdict(counted), **checked}


@require_safe
def removed(request: HttpRequest) -> HttpResponse:
    """Show once what was removed, what stays with others, and what a search for it found."""
    gone = request.session.pop("removed", None)
    if gone is None:
        raise Http404
    return render(request, "people/removed.html", gone)


@require_http_methods(PAGE)
@signed_in
def rest(request: Asked, pk: int) -> HttpResponse:
    """Remove what stayed with me of somebody who is gone."""
    mine = Connection.objects.visible_to(request.user).select_related("first", "second")
    found = get_object_or_404(mine.of_two(request.user.pk, pk))
    if found.other(request.user).removed_on is None:
        raise Http404
    page = FormPage(
        title=_("Remove what stayed"),
        label=_("Remove what stayed"),
        back=reverse("people:known"),
        text=_("What was sealed between you two goes for good."),
        done=_("It is gone."),
        more={"tone": "away", **ME},
    )
    return answer(request, Form(filled(request)), page, act=lambda _: remove_what_stayed(found))
