"""What an owner fills in about contact."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tevoet.contact.clock import day_of, zone_of
from tevoet.contact.models import Spoken
from tevoet.contact.models.limit import IN_PERSON_DAYS, LONGEST, VOICE_DAYS
from tevoet.people.forms.fields import DayInput, OwnAddressesMixin

if TYPE_CHECKING:
    from tevoet.people.models import Person

NOON = time(12)
LONGEST_TALK = 600


class SpokenForm(forms.Form):
    """How the two spoke, and when: now unless a day is given."""

    channel = forms.ChoiceField(
        label=_("How did you speak?"), choices=Spoken.Channel.choices, widget=forms.RadioSelect
    )
    on = forms.DateField(
        label=_("On which day?"),
        help_text=_("Leave it empty for today."),
        required=False,
        widget=DayInput,
    )

    def moment(self, person: Person) -> datetime:
        """Return when they spoke: now, or noon of the day that was given."""
        now = timezone.now()
        on: date | None = self.cleaned_data["on"]
        if on is None or on == day_of(person, now):
            return now
        return datetime.combine(on, NOON, ZoneInfo(zone_of(person)))


class NotNowForm(forms.Form):
    """Until when nothing is asked; tomorrow when it stays empty."""

    until = forms.DateField(label=_("Until when?"), required=False, widget=DayInput)


class PlanForm(forms.Form):
    """On which day the two will speak."""

    on = forms.DateField(label=_("On which day will you speak?"), widget=DayInput)


class MannerForm(forms.Form):
    """How meetings are whose channel the calendar does not tell."""

    channel = forms.ChoiceField(choices=Spoken.Channel.choices)


class LimitsForm(forms.Form):
    """The two limits of one's own for one person."""

    voice_days = forms.IntegerField(
        label=_("Longest time without hearing each other's voice, in days"),
        min_value=1,
        max_value=LONGEST,
        initial=VOICE_DAYS,
    )
    in_person_days = forms.IntegerField(
        label=_("Longest time without meeting in person, in days"),
        min_value=1,
        max_value=LONGEST,
        initial=IN_PERSON_DAYS,
    )


class UploadForm(OwnAddressesMixin):
    """Which addresses are one's own, and how chats write dates; the files were received before."""

    dates = forms.ChoiceField(
        label=_("In these chats, which day is 3/4?"),
        choices=(
            ("", _("let the chat tell")),
            ("day", _("3 April: the day stands first")),
            ("month", _("4 March: the month stands first")),
        ),
        required=False,
    )

    @property
    def day_first(self) -> bool | None:
        """Return what was said of dates; None lets each chat tell."""
        return {"day": True, "month": False}.get(self.cleaned_data["dates"])
