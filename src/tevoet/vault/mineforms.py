"""What one person on an own machine fills in at the beginning."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tevoet.people.forms.fields import OwnAddressesMixin


class BeginningForm(OwnAddressesMixin):
    """Who this is for."""

    field_order = ("name", "addresses")
    name = forms.CharField(label=_("What are you called?"), max_length=120)
