"""What a script fills in about sealed records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from tevoet.engines.sealing.header import FILE_LIMIT
from tevoet.vault.refused import SLUGS

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LARGEST_NUMBER = 2**31 - 1


class BetweenForm(forms.Form):
    """Whom records are between: `with` somebody, else they are one's own."""

    def __init__(self, *given: object) -> None:
        """Add the field whose name is a word of the language."""
        super().__init__(*given)  # type: ignore[arg-type]  # as Django has it
        self.fields["with"] = forms.IntegerField(required=False)


class ListForm(BetweenForm):
    """Which records, and after which one."""

    after = forms.UUIDField(required=False)


class RevisionForm(BetweenForm):
    """One revision: its number, and its age file."""

    revision = forms.IntegerField(min_value=1, max_value=LARGEST_NUMBER)
    age = forms.FileField(allow_empty_file=True)

    def content(self) -> bytes:
        """Return the age file, and a little more of one that is too large."""
        file: UploadedFile[bytes] = self.cleaned_data["age"]
        return bytes(file.read(FILE_LIMIT + 1))


class RefusedForm(forms.Form):
    """By which name a browser refused a record."""

    slug = forms.ChoiceField(choices=[(slug, slug) for slug in SLUGS])
