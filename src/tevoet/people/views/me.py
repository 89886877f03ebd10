"""What is mine: my facts, and changing them."""

from dataclasses import replace

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tevoet.people.access import Asked, freshly_proved, signed_in
from tevoet.people.actions import facts, persons
from tevoet.people.days import ORDINARY_WEEK
from tevoet.people.forms import me as forms
from tevoet.people.models import Person
from tevoet.people.pages import FormPage, answer, filled, perform
from tevoet.people.phones import shown
from tevoet.people.roster import own_roles, week_in_words

PAGE = ["GET", "HEAD", "POST"]


@require_safe
@signed_in
def me(request: Asked) -> HttpResponse:
    """Show everything that is mine on one page."""
    person = request.user
    context = {
        "section": "people:me",
        "addresses": person.addresses.all(),
        "phones": [(phone, shown(phone.number)) for phone in person.phone_numbers.all()],
        "week": week_in_words(week_of(person)),
        "roles": own_roles(person),
        "away": facts.away_of(person, on=person.today(timezone.now())),
        "until_form": forms.UntilForm(today=person.today(timezone.now())),
        "pages": [
            (heading, [(reverse(name), label) for name, label in pages])
            for heading, pages in settings.ME_PAGES
        ],
    }
    return render(request, "people/me.html", context)


def week_of(person: Person) -> facts.Week:
    """Return the week somebody works, by the day."""
    week = {day.weekday: (day.starts, day.ends) for day in person.working_days.all()}
    return week or ORDINARY_WEEK


@require_http_methods(PAGE)
@signed_in
def name(request: Asked) -> HttpResponse:
    """Change my name."""
    page = mine(_("My name"), done=_("From now on you are called this here."))
    form = forms.NameForm(filled(request), initial={"name": request.user.name})
    return answer(
        request, form, page, act=lambda f: persons.change_name(request.user, **f.cleaned_data)
    )


def mine(title: str, *, text: str = "", done: str = "") -> FormPage:
    """Return the page around one form about me."""
    section = {"section": "people:me"}
    return FormPage(title, _("Keep this"), reverse("people:me"), text, done, more=section)


@require_http_methods(PAGE)
@signed_in
def address(request: Asked) -> HttpResponse:
    """Add a mail address of mine."""
    page = mine(
        _("Another mail address"),
        text=_("An address you also write from, so that mail from it counts as yours."),
        done=_("The address was added."),
    )
    form = forms.AddressForm(filled(request))
    return answer(
        request, form, page, act=lambda f: persons.add_address(request.user, **f.cleaned_data)
    )


@require_POST
@signed_in
def address_removal(request: Asked, pk: int) -> HttpResponse:
    """Remove a mail address of mine."""
    found = get_object_or_404(request.user.addresses, pk=pk)
    return perform(
        request,
        lambda: persons.remove_address(found),
        back=reverse("people:me"),
        done=_("The address was removed."),
    )


@never_cache
@require_http_methods(PAGE)
@freshly_proved
def sign_in_address(request: Asked) -> HttpResponse:
    """Choose which address I sign in with."""
    page = mine(_("The address I sign in with"), done=_("Next time you sign in with this address."))
    addresses = [address.address for address in request.user.addresses.all()]
    form = forms.SignInForm(filled(request), addresses=addresses)
    form.initial = {"address": request.user.email}
    return answer(
        request, form, page, act=lambda f: persons.change_sign_in(request.user, **f.cleaned_data)
    )


@require_http_methods(PAGE)
@signed_in
def phone(request: Asked) -> HttpResponse:
    """Add a phone number of mine."""
    page = mine(
        _("A phone number"),
        text=_("People you have a connection with see it, so that they can call you."),
        done=_("The phone number was added."),
    )
    form = forms.PhoneForm(filled(request))
    return answer(
        request, form, page, act=lambda f: facts.add_phone(request.user, **f.cleaned_data)
    )


@require_POST
@signed_in
def phone_removal(request: Asked, pk: int) -> HttpResponse:
    """Remove a phone number of mine."""
    found = get_object_or_404(request.user.phone_numbers, pk=pk)
    return perform(
        request,
        lambda: facts.remove_phone(found),
        back=reverse("people:me"),
        done=_("The phone number was removed."),
    )


@require_http_methods(PAGE)
@signed_in
def week(request: Asked) -> HttpResponse:
    """Say on which days and hours I work."""
    page = mine(
        _("My working week"),
        text=_("Leave both fields empty on a day you do not work."),
        done=_("Your working week was changed."),
    )
    page = replace(page, template="people/week.html")
    form = forms.WeekForm(filled(request), week=week_of(request.user))
    return answer(request, form, page, act=lambda f: facts.set_week(request.user, week=f.wanted()))


@require_http_methods(PAGE)
@signed_in
def place(request: Asked) -> HttpResponse:
    """Say where I work, by which clock and holidays."""
    page = mine(_("My place and clock"), done=_("Your place and clock were changed."))
    form = forms.PlaceForm(filled(request), person=request.user)
    return answer(request, form, page, act=lambda f: facts.settle(request.user, place=f.wanted()))


@require_http_methods(PAGE)
@signed_in
def away(request: Asked) -> HttpResponse:
    """Be away from today until and with a day."""
    today = request.user.today(timezone.now())
    page = mine(
        _("Away"),
        text=_("Until then nobody is told to call you. Why is nobody's business."),
        done=_("Nobody is told to call you until you are back."),
    )
    form = forms.UntilForm(filled(request), today=today)
    return answer(
        request,
        form,
        page,
        act=lambda f: facts.go_away(request.user, since=today, **f.cleaned_data),
    )


@require_POST
@signed_in
def back(request: Asked) -> HttpResponse:
    """Be back."""
    return perform(
        request,
        lambda: facts.come_back(request.user),
        back=reverse("people:me"),
        done=_("Welcome back."),
    )
