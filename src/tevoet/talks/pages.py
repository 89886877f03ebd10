"""What the pages of a talk show, gathered for one of the two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tevoet.talks.models import Talk
from tevoet.talks.scale import FIVE, ITEMS, Item, Words
from tevoet.vault.asking import mail_to

if TYPE_CHECKING:
    from datetime import date, datetime

    from tevoet.people.models import Person, PhoneNumber
    from tevoet.talks.models import LookBack, Meeting


@dataclass(frozen=True, slots=True)
class TalkPage:
    """One talk, as one of the two sees it."""

    talk: Talk
    me: Person
    now: datetime

    @property
    def other(self) -> Person:
        """Return with whom it is."""
        return self.talk.connection.other(self.me)

    @property
    def is_open(self) -> bool:
        """Say whether something can still be done in this connection."""
        return self.talk.connection.is_open

    @property
    def is_ahead(self) -> bool:
        """Say whether it is still to be held."""
        return self.is_open and self.talk.ended_at is None

    @property
    def phone(self) -> PhoneNumber | None:
        """Return the number to call."""
        return self.other.phone_numbers.first()

    @property
    def meeting(self) -> Meeting | None:
        """Return when and how they met."""
        return self.talk.meeting_or_none

    @property
    def declined(self) -> str:
        """Say who said not now."""
        declining = self.talk.declining_or_none
        if declining is None:
            return ""
        if declining.by_id == self.me.pk:
            return _("You said: not now.")
        return _("%(name)s said: not now.") % {"name": declining.by.name}

    @property
    def when(self) -> str:
        """Say when it is planned, by the clock of whoever asks."""
        if self.talk.planned_at is not None:
            return date_format(self.talk.planned_at.astimezone(self.me.zone), _("l j F, H:i"))
        if self.talk.planned_on is not None:
            return date_format(self.talk.planned_on, _("l j F"))
        return ""

    @property
    def where(self) -> str:
        """Say where the two will be, and at whose desk."""
        if self.talk.where == Talk.Where.DESK and self.talk.planned_by is not None:
            desk = self.talk.connection.other(self.talk.planned_by)
            if desk == self.me:
                return _("at your desk")
            return _("at the desk of %(name)s") % {"name": desk.name}
        return str(self.talk.get_where_display())

    @property
    def moved(self) -> str:
        """Say from which day it was moved, and by whom."""
        last = self.talk.postponements.select_related("by").first()
        if last is None:
            return ""
        parts = {"name": last.by.name, "day": day(last.from_on)}
        if last.by_id == self.me.pk:
            return _("You moved it from %(day)s.") % parts
        return _("%(name)s moved it from %(day)s.") % parts

    @property
    def met(self) -> str:
        """Say how they met, when, and how long."""
        meeting = self.meeting
        if meeting is None:
            return ""
        said = [day(meeting.at.astimezone(self.me.zone).date()), str(meeting.get_channel_display())]
        if meeting.minutes:
            said.append(_("%(minutes)d minutes") % {"minutes": meeting.minutes})
        return ", ".join(said)

    @property
    def mine(self) -> LookBack | None:
        """Return what this one looked back on."""
        return self.talk.look_backs.of(self.me)

    @property
    def theirs(self) -> LookBack | None:
        """Return what the other looked back on."""
        return self.talk.look_backs.of(self.other)

    @property
    def is_opened(self) -> bool:
        """Say whether both can read what both looked back on."""
        return self.talk.opened_at is not None

    @property
    def is_over(self) -> bool:
        """Say whether the first look-back waits no more."""
        lapses_at = self.talk.lapses_at
        return not self.is_opened and lapses_at is not None and self.now >= lapses_at

    @property
    def waits_until(self) -> str:
        """Say until which day it waits for the other."""
        lapses_at = self.talk.lapses_at
        return day(lapses_at.astimezone(self.me.zone).date()) if lapses_at else ""


@dataclass(frozen=True, slots=True)
class LookBackPage(TalkPage):
    """Looking back: to write, waiting, opened, or over."""

    @property
    def items(self) -> tuple[Item, ...]:
        """Return the three questions."""
        return ITEMS

    @property
    def five(self) -> tuple[tuple[str, Words], ...]:
        """Return the five answers."""
        return FIVE

    @property
    def mail(self) -> str:
        """Return a link that begins a mail, to ask the other to make keys."""
        return mail_to(self.other)

    @property
    def template(self) -> str:
        """Return which of the pages it is now."""
        if self.is_opened:
            return "talks/opened.html"
        if self.mine is not None or self.is_over or not self.is_open:
            return "talks/waiting.html"
        return "talks/look_back.html"


def of_talk(talk: Talk, me: Person, now: datetime) -> TalkPage:
    """Gather the page of a talk."""
    return TalkPage(talk, me, now)


def of_look_back(talk: Talk, me: Person, now: datetime) -> LookBackPage:
    """Gather the page of looking back."""
    return LookBackPage(talk, me, now)


def planned(talk: Talk, me: Person) -> dict[str, object]:
    """Return when and where a talk is planned, by the clock of whoever asks."""
    at = talk.planned_at.astimezone(me.zone) if talk.planned_at else None
    return {"on": talk.planned_on, "hour": at and at.time(), "where": talk.where}


def day(on: date) -> str:
    """Write a day without its year."""
    return date_format(on, pgettext("date without a year", "j F"))
