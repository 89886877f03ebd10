"""What somebody fills in on the way in."""

from typing import Any, ClassVar

from allauth.account.forms import LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tevoet.people.actions.forgotten import ask_for_link
from tevoet.people.actions.organisations import Customs, NewKeeper
from tevoet.people.forms import fields
from tevoet.people.models import Person


class PlainMixin(forms.Form):
    """A form of the sign-in library in our own words: labels, no grey texts inside the fields."""

    words: ClassVar[dict[str, object]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: handed on to the library as is
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.words.get(name, field.label)  # type: ignore[assignment]  # lazy words
            field.help_text = ""


class SignInForm(PlainMixin, LoginForm):
    """Mail address and password."""

    words: ClassVar[dict[str, object]] = {"login": _("Mail address")}


class ForgottenForm(PlainMixin, ResetPasswordForm):
    """The address to send a link to. For an address of nobody exactly as much is done."""

    words: ClassVar[dict[str, object]] = {"email": _("Mail address")}

    def clean_email(self) -> str:
        """Leave it to the worker to look whose address it is."""
        address: str = self.cleaned_data["email"]
        return address.lower()

    def save(self, request: HttpRequest, **kwargs: object) -> str:
        """Let a mail go out later, when it can no longer be timed."""
        address: str = self.cleaned_data["email"]
        ask_for_link(address, language=get_language() or settings.LANGUAGE_CODE)
        return address


class NewPasswordForm(PlainMixin, ResetPasswordKeyForm):
    """A new password, after the mail."""

    words: ClassVar[dict[str, object]] = {
        "password1": _("New password"),
        "password2": _("New password, once more"),
    }


class InvitationForm(forms.Form):
    """A password that is chosen: of a new account, or another one."""

    password = fields.new_password_field()

    def __init__(self, filled: QueryDict | None = None, *, person: Person) -> None:
        super().__init__(filled)
        self.person = person

    def clean_password(self) -> str:
        """Refuse a password that others would guess."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.person)
        return password


class FirstRunForm(forms.Form):
    """A new organisation and its first keeper."""

    organisation = fields.name_field(_("Name of the organisation"), "organization")
    language = fields.language_field()
    country = fields.country_field()
    time_zone = fields.clock_field()
    name = fields.name_field(_("Your own name"), "name")
    address = fields.address_field(_("Your mail address, to sign in with"))
    password = fields.new_password_field()

    def __init__(self, filled: QueryDict | None = None) -> None:
        super().__init__(filled)
        self.initial = {
            "language": settings.LANGUAGE_CODE,
            "time_zone": settings.TIME_ZONE,
            "country": "NL",
        }

    def clean(self) -> None:
        """Refuse a password that others would guess."""
        filled = self.cleaned_data
        if "password" in filled:
            person = Person(name=filled.get("name", ""), email=filled.get("address"))
            try:
                validate_password(filled["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)

    def keeper(self) -> NewKeeper:
        """Return the keeper that was filled in."""
        filled = self.cleaned_data
        return NewKeeper(filled["name"], filled["address"], filled["password"])

    def customs(self) -> Customs:
        """Return the customs that were filled in."""
        return read_customs(self.cleaned_data)


def read_customs(filled: dict[str, str]) -> Customs:
    """Return the customs of a filled-in form."""
    return Customs(
        language=filled["language"],
        time_zone=filled["time_zone"],
        country=filled["country"],
        subdivision=filled.get("subdivision", ""),
    )
