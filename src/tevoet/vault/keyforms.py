"""What a script fills in about keys: public parts, and age files in base64."""

from __future__ import annotations

import binascii
from base64 import b64decode

from django import forms
from django.core.exceptions import ValidationError

from tevoet.engines.sealing.ways import LARGEST
from tevoet.vault.actions.keyrings import NewWay
from tevoet.vault.models import Wrapping

Way = Wrapping.Way
LARGEST_PUBLIC = 400
LARGEST_SIGNATURE = 100
PASSKEY = r"^AGE-PLUGIN-FIDO2PRF-1[02-9AC-HJ-NP-Z]+$"


class AgeField(forms.Field):
    """An age file in base64; the act says whether it is one."""

    def to_python(self, value: object) -> bytes | None:
        """Return the bytes of the file, or None when there is none."""
        text = str(value or "")
        try:
            return b64decode(text[: 2 * LARGEST], validate=True) or None
        except (binascii.Error, ValueError) as error:
            raise ValidationError("base64") from error


class PasskeyForm(forms.Form):
    """Which passkey a file is for, as the age library names it, and how its owner calls it."""

    passkey = forms.RegexField(PASSKEY, max_length=1400, required=False)
    name = forms.CharField(max_length=80, required=False)

    def named(self) -> dict[str, str]:
        """Return what is kept of a passkey besides its file."""
        return {name: self.cleaned_data[name] for name in ("passkey", "name")}


class KeyringForm(PasskeyForm):
    """New keys: the public part, and the secret part for each way to unlock."""

    public = forms.CharField(max_length=LARGEST_PUBLIC, strip=False)
    for_phrase = AgeField()
    for_recovery = AgeField()
    for_passkey = AgeField(required=False)

    def ways(self) -> list[NewWay]:
        """Return the ways that came along."""
        values = self.cleaned_data
        ways = [
            NewWay(Way.PHRASE, values["for_phrase"]),
            NewWay(Way.RECOVERY, values["for_recovery"]),
        ]
        if values["for_passkey"]:
            ways.append(NewWay(Way.PASSKEY, values["for_passkey"], **self.named()))
        return ways

    def clean(self) -> None:
        """Want the name of a passkey with its file."""
        if self.cleaned_data.get("for_passkey") and not self.cleaned_data.get("passkey"):
            self.add_error("passkey", "missing")


class WayForm(PasskeyForm):
    """One more way to unlock, signed with the keys themselves."""

    way = forms.ChoiceField(choices=Way.choices)
    age = AgeField()
    signature = forms.CharField(max_length=LARGEST_SIGNATURE)

    def new_way(self) -> NewWay:
        """Return the way; only a passkey has a name."""
        way = self.cleaned_data["way"]
        named = self.named() if way == Way.PASSKEY else {}
        return NewWay(way, self.cleaned_data["age"], **named)

    def clean(self) -> None:
        """Want the name of a passkey with its file."""
        if self.cleaned_data.get("way") == Way.PASSKEY and not self.cleaned_data.get("passkey"):
            self.add_error("passkey", "missing")


class EarlierForm(forms.Form):
    """Which keyring from before a loss."""

    keyring = forms.UUIDField()
