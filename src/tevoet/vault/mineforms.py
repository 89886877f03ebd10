"""What one person on an own machine fills in at the beginning."""

from __future__ import annotations

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

MOST = 20


class BeginningForm(forms.Form):
    """Who this is for."""

    name = forms.CharField(label=_("What are you called?"), max_length=120)
    addresses = forms.CharField(
        label=_("Which mail addresses are yours?"),
        help_text=_("One per line. Tevoet needs them to know which mail you wrote yourself."),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocapitalize": "none"}),
    )

    def clean_addresses(self) -> list[str]:
        """Return the addresses in lower case, each once."""
        written = str(self.cleaned_data["addresses"]).lower().replace(",", " ").replace(";", " ")
        found = list(dict.fromkeys(written.split()))
        if len(found) > MOST:
            raise forms.ValidationError(_("Give at most 20 addresses."))
        for address in found:
            validate_email(address)
        return found
