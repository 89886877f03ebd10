"""What a script fills in about sealed records."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django import forms

from tevoet.engines.sealing.header import FILE_LIMIT
from tevoet.vault.actions.records import Offer
from tevoet.vault.records import AT_ONCE
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


class NumbersField(forms.Field):
    """The numbers of records, as often as one is named."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: list[str] | None) -> list[UUID]:
        """Read each as a number."""
        try:
            return [UUID(one) for one in value or ()][:AT_ONCE]
        except ValueError:
            raise forms.ValidationError("not a number", code="number") from None


class ListForm(BetweenForm):
    """Which records: all, those after one, or those with these numbers."""

    after = forms.UUIDField(required=False)
    number = NumbersField(required=False)


class RevisionForm(BetweenForm):
    """One revision: its number, and its age file."""

    revision = forms.IntegerField(min_value=1, max_value=LARGEST_NUMBER)
    age = forms.FileField(allow_empty_file=True)

    def content(self) -> bytes:
        """Return the age file, and a little more of one that is too large."""
        file: UploadedFile[bytes] = self.cleaned_data["age"]
        return bytes(file.read(FILE_LIMIT + 1))


class RecordForm(RevisionForm):
    """One revision that is kept with something beside it; the number is in the form."""

    record = forms.UUIDField()

    def offer(self) -> Offer:
        """Return what is offered, for words to oneself until an act says otherwise."""
        kept = self.cleaned_data
        return Offer(kept["record"], kept["revision"], self.content())


class RefusedForm(forms.Form):
    """By which name a browser refused a record."""

    slug = forms.ChoiceField(choices=[(slug, slug) for slug in SLUGS])
