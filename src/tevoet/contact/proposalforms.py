"""What an owner says about addresses, and whether one name ticked twice is one person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from tevoet.contact.proposing import MOST
from tevoet.engines.moments.handles import shown
from tevoet.engines.moments.likeness import name_words
from tevoet.people.forms.fields import offer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tevoet.people.declared import Words
    from tevoet.people.models import Person

SAME = (("one", _("one person")), ("apart", _("different people")))


class ProposalForm(forms.Form):
    """What the owner says about one address."""

    address = forms.CharField(widget=forms.HiddenInput, max_length=320)
    works = forms.BooleanField(required=False)
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    otherwise = forms.ChoiceField(label=_("Or is it something else?"), required=False)
    alike = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    same = forms.ChoiceField(choices=(("", ""), *SAME), required=False)

    def __init__(self, *args: object, others: Iterable[Person] = (), **kwargs: object) -> None:
        """Offer the people one already works with, and first who is alike."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments, passed on
        same = [(str(other.pk), _("the same as %(name)s") % {"name": other}) for other in others]
        offer(self, "alike", same)
        others_than_same = [
            ("", _("no, ask me later")),
            ("nobody", _("not someone I work with")),
            ("me", _("this is me")),
        ]
        offer(self, "otherwise", [*others_than_same, *same])

    def clean(self) -> None:
        """Refuse two answers about one address."""
        told = self.cleaned_data
        answers = [told.get("works"), told.get("otherwise"), *told.get("alike", ())]
        if sum(map(bool, answers)) > 1:
            raise forms.ValidationError(_("Here stand two answers. Choose one of them."))
        told["otherwise"] = next(iter(told.get("alike", ())), told.get("otherwise", ""))

    @property
    def is_answered(self) -> bool:
        """Say whether the owner said anything about this address."""
        return bool(self.cleaned_data["works"] or self.cleaned_data["otherwise"])


@dataclass(frozen=True, slots=True)
class Double:
    """One name that was ticked more than once, or that somebody has whom one works with.

    `first` is the form that asks whether it is one person, `known` whom one works with already.
    """

    first: ProposalForm
    forms: list[ProposalForm]
    known: Person | None = None

    @property
    def name(self) -> str:
        """Return the name as it was ticked first."""
        return str(self.first.cleaned_data["name"])

    @property
    def addresses(self) -> list[str]:
        """Return the addresses it is about, as people read them."""
        return [shown(one.cleaned_data["address"]) for one in self.forms]

    @property
    def choices(self) -> tuple[tuple[str, Words], ...]:
        """Return what the owner can say of it."""
        return SAME

    @property
    def is_asked(self) -> bool:
        """Say whether the owner did not say yet if it is one person."""
        return not self.first.cleaned_data["same"]

    def join(self) -> None:
        """Let all addresses be of one person, when that was said."""
        if self.first.cleaned_data["same"] != "one":
            return
        if self.known is not None:
            for one in self.forms:
                one.cleaned_data |= {"works": False, "otherwise": str(self.known.pk)}
        for one in self.forms[1:]:
            one.cleaned_data["same_as"] = self.first.cleaned_data["address"]


class AskedOnce(forms.BaseFormSet[ProposalForm]):
    """The answers of one page. One name ticked twice makes nobody twice without being asked."""

    doubles: tuple[Double, ...] = ()

    def clean(self) -> None:
        """Ask about every name that would make somebody a second time."""
        if any(self.errors):
            return
        found = list(self._doubles())
        self.doubles = tuple(one for one in found if one.is_asked)
        if self.doubles:
            raise forms.ValidationError(_("One name is there more than once."), code="double")
        for one in found:
            one.join()

    def _doubles(self) -> Iterator[Double]:
        known = {name_words(one.name): one for one in self.form_kwargs["others"]}
        ticked: dict[tuple[str, ...], list[ProposalForm]] = {}
        for form in self.forms:
            words = name_words(form.cleaned_data.get("name", ""))
            if form.cleaned_data.get("works") and words:
                ticked.setdefault(words, []).append(form)
        for words, forms_of_one in ticked.items():
            if len(forms_of_one) > 1 or words in known:
                yield Double(forms_of_one[0], forms_of_one, known.get(words))


ProposalForms = forms.formset_factory(
    ProposalForm, formset=AskedOnce, extra=0, max_num=MOST, validate_max=True
)
