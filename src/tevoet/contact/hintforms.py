"""What an owner says of hints: an answer, settings, and whom they are not about."""

from __future__ import annotations

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from tevoet.engines.mirror.hintbook import ANSWERS, FEWEST, MOST, Key, Settings

ROWS = 2**63 - 1


class HintForm(forms.Form):
    """Which hint."""

    connection = forms.IntegerField(min_value=1, max_value=ROWS)
    exchange = forms.CharField(validators=[RegexValidator(r"\A[0-9a-f]{0,64}-[0-9]{1,20}\Z")])

    @property
    def key(self) -> Key:
        """Return which hint it is."""
        return Key(self.cleaned_data["connection"], self.cleaned_data["exchange"])


class AnswerForm(HintForm):
    """Did you, and did it help? Empty takes an answer back."""

    answer = forms.ChoiceField(choices=[(one, one) for one in ("", *ANSWERS)], required=False)


class MuteForm(forms.Form):
    """No hints about somebody, or again."""

    connection = forms.IntegerField(min_value=1, max_value=ROWS)
    muted = forms.BooleanField(required=False)


class SettingsForm(forms.Form):
    """Whether there are hints, and from how many turns."""

    on = forms.BooleanField(
        label=_("Give me these hints"),
        help_text=_("When off, nothing is said about mail that goes to and fro."),
        required=False,
    )
    soft = forms.IntegerField(
        label=_("A soft hint from so many turns"),
        help_text=_("Today names it when nothing weighs more. Turns within five working days."),
        min_value=FEWEST,
        max_value=MOST,
    )
    firm = forms.IntegerField(
        label=_("A firm hint from so many turns"),
        help_text=_(
            "Today names it first. It is also firm when somebody was added halfway, or most of it "
            "lies outside the hours of both of you."
        ),
        min_value=FEWEST,
        max_value=MOST,
    )

    @staticmethod
    def of(settings: Settings) -> dict[str, object]:
        """Return settings as what a form begins with."""
        return {"on": settings.on, "soft": settings.soft, "firm": settings.firm}
