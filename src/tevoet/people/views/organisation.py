"""The keeper's pages: the organisation, its teams, its people, their roles and invitations."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tevoet.people.access import Asked, for_keepers
from tevoet.people.actions import organisations, persons, teams, uploads
from tevoet.people.forms import organisation as forms
from tevoet.people.models import Person, Team
from tevoet.people.pages import FormPage, answer, filled
from tevoet.people.roster import roster

PAGE = ["GET", "HEAD", "POST"]
AT_ONCE = 40
SECTION = {"section": "people:organisation"}


@require_safe
@for_keepers
def organisation(request: Asked) -> HttpResponse:
    """Show the teams and people of the organisation."""
    own = request.user.organisation
    people = Person.objects.visible_to(request.user).of(own).with_roles()
    words = request.GET.get("name", "").strip()
    page = Paginator(people.found(words), AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "section": "people:organisation",
        "organisation": own,
        "teams": Team.objects.visible_to(request.user).of(own).with_numbers(),
        "people": roster(page, now=timezone.now()),
        "page": page,
        "words": words,
    }
    return render(request, "people/organisation.html", context)


def kept(title: str, label: str, *, text: str = "", done: str = "") -> FormPage:
    """Return the page around one form of a keeper."""
    return FormPage(title, label, reverse("people:organisation"), text, done, more=SECTION)


def page_of(made: object) -> str:
    """Return where a keeper sees the person just made."""
    assert isinstance(made, Person)  # noqa: S101 - adding returns one
    return reverse("people:person", args=[made.pk])


@require_http_methods(PAGE)
@for_keepers
def details(request: Asked) -> HttpResponse:
    """Change the name and customs of the organisation."""
    own = request.user.organisation
    page = kept(_("The organisation"), _("Keep this"), done=_("The organisation was changed."))
    form = forms.OrganisationForm(filled(request), initial=vars(own))
    return answer(
        request,
        form,
        page,
        act=lambda f: organisations.change_organisation(
            own, name=f.cleaned_data["name"], customs=f.customs()
        ),
    )


@require_http_methods(PAGE)
@for_keepers
def new_team(request: Asked) -> HttpResponse:
    """Make a team."""
    page = kept(_("A new team"), _("Make this team"), done=_("The team was made."))
    form = forms.TeamForm(filled(request))
    own = request.user.organisation
    return answer(request, form, page, act=lambda f: teams.make_team(own, **f.cleaned_data))


@require_http_methods(PAGE)
@for_keepers
def new_person(request: Asked) -> HttpResponse:
    """Add somebody by hand."""
    own = request.user.organisation
    around = kept(
        _("Add somebody"),
        _("Add"),
        text=_("After this you can make an invitation: a link with which someone signs in."),
        done=_("The person was added."),
    )
    page = replace(around, onward=page_of)
    form = forms.PersonForm(filled(request), organisation=own)
    return answer(
        request,
        form,
        page,
        act=lambda f: persons.add_with_role(own, new=f.person(), role=f.role(), by=request.user),
    )


@require_http_methods(PAGE)
@for_keepers
def upload(request: Asked) -> HttpResponse:
    """Add everybody of a file, or nobody."""
    own = request.user.organisation
    page = FormPage(
        title=_("Add people from a file"),
        label=_("Add everybody in this file"),
        back=reverse("people:organisation"),
        text=_("When one line is not right, nobody is added and you see which line it is."),
        done=_("Everybody in the file was added."),
        template="people/upload.html",
        more=SECTION,
    )
    files = request.FILES if request.method == "POST" else None
    form = forms.UploadForm(filled(request), files, country=own.country)
    return answer(request, form, page, act=lambda f: uploads.add_people(own, rows=f.rows))
