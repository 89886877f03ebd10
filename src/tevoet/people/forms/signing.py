"""What somebody fills in about how to sign in."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tevoet.people.actions.factors import LONGEST_NAME
from tevoet.people.pages import told
from tevoet.people.passkeys import LARGEST, Credential, PasskeyNotKnown, read


class PasskeyForm(forms.Form):
    """What a browser says after asking for a passkey; the script fills it in."""

    credential = forms.CharField(widget=forms.HiddenInput, max_length=LARGEST)

    def clean_credential(self) -> Credential:
        """Return what the browser said as plain values."""
        try:
            return read(self.cleaned_data["credential"])
        except PasskeyNotKnown as refusal:
            raise forms.ValidationError(told(refusal)) from refusal

    def credential_or_refuse(self) -> Credential:
        """Return what the browser said; whatever is wrong with it is one refusal."""
        if not self.is_valid():
            raise PasskeyNotKnown
        said: Credential = self.cleaned_data["credential"]
        return said


class NewPasskeyForm(PasskeyForm):
    """A passkey that was just made, with a name to know it by."""

    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        help_text=_("So that you know later which one this is. For example: my phone."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, filled: QueryDict | None = None, *, name: str = "") -> None:
        super().__init__(filled, initial={"name": name})


class NameForm(forms.Form):
    """Another name for a passkey."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)


class PasswordForm(forms.Form):
    """The password somebody has, once more."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class CodeForm(forms.Form):
    """A code of an app, or a spare code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: handed on to Django as is
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["autofocus"] = True
