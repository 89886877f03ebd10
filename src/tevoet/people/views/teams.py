"""The page of a team: who is what in it, and who takes over."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tevoet.people.access import Asked, for_keepers, signed_in
from tevoet.people.actions import teams
from tevoet.people.forms import organisation as forms
from tevoet.people.models import Connection, Person, Team
from tevoet.people.pages import FormPage, answer, filled
from tevoet.people.roster import members

PAGE = ["GET", "HEAD", "POST"]


@require_safe
@signed_in
def team(request: Asked, pk: int) -> HttpResponse:
    """Show who is in a team."""
    found = get_object_or_404(Team.objects.visible_to(request.user), pk=pk)
    mine = Connection.objects.visible_to(request.user)
    context = {
        "team": found,
        "members": members(found, asked_by=request.user, connections=mine),
        "is_in": found.roles.filter(person=request.user).exists(),
        "may_change": kept_by(request.user, found),
    }
    return render(request, "people/team.html", context)


def kept_by(person: Person, team: Team) -> bool:
    """Say whether somebody keeps the organisation of this team."""
    return person.is_keeper and team.organisation_id == person.organisation_id


def kept(keeper: Person, pk: int) -> Team:
    """Return a team of the keeper's own organisation, or 404."""
    teams_here = Team.objects.visible_to(keeper).of(keeper.organisation)
    return get_object_or_404(teams_here, pk=pk)


def page_of(found: Team, title: str, label: str, done: str) -> FormPage:
    """Return the page around one form about a team."""
    return FormPage(title, label, reverse("people:team", args=[found.pk]), done=done)


@require_http_methods(PAGE)
@for_keepers
def details(request: Asked, pk: int) -> HttpResponse:
    """Call a team something else."""
    found = kept(request.user, pk)
    page = page_of(found, found.name, _("Keep this"), _("The team has a new name."))
    form = forms.TeamForm(filled(request), initial={"name": found.name})
    return answer(request, form, page, act=lambda f: teams.rename_team(found, **f.cleaned_data))


@require_http_methods(PAGE)
@for_keepers
def leader(request: Asked, pk: int) -> HttpResponse:
    """Let a new leader take over."""
    found = kept(request.user, pk)
    title = _("A new leader for %(team)s") % {"team": found.name}
    page = page_of(found, title, _("Takes over"), _("The team has a new leader."))
    people = Person.objects.visible_to(request.user).of(found.organisation)
    form = forms.LeaderForm(filled(request), team=found, people=people.still_here())
    return answer(request, form, page, act=lambda f: teams.change_leader(found, **f.cleaned_data))
