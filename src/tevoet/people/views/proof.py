"""Showing who one is: with a passkey, with a code after the password, or once more."""

from collections.abc import Callable

from allauth.account.internal.decorators import login_stage_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tevoet.people import oidc, passkeys, sessions, signin
from tevoet.people.access import Asked, OpenView, signed_in
from tevoet.people.actions.factors import signs_in_elsewhere
from tevoet.people.forms.signing import CodeForm, PasskeyForm, PasswordForm
from tevoet.people.models import Person
from tevoet.people.pages import NOT_YET, FormPage, answer, draw, filled, onward, told
from tevoet.people.secondstep import SecondStep
from tevoet.refusal import Refusal

after_password: Callable[[OpenView[[]]], OpenView[[]]] = login_stage_required(
    stage=SecondStep.key, redirect_urlname="account_login"
)
PAGE = ["GET", "HEAD", "POST"]
TEN_MINUTES = 600


@never_cache
@require_safe
def passkey_options(request: HttpRequest) -> HttpResponse:
    """Tell the browser how to ask for a passkey, of whomever."""
    if not request.user.is_authenticated:
        request.session.set_expiry(TEN_MINUTES)  # of no use when nobody comes in
    return JsonResponse(passkeys.options_to_ask())


@never_cache
@require_POST
def passkey(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey."""
    way = onward(request, "home:today")
    if isinstance(request.user, Person):
        return redirect(way)
    try:
        found = passkeys.find(PasskeyForm(filled(request)).credential_or_refuse())
    except passkeys.PasskeyNotKnown as refusal:
        messages.error(request, told(refusal))
        return redirect("account_login")
    return passkeys.sign_in(request, found, way=way)


@never_cache
@require_http_methods(PAGE)
@after_password
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for a code after the right password."""
    stage: SecondStep = request._login_stage  # type: ignore[attr-defined]  # set by the library
    person = stage.login.user
    assert isinstance(person, Person)  # noqa: S101 - the only kind of account
    form = CodeForm(filled(request))
    page = FormPage(_("The second step"), _("Go on"), "", template="account/second_step.html")
    if request.method != "POST" or not form.is_valid():
        return draw(request, form, page, status=NOT_YET if form.is_bound else 200)
    try:
        signin.check_code(request, person, form.cleaned_data["code"])
    except Refusal as refusal:
        form.add_error("code", told(refusal))
        return draw(request, form, page, status=NOT_YET)
    done: HttpResponse = stage.exit()  # type: ignore[no-untyped-call]  # of the library
    return done


@never_cache
@require_safe
@signed_in
def again_options(request: Asked) -> HttpResponse:
    """Tell the browser how to ask for a passkey of who is signed in."""
    return JsonResponse(passkeys.options_to_ask(request.user))


@never_cache
@require_http_methods(PAGE)
@sensitive_post_parameters("password")
@signed_in
def again(request: Asked) -> HttpResponse:
    """Let somebody show once more who they are, before something that cannot be undone."""
    by_passkey = "credential" in request.POST
    form = PasskeyForm(filled(request)) if by_passkey else PasswordForm(filled(request))
    page = FormPage(
        title=_("Is it you?"),
        label=_("Go on"),
        back=onward(request, "people:signing_in"),
        template="people/again.html",
        more={
            "passwords": PasswordForm() if by_passkey else form,
            "passkeys": passkeys.passkeys_of(request.user),
            "organisation_name": oidc.name() if signs_in_elsewhere(request.user) else "",
            "section": "people:me",
        },
    )
    return answer(request, form, page, act=lambda form: prove(request, form))


def prove(request: Asked, form: PasskeyForm | PasswordForm) -> None:
    """Keep that somebody showed who they are, or refuse it."""
    if isinstance(form, PasskeyForm):
        passkeys.check(request.user, credential=form.cleaned_data["credential"])
    else:
        signin.check_password(request, request.user, form.cleaned_data["password"])
    sessions.prove(request)
