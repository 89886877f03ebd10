"""The path of two people through time, from the weeks in which they spoke or met."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_lazy, ngettext

from tevoet.home.rows import CHANNELS, short_day
from tevoet.ui.days import ago
from tevoet.ui.shapes import Step

if TYPE_CHECKING:
    from datetime import date

    from tevoet.contact.overview import Contact

MOST = 6
ICONS = {"in_person": "steps", "phone": "phone", "video": "video"}
TONES = {"in_person": "", "phone": "sky", "video": "sky"}
OFTEN = {
    "in_person": gettext_lazy("%(number)d times in person"),
    "phone": gettext_lazy("%(number)d times by phone"),
    "video": gettext_lazy("%(number)d times by video"),
}
LONG_GAP = 3


def path(contact: Contact, today: date) -> list[Step]:
    """Return the last weeks with a talk, oldest first, and the step that is still to come."""
    spoken = steps(contact, today)[-MOST:]
    if not spoken and contact.voice_days is not None:
        channel = str(CHANNELS.get(contact.last_channel or "", gettext("You spoke")))
        spoken = [Step(ago(contact.voice_days), channel.capitalize(), *look(contact.last_channel))]
    return [*spoken, next_step(contact)]


def steps(contact: Contact, today: date) -> list[Step]:
    """Return a step per week in which the two spoke, and one for every long gap."""
    monday = today - timedelta(days=today.weekday())
    found: list[Step] = []
    quiet = 0
    for place, week in enumerate(contact.weeks):
        spoken = {channel: week[channel] for channel in ICONS if week.get(channel)}
        if not spoken:
            quiet += 1
            continue
        if found and quiet >= LONG_GAP:
            found.append(gap(quiet))
        quiet = 0
        found.append(week_step(spoken, monday - timedelta(weeks=len(contact.weeks) - 1 - place)))
    return [*found, gap(quiet)] if found and quiet >= LONG_GAP else found


def week_step(spoken: dict[str, int], monday: date) -> Step:
    """Put one week into words; whoever met leaves footsteps."""
    words = [
        str(CHANNELS[channel] if number == 1 else OFTEN[channel] % {"number": number})
        for channel, number in spoken.items()
    ]
    when = gettext("week of %(day)s") % {"day": short_day(monday)}
    return Step(when, ", ".join(words).capitalize(), *look(next(iter(spoken))))


def gap(weeks: int) -> Step:
    """Say that nothing is visible for some weeks, which is not that nothing happened."""
    words = ngettext("%(weeks)d week", "%(weeks)d weeks", weeks) % {"weeks": weeks}
    return Step(words, gettext("Not visible here whether you spoke."), "gap", "ahead")


def next_step(contact: Contact) -> Step:
    """Return the step that is still to be made."""
    planned = contact.planned_on
    when = short_day(planned) if planned else gettext("no day yet")
    return Step(when, gettext("The next step."), "steps", "ahead")


def look(channel: str | None) -> tuple[str, str]:
    """Return icon and tone of a way of speaking."""
    return ICONS.get(channel or "", "steps"), TONES.get(channel or "", "")
