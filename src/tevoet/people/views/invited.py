"""Making one's own account with a link that works once: with a passkey, or with a password."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tevoet.people import devices, passkeys
from tevoet.people.actions import factors, invitations
from tevoet.people.forms.entrance import InvitationForm
from tevoet.people.forms.signing import PasskeyForm
from tevoet.people.models import Person
from tevoet.people.pages import FormPage, answer, filled, told
from tevoet.people.signin import enter

GONE = 410


def used(request: HttpRequest, refusal: invitations.LinkWasUsed) -> HttpResponse:
    """Say that a link works no more."""
    return render(request, "people/used.html", {"text": told(refusal)}, status=GONE)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Make one's own account with a password; the page offers a passkey first."""
    try:
        person = invitations.find_invited(secret, now=timezone.now())
    except invitations.LinkWasUsed as refusal:
        return used(request, refusal)
    page = FormPage(
        title=_("Welcome, %(name)s") % {"name": person.name},
        label=_("Make my account"),
        back=resolve_url("home:today"),
        template="people/invitation.html",
        more={"secret": secret},
    )
    form = InvitationForm(filled(request), person=person)
    return answer(request, form, page, act=lambda form: enter(request, accept(secret, form)))


def accept(secret: str, form: InvitationForm) -> Person:
    """Make the account with the password that was filled in."""
    password = form.cleaned_data["password"]
    return invitations.accept(secret, password=password, now=timezone.now())


@never_cache
@require_safe
def options(request: HttpRequest, secret: str) -> HttpResponse:
    """Tell the browser how to make a passkey for who is invited."""
    try:
        person = invitations.find_invited(secret, now=timezone.now())
    except invitations.LinkWasUsed as refusal:
        return used(request, refusal)
    return JsonResponse(passkeys.options_to_make(person))


@never_cache
@require_POST
def passkey(request: HttpRequest, secret: str) -> HttpResponse:
    """Make one's own account with a passkey."""
    form = PasskeyForm(filled(request))
    name = devices.describe(request.headers.get("User-Agent", "")) or _("Passkey")
    try:
        person = factors.accept_with_passkey(
            secret, credential=form.credential_or_refuse(), name=name, now=timezone.now()
        )
    except invitations.LinkWasUsed as refusal:
        return used(request, refusal)
    except passkeys.PasskeyNotKnown as refusal:
        messages.error(request, told(refusal))
        return redirect(reverse("people:invitation", args=[secret]))
    enter(request, person)
    return redirect("home:today")
