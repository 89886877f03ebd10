"""Fields that more than one form has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import forms
from django.conf import settings
from django.core.validators import validate_email
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from tevoet.people.countries import COUNTRIES, clocks, is_part
from tevoet.people.days import countries

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Choices = Iterable[tuple[str, object]]
MOST_OWN_ADDRESSES = 20


def offer(form: forms.Form, name: str, choices: Choices) -> None:
    """Offer these choices in a field of a form."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)


def offer_rows(form: forms.Form, name: str, rows: QuerySet[Model]) -> None:
    """Offer these records in a field of a form."""
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows


class DayInput(forms.DateInput):
    """A day, chosen in the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """A time of the day, chosen in the browser's own clock."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def name_field(label: StrOrPromise, autocomplete: str = "off") -> forms.CharField:
    """Return a field for a name."""
    widget = forms.TextInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=120, widget=widget)


def address_field(label: StrOrPromise, *, required: bool = True) -> forms.EmailField:
    """Return a field for a mail address."""
    widget = forms.EmailInput(attrs={"autocomplete": "email"})
    return forms.EmailField(label=label, max_length=254, required=required, widget=widget)


def new_password_field() -> forms.CharField:
    """Return a field for a password that is chosen now."""
    return forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least 12 characters. A few words together are easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


def language_field() -> forms.ChoiceField:
    """Return a field for a language."""
    return forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


def country_field() -> forms.ChoiceField:
    """Return a field for a country."""
    return forms.ChoiceField(
        label=_("Country"),
        choices=list(COUNTRIES.items()),
        help_text=_("For public holidays, and for phone numbers without a country in front."),
    )


def subdivision_field() -> forms.CharField:
    """Return a field for a part of a country."""
    return forms.CharField(
        label=_("Part of the country (optional)"),
        max_length=8,
        required=False,
        help_text=_("Its code, where parts have holidays of their own: BY for Bavaria."),
    )


def clock_field() -> forms.ChoiceField:
    """Return a field for a time zone."""
    return forms.ChoiceField(label=_("Time zone"), choices=clocks)


class SubdivisionMixin(forms.Form):
    """A form with a country and a part of it."""

    def clean_subdivision(self) -> str:
        """Refuse a part that the country does not have."""
        part: str = self.cleaned_data["subdivision"].upper()
        country = self.cleaned_data.get("country", "")
        if part and not is_part(part, country=country):
            known = ", ".join(countries().get(country, [])) or "–"
            raise forms.ValidationError(_("Known here are: %(known)s"), params={"known": known})
        return part


class OwnAddressesMixin(forms.Form):
    """A form that asks which mail addresses are one's own."""

    addresses = forms.CharField(
        label=_("Which mail addresses are yours?"),
        help_text=_("One per line. Tevoet needs them to know which mail you wrote yourself."),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocapitalize": "none"}),
    )

    def clean_addresses(self) -> list[str]:
        """Return the addresses in lower case, each once."""
        written = str(self.cleaned_data["addresses"]).lower().replace(",", " ").replace(";", " ")
        found = list(dict.fromkeys(written.split()))
        if len(found) > MOST_OWN_ADDRESSES:
            raise forms.ValidationError(_("Give at most 20 addresses."))
        for address in found:
            validate_email(address)
        return found
