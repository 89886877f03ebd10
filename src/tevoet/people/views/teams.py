"""The page of a team: who is what in it, and who takes over."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tevoet.people import linkmail
from tevoet.people.access import Asked, for_keepers, signed_in
from tevoet.people.actions import invitations, teams
from tevoet.people.actions.invitations import LinkWasUsed
from tevoet.people.forms import organisation as forms
from tevoet.people.models import Connection, Person, Team
from tevoet.people.pages import FormPage, above, answer, confirm, filled, perform, told
from tevoet.people.roster import members

PAGE = ["GET", "HEAD", "POST"]
GONE = 410
COACH_TEXT = gettext_lazy("The people of this team see your name, and you see theirs.")


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


@require_POST
@for_keepers
def coach(request: Asked, pk: int) -> HttpResponse:
    """Make a link for a coach, of here or elsewhere, and show it this once."""
    found = kept(request.user, pk)
    link = invitations.invite_coach(found, by=request.user, now=timezone.now())
    title = _("A coach for %(team)s") % {"team": found.name}
    mail = linkmail.to_coach(link, by=request.user)
    back = above(request.path)
    context = {"title": title, "link": link, "mail": mail, "back": back, "for_coach": True}
    return render(request, "people/link.html", context)


@require_POST
@for_keepers
def role_ending(request: Asked, pk: int, role: int) -> HttpResponse:
    """Take a role in this team, also from somebody of elsewhere."""
    found = kept(request.user, pk)
    taken = get_object_or_404(found.roles, pk=role)
    return perform(
        request,
        lambda: teams.take_role(taken, by=request.user),
        back=reverse("people:team", args=[pk]),
        done=_("The role was taken away."),
    )


@never_cache
@require_http_methods(PAGE)
@signed_in
def coaching(request: Asked, secret: str) -> HttpResponse:
    """Become the coach of a team with a link that works once."""
    now = timezone.now()
    try:
        found = invitations.find_coaching(secret, now=now).team
        if request.method == "POST":
            role = invitations.begin_coaching(secret, person=request.user, now=now)
            return redirect("people:team", pk=role.team_id)
    except LinkWasUsed as refusal:
        return render(request, "people/used.html", {"text": told(refusal)}, status=GONE)
    question = _("Will you coach %(team)s?") % {"team": found}
    return confirm(request, question=question, text=str(COACH_TEXT), label=_("Yes, I will"))


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
