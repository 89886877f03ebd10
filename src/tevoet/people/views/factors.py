"""How I sign in, on one page; adding, renaming and removing passkeys."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tevoet.people import devices, passkeys, secondstep, sessions
from tevoet.people.access import Asked, freshly_proved, signed_in
from tevoet.people.actions import factors
from tevoet.people.forms import signing as forms
from tevoet.people.models import AccountLine
from tevoet.people.pages import FormPage, answer, confirm, filled, perform
from tevoet.people.sessions import staying

PAGE = ["GET", "HEAD", "POST"]
LATEST = 5
SECTION = {"section": "people:me"}


@never_cache
@require_safe
@signed_in
def signing_in(request: Asked) -> HttpResponse:
    """Show how I sign in, where I am signed in, and what happened to my account."""
    person = request.user
    context = {
        **SECTION,
        "passkeys": passkeys.passkeys_of(person),
        "has_second_step": secondstep.is_on(person),
        "spare": len(secondstep.spare_codes(person)),
        "sessions": sessions.signed_in(request, person),
        "lines": AccountLine.objects.visible_to(person).about(person)[:LATEST],
    }
    return render(request, "people/signing_in.html", context)


@never_cache
@require_http_methods(PAGE)
@freshly_proved
def new_passkey(request: Asked) -> HttpResponse:
    """Add a passkey of mine."""
    page = FormPage(
        title=_("A new passkey"),
        label=_("Make a passkey"),
        back=reverse("people:signing_in"),
        done=_("You can sign in with this passkey from now on."),
        template="people/passkey.html",
        more=SECTION,
    )
    name = devices.describe(request.headers.get("User-Agent", "")) or _("Passkey")
    form = forms.NewPasskeyForm(filled(request), name=name)
    return answer(
        request, form, page, act=lambda f: factors.add_passkey(request.user, **f.cleaned_data)
    )


@never_cache
@require_safe
@freshly_proved
def passkey_options(request: Asked) -> HttpResponse:
    """Tell the browser how to make a passkey of mine."""
    return JsonResponse(passkeys.options_to_make(request.user))


@require_http_methods(PAGE)
@signed_in
def passkey_name(request: Asked, pk: int) -> HttpResponse:
    """Call a passkey of mine something else."""
    found = get_object_or_404(passkeys.kept(request.user), pk=pk)
    page = FormPage(_("Another name"), _("Keep this"), reverse("people:signing_in"), more=SECTION)
    form = forms.NameForm(filled(request), initial={"name": passkeys.shown(found).name})
    return answer(
        request, form, page, act=lambda f: factors.rename_passkey(found, **f.cleaned_data)
    )


@never_cache
@require_http_methods(PAGE)
@freshly_proved
def passkey_removal(request: Asked, pk: int) -> HttpResponse:
    """Remove a passkey of mine."""
    found = get_object_or_404(passkeys.kept(request.user), pk=pk)
    if request.method != "POST":
        return confirm(
            request,
            question=_("Remove the passkey “%(name)s”?") % {"name": passkeys.shown(found).name},
            text=_("It opens nothing here any more. Everywhere else you are signed out."),
            label=_("Remove it"),
            back=reverse("people:signing_in"),
        )
    return perform(
        request,
        staying(request, lambda: factors.remove_passkey(request.user, passkey=found)),
        back=reverse("people:signing_in"),
        done=_("The passkey was removed. Everywhere else you are signed out."),
    )
