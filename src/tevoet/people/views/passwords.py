"""A password of mine, and the second step after it."""

from allauth.mfa.totp.internal.auth import clear_totp_secret, get_totp_secret
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tevoet.people import secondstep
from tevoet.people.access import Asked, freshly_proved
from tevoet.people.actions import accounts, factors
from tevoet.people.forms.entrance import InvitationForm
from tevoet.people.forms.signing import CodeForm
from tevoet.people.pages import FormPage, answer, confirm, filled, perform
from tevoet.people.sessions import staying

PAGE = ["GET", "HEAD", "POST"]
SECTION = {"section": "people:me"}


@never_cache
@require_http_methods(PAGE)
@sensitive_post_parameters("password")
@freshly_proved
def password(request: Asked) -> HttpResponse:
    """Choose another password, or a first one."""
    person = request.user
    page = FormPage(
        title=_("Another password") if person.has_usable_password() else _("A password"),
        label=_("Keep this password"),
        back=reverse("people:signing_in"),
        done=_("You have a new password. Everywhere else you are signed out."),
        more=SECTION,
    )
    form = InvitationForm(filled(request), person=person)
    return answer(
        request,
        form,
        page,
        act=lambda f: staying(
            request, lambda: accounts.change_password(person, **f.cleaned_data)
        )(),
    )


@never_cache
@require_http_methods(PAGE)
@freshly_proved
def second_step(request: Asked) -> HttpResponse:
    """Ask for a code of an app after my password from now on."""
    secret: str = get_totp_secret(regenerate=request.method != "POST")
    page = FormPage(
        title=_("A second step"),
        label=_("Turn it on"),
        back=reverse("people:spare_codes"),
        done=_("From now on a code is asked after your password."),
        template="people/second_step.html",
        more={**SECTION, "offer": secondstep.offer(request.user, secret)},
    )
    return answer(
        request,
        CodeForm(filled(request)),
        page,
        act=lambda f: turn_on(request, secret, f.cleaned_data["code"]),
    )


def turn_on(request: Asked, secret: str, code: str) -> None:
    """Ask for codes of a secret, which the session then forgets."""
    factors.turn_on_second_step(request.user, secret=secret, code=code)
    clear_totp_secret(request)


@never_cache
@require_http_methods(PAGE)
@freshly_proved
def second_step_ending(request: Asked) -> HttpResponse:
    """Ask for no code any more."""
    back = reverse("people:signing_in")
    if request.method != "POST":
        return confirm(
            request,
            question=_("Turn off the second step?"),
            text=_("After that your password alone opens. Everywhere else you are signed out."),
            label=_("Turn it off"),
            back=back,
        )
    return perform(
        request,
        staying(request, lambda: factors.turn_off_second_step(request.user)),
        back=back,
        done=_("No code is asked any more. Everywhere else you are signed out."),
    )


@never_cache
@require_http_methods(PAGE)
@freshly_proved
def spare_codes(request: Asked) -> HttpResponse:
    """Show the spare codes that are left, or make new ones."""
    if request.method == "POST":
        factors.renew_spare_codes(request.user)
        return redirect("people:spare_codes")
    context = {**SECTION, "codes": secondstep.spare_codes(request.user)}
    return render(request, "people/spare_codes.html", context)
