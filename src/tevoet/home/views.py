"""The pages that put things together. Each gathers what is visible and draws it."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from tevoet.contact import lent, overview
from tevoet.contact.actions.hinting import note_shown
from tevoet.contact.lent import Mirror
from tevoet.home import pages
from tevoet.home.rows import LANES, in_order
from tevoet.home.rows import row as row_of
from tevoet.people.access import Asked, signed_in
from tevoet.people.models import Person, Team

ROWS_A_PAGE = 25


@require_safe
@signed_in
def today(request: Asked) -> HttpResponse:
    """Show the one act for today."""
    mirror = lent.opened(request)
    page = pages.for_today(request.user, timezone.now(), mirror.archive)
    if page.hinted:
        note_shown(request.user, mirror.archive, page.hinted, page.overview)
    team = None if page.overview.contacts else own_team(request.user)
    return render(request, "home/today.html", {"page": page, "team": team, "mirror": mirror})


@require_safe
@signed_in
def people(request: Asked) -> HttpResponse:
    """Show everybody by how long ago we spoke, a page at a time, or those with a name."""
    name = request.GET.get("name", "").strip()
    mirror = lent.opened(request)
    seen = overview.of(request.user, timezone.now(), mirror.archive)
    page = Paginator(in_order(seen.contacts, name), ROWS_A_PAGE).get_page(request.GET.get("page"))
    seen.prepare(page)
    rows = [row_of(contact, seen.taps) for contact in page]
    context = {"overview": seen, "page": page, "rows": rows, "name": name, "legend": LANES}
    context["mirror"] = mirror
    if not seen.contacts:
        context["team"] = own_team(request.user)
    return render(request, "home/people.html", context)


@require_safe
@signed_in
def row(request: Asked, pk: int) -> HttpResponse:
    """Show one row of People again, after a tap."""
    page = with_(request, pk, lent.opened(request))
    if not request.htmx:
        return redirect("home:people")
    context = {"rows": [page.row], "back": reverse("home:people"), "fresh": True}
    return render(request, "home/_rows.html", context)


@require_safe
@signed_in
def connection(request: Asked, pk: int) -> HttpResponse:
    """Show the path of two people, and the figures of the one who asks."""
    mirror = lent.opened(request)
    page = with_(request, pk, mirror)
    note_shown(request.user, mirror.archive, page.contact, page.overview)
    context = {"page": page, "legend": LANES, "section": "home:people", "mirror": mirror}
    return render(request, "home/connection.html", context)


@require_safe
@signed_in
def visit(request: Asked, pk: int) -> HttpResponse:
    """Show where somebody is, and nothing else: the screen may be put away."""
    page = with_(request, pk, lent.opened(request))
    return render(request, "home/visit.html", {"page": page, "section": "home:people"})


def own_team(person: Person) -> Team | None:
    """Return the first team somebody is in, to begin a connection there."""
    return Team.objects.visible_to(person).filter(roles__person=person).first()


def with_(request: Asked, pk: int, mirror: Mirror) -> pages.With:
    """Return what there is with one person; a stranger is not there."""
    page = pages.of_connection(request.user, pk, timezone.now(), mirror.archive)
    if page is None:
        raise Http404
    return page
