"""What an owner fills in about a mailbox on a server."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as NotBase64
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from tevoet.contact.access import Access
from tevoet.people.forms.fields import OwnAddressesMixin
from tevoet.vault.mirrorkey import seal_for

if TYPE_CHECKING:
    from tevoet.vault.models import Keyring

AGE = b"age-encryption.org/v1\n"
LONGEST, LONGEST_SEALED = 1000, 8000
PLAIN = {"spellcheck": "false", "autocapitalize": "none"}


class PasswordForm(forms.Form):
    """A password: sealed by the browser, or as it was typed where no script runs."""

    password = forms.CharField(
        label=_("Password of this mailbox"),
        help_text=_(
            "Many providers want an app password of its own for this. You make it in the "
            "settings of your mail."
        ),
        max_length=LONGEST,
        strip=False,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "required": True}),
    )
    sealed = forms.CharField(
        max_length=LONGEST_SEALED, required=False, widget=forms.HiddenInput(attrs={"value": ""})
    )

    def clean_sealed(self) -> bytes:
        """Return the age file that the browser made, or nothing."""
        try:
            file = b64decode(self.cleaned_data["sealed"], validate=True)
        except (NotBase64, ValueError) as error:
            raise forms.ValidationError(_("The password did not arrive whole.")) from error
        if file and not file.startswith(AGE):
            raise forms.ValidationError(_("The password did not arrive whole."))
        return file

    def clean(self) -> None:
        """Refuse a form without a password."""
        if not (self.cleaned_data.get("sealed") or self.cleaned_data.get("password")):
            self.add_error("password", _("Type the password of this mailbox."))

    def sealed_for(self, keyring: Keyring) -> bytes:
        """Return the password sealed: by the browser, else here and now."""
        sealed: bytes = self.cleaned_data["sealed"]
        return sealed or seal_for(keyring, self.cleaned_data["password"].encode())


class MailboxForm(PasswordForm, OwnAddressesMixin):
    """Where a mailbox is, whose, and its password, which is shown to nobody again."""

    field_order = ("host", "port", "user", "password", "addresses", "sealed")
    host = forms.RegexField(
        r"^[A-Za-z0-9:.-]+$",
        label=_("Mail server"),
        help_text=_("Such as imap.example.org. It stands in the settings of your mail."),
        max_length=253,
        error_messages={"invalid": _("Write the name alone, such as imap.example.org.")},
        widget=forms.TextInput(attrs=PLAIN),
    )
    port = forms.IntegerField(
        label=_("Port"),
        help_text=_("993 nearly always, else 143."),
        min_value=1,
        max_value=65535,
        initial=993,
    )
    user = forms.CharField(
        label=_("User name of the mailbox"),
        help_text=_("Mostly your mail address."),
        max_length=320,
        widget=forms.TextInput(attrs=PLAIN),
    )

    @property
    def access(self) -> Access:
        """Return where the mailbox is."""
        return Access(**{part: self.cleaned_data[part] for part in ("host", "port", "user")})
