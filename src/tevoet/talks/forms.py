"""What one of two fills in about a talk."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tevoet.people.forms.fields import ClockInput, DayInput
from tevoet.talks.actions.meeting import Encounter
from tevoet.talks.actions.planning import Appointment
from tevoet.talks.actions.promising import Promised
from tevoet.talks.models import Meeting, Talk
from tevoet.talks.models.talk import LONGEST
from tevoet.vault.forms import RecordForm

if TYPE_CHECKING:
    from tevoet.people.models import Connection, Person

NOON = time(12)


class AppointmentForm(forms.Form):
    """When and where: a day, perhaps an hour, perhaps a place."""

    on = forms.DateField(label=_("On which day will you speak?"), widget=DayInput)
    hour = forms.TimeField(
        label=_("At what time?"),
        help_text=_("Leave it empty if you do not know yet."),
        required=False,
        widget=ClockInput,
    )
    where = forms.ChoiceField(
        label=_("Where?"), choices=Talk.Where.choices, required=False, widget=forms.RadioSelect
    )

    def chosen(self) -> Appointment:
        """Return what was chosen."""
        kept = self.cleaned_data
        return Appointment(kept["on"], kept["hour"], kept["where"])


class EncounterForm(forms.Form):
    """How the two met, when, and about how long."""

    channel = forms.ChoiceField(
        label=_("How did you speak?"), choices=Meeting.Channel.choices, widget=forms.RadioSelect
    )
    minutes = forms.IntegerField(
        label=_("About how many minutes?"),
        help_text=_("A guess is fine. Leave it empty if you do not know."),
        required=False,
        min_value=1,
        max_value=LONGEST,
    )
    on = forms.DateField(
        label=_("On which day?"),
        help_text=_("Leave it empty for today."),
        required=False,
        widget=DayInput,
    )

    def how(self, person: Person) -> Encounter:
        """Return how they met: now, or at noon of the day that was given."""
        kept, now = self.cleaned_data, timezone.now()
        on = kept["on"]
        given = on is not None and on != person.today(now)
        at = datetime.combine(on, NOON, person.zone) if given else now
        return Encounter(at, kept["channel"], kept["minutes"])


class PromiseForm(RecordForm):
    """A promise as a script offers it: sealed, by which day, and in which talk if any."""

    due_on = forms.DateField()
    talk = forms.IntegerField(required=False)

    def promised(self, connection: Connection) -> Promised:
        """Return what is promised; a talk of others is none."""
        talk = connection.talks.filter(pk=self.cleaned_data["talk"]).first()
        return Promised(self.offer(), self.cleaned_data["due_on"], talk)
