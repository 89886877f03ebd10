"""What stands in a mail: names and days that the server may read, and nobody's words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tevoet.contact.overview import without_reading
from tevoet.smallthings import stops
from tevoet.smallthings.models import Kind
from tevoet.smallthings.today import past_voice
from tevoet.talks.models import Promise, Talk, Wish

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from tevoet.contact.records import Contact
    from tevoet.people.models import Person
    from tevoet.smallthings.models import Mailing

Written = tuple[str, str]
MOST: Final = 3
A_WEEK: Final = timedelta(days=7)
PARAGRAPH: Final = "\n\n"


def compose(mailing: Mailing, now: datetime) -> EmailMessage | None:
    """Return a mail as it reads now, None when there is nothing to say any more."""
    kind, person = Kind(mailing.kind), mailing.to
    with translation.override(person.language or settings.LANGUAGE_CODE):
        written = WRITTEN[kind](mailing, now)
        if written is None:
            return None
        subject, text = written
        stop = stops.link(person, kind)
        last = _("Stop this mail with one click:")
        headers = {
            "Message-ID": mailing.message_id,
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        }
        body = f"{text}{PARAGRAPH}-- \n{last}\n{stop}\n"
        return EmailMessage(subject, body, to=[person.email or ""], headers=headers)


def letter(mailing: Mailing, now: datetime) -> Written | None:
    """Write the letter of the week: at most a few lines, none without a line."""
    person = mailing.to
    today = person.today(now)
    if person.is_away(today):
        return None
    found = without_reading(person, now)
    lines = [
        *wishes(person, now),
        *talks(person, today),
        *promises(person, today),
        *planned(found, today),
        *past_limits(found),
    ]
    if not lines:
        return None
    hello = _("Hello %(name)s,") % {"name": person.name}
    begin = _("This week, small and on foot:")
    listed = "\n".join(f"- {line}" for line in lines)
    end = _("One of these is enough. It takes less time than a mail.")
    text = PARAGRAPH.join((hello, begin, listed, end, settings.ADDRESS + "/"))
    return _("One small thing this week"), text


def wish(mailing: Mailing, now: datetime) -> Written | None:
    """Write the one line about a wish, as long as it stands."""
    found = Wish.objects.received_by(mailing.to).open().with_two()
    standing = found.unmuted(mailing.to.today(now)).filter(pk=mailing.about).first()
    if standing is None:
        return None
    name = {"name": standing.by.name}
    if standing.is_invitation:
        line = _("%(name)s would like to speak with you. “Not now” is fine.") % name
    else:
        line = _("%(name)s wants to be heard. Call or walk over today.") % name
    return line, PARAGRAPH.join((line, settings.ADDRESS + "/"))


def wishes(person: Person, now: datetime) -> list[str]:
    """Name who has wanted to be heard by this person for over a day; of today a mail tells."""
    asked = Wish.objects.received_by(person).open().filter(at__lt=now - timedelta(days=1))
    found = asked.unmuted(person.today(now)).with_two().order_by("at")
    return [_("%(name)s wants to be heard.") % {"name": one.by.name} for one in found]


def talks(person: Person, today: date) -> list[str]:
    """Name the talks of this week."""
    week = (today, today + A_WEEK - timedelta(days=1))
    found = Talk.objects.visible_to(person).open().filter(planned_on__range=week)
    return [
        _("You speak with %(name)s on %(day)s.")
        % {
            "name": one.connection.other(person).name,
            "day": date_format(one.planned_on, "l j F"),
        }
        for one in found.with_two().order_by("planned_on", "pk")
        if one.planned_on
    ]


def promises(person: Person, today: date) -> list[str]:
    """Name to whom this person promised something for this week or earlier."""
    found = Promise.objects.visible_to(person).made_by(person).unjudged()
    due = found.filter(due_on__lt=today + A_WEEK).select_related(
        "connection__first", "connection__second"
    )
    return [
        _("You promised %(name)s something for %(day)s.")
        % {"name": one.to.name, "day": date_format(one.due_on, "l j F")}
        for one in due[:MOST]
    ]


def planned(found: list[Contact], today: date) -> list[str]:
    """Name the talks of this week."""
    ones = sorted((one.planned_on, one.other.name) for one in found if one.planned_on)
    return [
        _("You planned to speak with %(name)s on %(day)s.")
        % {"name": name, "day": date_format(day, "l j F")}
        for day, name in ones
        if today <= day < today + A_WEEK
    ]


def past_limits(found: list[Contact]) -> list[str]:
    """Name whom one has not spoken for longer than one's own limit, the longest first."""
    ones = [one for one in found if past_voice(one) > 1 and is_to_be_asked(one)]
    ones.sort(key=lambda one: (-past_voice(one), one.other.name))
    return [
        _(
            "It is %(days)d days since you said that you spoke with %(name)s; your limit is"
            " %(limit)d."
        )
        % {"days": one.voice_days, "name": one.other.name, "limit": one.limits.voice}
        for one in ones[:MOST]
    ]


def is_to_be_asked(contact: Contact) -> bool:
    """Leave out who is away, kept quiet, put off, or already planned."""
    resting = contact.away_until or contact.muted_until or contact.not_now
    return not resting and contact.planned_on is None


WRITTEN: Final[dict[Kind, Callable[[Mailing, datetime], Written | None]]] = {
    Kind.LETTER: letter,
    Kind.WISH: wish,
}
