"""What somebody says about oneself."""

from datetime import date, time, timedelta

from django import forms
from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from tevoet.people.actions.facts import Place, Week
from tevoet.people.countries import COUNTRIES, clocks
from tevoet.people.forms import fields
from tevoet.people.models import Person


class NameForm(forms.Form):
    """One's own name."""

    name = fields.name_field(_("Name"), "name")


class AddressForm(forms.Form):
    """One more address."""

    address = fields.address_field(_("Mail address"))


class SignInForm(forms.Form):
    """Which of one's addresses to sign in with."""

    address = forms.ChoiceField(label=_("Sign in with"), widget=forms.RadioSelect)

    def __init__(self, filled: QueryDict | None = None, *, addresses: list[str]) -> None:
        super().__init__(filled)
        fields.offer(self, "address", [(a, a) for a in addresses])


class PhoneForm(forms.Form):
    """One more phone number."""

    number = forms.CharField(
        label=_("Phone number"),
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    label = forms.CharField(
        label=_("Which one is it? (optional)"),
        max_length=40,
        required=False,
        help_text=_("For example: mobile, desk."),
    )


class PlaceForm(fields.SubdivisionMixin):
    """Where one works; empty is as the organisation."""

    place = forms.CharField(
        label=_("Where do people find you? (optional)"),
        max_length=120,
        required=False,
        help_text=_("For example: second floor, by the window."),
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)
    country = forms.ChoiceField(label=_("Country of your public holidays"), required=False)
    subdivision = fields.subdivision_field()

    def __init__(self, filled: QueryDict | None = None, *, person: Person) -> None:
        super().__init__(filled)
        organisation = ("", _("As the organisation"))
        fields.offer(self, "time_zone", [organisation, *clocks()])
        fields.offer(self, "country", [organisation, *COUNTRIES.items()])
        self.initial = self.initial or vars(
            Place(person.time_zone, person.country, person.subdivision, person.place)
        )

    def wanted(self) -> Place:
        """Return what was filled in."""
        return Place(**self.cleaned_data)


class WeekForm(forms.Form):
    """The hours of each day; both empty is a free day."""

    def __init__(self, filled: QueryDict | None = None, *, week: Week) -> None:
        super().__init__(filled)
        for weekday, name in WEEKDAYS.items():
            starts, ends = week.get(weekday, (None, None))
            for key, label, at in (("from", _("from"), starts), ("until", _("until"), ends)):
                self.fields[f"{key}_{weekday}"] = forms.TimeField(
                    label=f"{name} {label}",
                    required=False,
                    initial=at,
                    widget=fields.ClockInput(),
                )

    def days(self) -> list[tuple[object, forms.BoundField, forms.BoundField]]:
        """Return each day's name with its two fields."""
        return [(name, self[f"from_{day}"], self[f"until_{day}"]) for day, name in WEEKDAYS.items()]

    def clean(self) -> None:
        """Refuse half a day."""
        for weekday in WEEKDAYS:
            starts = self.cleaned_data.get(f"from_{weekday}")
            ends = self.cleaned_data.get(f"until_{weekday}")
            if (starts is None) != (ends is None):
                self.add_error(f"until_{weekday}", _("Fill in both, or neither."))
            elif starts is not None and ends is not None and starts >= ends:
                self.add_error(f"until_{weekday}", _("The end has to come after the beginning."))

    def wanted(self) -> Week:
        """Return the week that was filled in."""
        filled: dict[str, time | None] = self.cleaned_data
        return {
            weekday: (starts, ends)
            for weekday in WEEKDAYS
            if (starts := filled[f"from_{weekday}"]) and (ends := filled[f"until_{weekday}"])
        }


class UntilForm(forms.Form):
    """Until and with a day that is still to come."""

    until = forms.DateField(label=_("Up to and including"), widget=fields.DayInput())

    def __init__(self, filled: QueryDict | None = None, *, today: date, days: int = 0) -> None:
        super().__init__(filled)
        self.today = today
        self.fields["until"].initial = today + timedelta(days=days)
        self.fields["until"].widget.attrs["min"] = today.isoformat()

    def clean_until(self) -> date:
        """Refuse a day that is over."""
        until: date = self.cleaned_data["until"]
        if until < self.today:
            raise forms.ValidationError(_("That day is over. Choose today or later."))
        return until


class RemovalForm(forms.Form):
    """A clear yes."""

    sure = forms.BooleanField(label=_("Yes, remove everything that is mine. It cannot come back."))
