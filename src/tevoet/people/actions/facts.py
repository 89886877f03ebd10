"""Everyday facts: phone, week, leave, language and place."""

from dataclasses import dataclass
from datetime import date, time
from typing import ClassVar

from django.db import transaction
from django.utils.translation import gettext_noop

from tevoet.people.models import Away, Person, PhoneNumber, WorkingDay
from tevoet.people.phones import e164
from tevoet.refusal import Refusal

Week = dict[int, tuple[time, time]]


class EndsBeforeItStarts(Refusal):
    """A day cannot end before it starts."""

    slug: ClassVar[str] = "ends-before-it-starts"
    message: ClassVar[str] = gettext_noop("The end has to come after the beginning.")


@dataclass(frozen=True)
class Place:
    """Where somebody works, and by which clock and holidays; empty is as the organisation."""

    time_zone: str = ""
    country: str = ""
    subdivision: str = ""
    place: str = ""


@transaction.atomic
def add_phone(person: Person, *, number: str, label: str = "") -> PhoneNumber:
    """Add a number to call; without a country code it is of the person's own country."""
    written = e164(number, country=person.country or person.organisation.country)
    made, _ = PhoneNumber.objects.update_or_create(
        person=person, number=written, defaults={"label": label}
    )
    return made


@transaction.atomic
def remove_phone(phone: PhoneNumber) -> None:
    """Forget a number."""
    phone.delete()


@transaction.atomic
def set_week(person: Person, *, week: Week) -> list[WorkingDay]:
    """Say on which days and hours somebody works; a day that is not there is a free day."""
    if any(starts >= ends for starts, ends in week.values()):
        raise EndsBeforeItStarts
    person.working_days.all().delete()
    return WorkingDay.objects.bulk_create(
        WorkingDay(person=person, weekday=weekday, starts=starts, ends=ends)
        for weekday, (starts, ends) in sorted(week.items())
    )


@transaction.atomic
def go_away(person: Person, *, since: date, until: date) -> Away:
    """Be away until and with a day."""
    if until < since:
        raise EndsBeforeItStarts
    away, _ = Away.objects.update_or_create(
        person=person, defaults={"since": since, "until": until}
    )
    return away


def away_of(person: Person, *, on: date) -> Away | None:
    """Return somebody's leave or illness when it is not over on a day."""
    return Away.objects.filter(person=person, until__gte=on).first()


@transaction.atomic
def come_back(person: Person) -> None:
    """Be back."""
    Away.objects.filter(person=person).delete()


@transaction.atomic
def choose_language(person: Person, *, language: str) -> Person:
    """Be spoken to in a language."""
    person.language = language
    person.save(update_fields=["language"])
    return person


@transaction.atomic
def settle(person: Person, *, place: Place) -> Person:
    """Say where somebody works, by which clock and which holidays."""
    person.time_zone, person.country = place.time_zone, place.country
    person.subdivision, person.place = place.subdivision, place.place
    person.save(update_fields=["time_zone", "country", "subdivision", "place"])
    return person
