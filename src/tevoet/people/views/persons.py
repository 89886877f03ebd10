"""The keeper's page of one person: name, address, roles, invitation; never anything of contact."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tevoet.people import linkmail
from tevoet.people.access import Asked, for_keepers
from tevoet.people.actions import invitations, persons, teams
from tevoet.people.forms import organisation as forms
from tevoet.people.models import Person
from tevoet.people.pages import NOT_YET, FormPage, above, answer, confirm, filled, perform, told
from tevoet.people.roster import roster
from tevoet.refusal import Refusal

PAGE = ["GET", "HEAD", "POST"]


def kept(keeper: Person, pk: int) -> Person:
    """Return somebody of the keeper's own organisation, or 404."""
    people = Person.objects.visible_to(keeper).of(keeper.organisation)
    found: Person = get_object_or_404(people.with_roles(), pk=pk)
    return found


@require_safe
@for_keepers
def person(request: Asked, pk: int) -> HttpResponse:
    """Show one person as a keeper sees them."""
    found = kept(request.user, pk)
    context = {
        "person": found,
        "entry": roster([found], now=timezone.now())[0],
        "addresses": found.addresses.all(),
        "section": "people:organisation",
    }
    return render(request, "people/person.html", context)


def page_of(found: Person, title: str, label: str, done: str = "") -> FormPage:
    """Return the page around one form about somebody."""
    section = {"section": "people:organisation"}
    back = reverse("people:person", args=[found.pk])
    return FormPage(title, label, back, done=done, more=section)


@require_http_methods(PAGE)
@for_keepers
def details(request: Asked, pk: int) -> HttpResponse:
    """Change somebody's name or address."""
    found = kept(request.user, pk)
    first = found.addresses.first()
    page = page_of(found, found.name, _("Keep this"), _("It was changed."))
    form = forms.DetailsForm(
        filled(request), initial={"name": found.name, "address": first.address if first else ""}
    )
    return answer(request, form, page, act=lambda f: persons.change(found, **f.cleaned_data))


@require_http_methods(PAGE)
@for_keepers
def roles(request: Asked, pk: int) -> HttpResponse:
    """Give somebody a role."""
    found = kept(request.user, pk)
    title = _("A role for %(name)s") % {"name": found.name}
    page = page_of(found, title, _("Give this role"), _("The role was given."))
    form = forms.RoleForm(filled(request), organisation=request.user.organisation)
    keeper = request.user
    return answer(
        request, form, page, act=lambda f: teams.give_role(found, by=keeper, **f.cleaned_data)
    )


@require_POST
@for_keepers
def role_ending(request: Asked, pk: int, role: int) -> HttpResponse:
    """Take a role from somebody."""
    found = kept(request.user, pk)
    taken = get_object_or_404(found.roles, pk=role)
    return perform(
        request,
        lambda: teams.take_role(taken, by=request.user),
        back=reverse("people:person", args=[pk]),
        done=_("The role was taken away."),
    )


@require_POST
@for_keepers
def invitation(request: Asked, pk: int) -> HttpResponse:
    """Make a link that works once, and show it this once."""
    found = kept(request.user, pk)
    title = _("Invitation for %(name)s") % {"name": found.name}
    context: dict[str, object] = {"title": title, "back": above(request.path)}
    try:
        link = invitations.invite(found, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return render(
            request, "people/link.html", {**context, "refused": told(refusal)}, status=NOT_YET
        )
    context |= {"link": link, "mail": linkmail.to_join(link, whom=found, by=request.user)}
    return render(request, "people/link.html", context)


@require_http_methods(PAGE)
@for_keepers
def leaving(request: Asked, pk: int) -> HttpResponse:
    """Let somebody go."""
    found = kept(request.user, pk)
    if request.method != "POST":
        return confirm(
            request,
            question=_("Does %(name)s leave?") % {"name": found.name},
            text=_(
                "Signing in stops at once, roles end and phone numbers are removed. What is"
                " between two people stays in the path of the other."
            ),
            label=_("Leaves today"),
        )
    return perform(
        request,
        lambda: persons.leave(found, on=found.today(timezone.now()), by=request.user),
        back=reverse("people:person", args=[pk]),
        done=_("%(name)s has left.") % {"name": found.name},
    )
