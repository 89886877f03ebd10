"""The way in: sign-in, first run, example people, language."""

from allauth.account import views as library
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tevoet.people import oidc
from tevoet.people.actions import facts, invitations
from tevoet.people.examples import examples_for, find_example
from tevoet.people.forms.entrance import FirstRunForm
from tevoet.people.models import Invitation, Organisation, Person
from tevoet.people.pages import NOT_YET, OK, FormPage, answer, filled, onward
from tevoet.people.signin import enter

NOT_FOUND = 404
YEAR = 365 * 24 * 3600


def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Sign in; on this machine an example installation also offers its example people."""
    more = {
        "examples": examples_for(request),
        "way": request.GET.get("next", ""),
        "organisation_name": oidc.name(),
    }
    return library.LoginView.as_view(extra_context=more)(request)


@never_cache
@require_safe
def organisation_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead somebody to the sign-in of the organisation."""
    if not oidc.name():
        raise Http404
    again = "again" in request.GET
    return oidc.begin(request, way=onward(request, "home:today"), again=again)


@never_cache
@require_safe
def organisation_back(request: HttpRequest) -> HttpResponse:
    """Let in who comes back from the sign-in of the organisation, if they were invited."""
    if not oidc.name():
        raise Http404
    return oidc.come_back(request)


def forgotten(request: HttpRequest) -> HttpResponseBase:
    """Send a link to choose a new password; without a mail server, say so to everybody alike."""
    if not settings.EMAIL_HOST:
        status = NOT_YET if request.method == "POST" else OK
        return render(request, "account/no_mail.html", status=status)
    return library.password_reset(request)


@require_safe
def sign_up(request: HttpRequest) -> HttpResponse:
    """Say that one comes in by invitation."""
    return render(request, "account/signup_closed.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
def first_run(request: HttpRequest, secret: str) -> HttpResponse:
    """Found the first organisation; when there is one, say that the link was used."""
    found = invitations.find_first_run(secret, now=timezone.now())
    if found is None:
        text = _("This link does not work any more. It works once. Is there an account? Sign in.")
        return render(request, "people/used.html", {"text": text}, status=NOT_FOUND)
    page = FormPage(
        title=_("Welcome to Tevoet"),
        text=_("Say how your organisation is called, and who you are. You will be its keeper."),
        label=_("Begin"),
        back=resolve_url("people:organisation"),
    )
    return answer(
        request,
        FirstRunForm(filled(request)),
        page,
        act=lambda form: enter(request, begin(found, form)),
    )


def begin(found: Invitation, form: FirstRunForm) -> Person:
    """Found what was filled in; return its keeper."""
    organisation: Organisation = invitations.begin(
        found,
        name=form.cleaned_data["organisation"],
        keeper=form.keeper(),
        customs=form.customs(),
        now=timezone.now(),
    )
    return organisation.people.get()


@require_POST
def example_sign_in(request: HttpRequest, key: str) -> HttpResponse:
    """Sign in as an example person, on this machine only."""
    person = find_example(request, key)
    if person is None:
        raise Http404
    enter(request, person)
    return redirect(settings.LOGIN_REDIRECT_URL)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose a language: for this browser, and for whoever is signed in."""
    chosen = request.POST.get("language", "")
    way = onward(request, "/")
    answered: HttpResponse = redirect(way)
    if chosen in dict(settings.LANGUAGES):
        answered.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=YEAR,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite="Lax",
        )
        if isinstance(request.user, Person):
            facts.choose_language(request.user, language=chosen)
    return answered
