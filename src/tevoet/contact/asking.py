"""Everything that is asked of the database for an overview: one question per kind of row.

Rows come as plain tuples: for two hundred people model instances would cost most of a page's time.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Self

from django.db.models import Max, Q

from tevoet.contact.models import Limit, NotNow, Proposal, Spoken
from tevoet.people.models import (
    Connection,
    Mute,
    Organisation,
    Person,
    PersonAddress,
    PhoneNumber,
    WorkingDay,
)

if TYPE_CHECKING:
    from datetime import date, datetime, time

Week = dict[int, tuple["time", "time"]]


def connection_with(person: Person, other: int) -> Q:
    """Return the condition for the one connection between a person and somebody's number."""
    return Q(first_id=person.pk, second_id=other) | Q(first_id=other, second_id=person.pk)


@dataclass(slots=True)
class Around:
    """The people around an owner, with their everyday facts by the number of the person."""

    owner: Person
    connections: list[Connection]
    addresses: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    phones: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    weeks: dict[int, Week] = field(default_factory=lambda: defaultdict(dict))
    muted_until: dict[int, date] = field(default_factory=dict)

    @classmethod
    def of(cls, owner: Person) -> Self:
        """Ask for everybody around an owner, in eight questions whatever the number of people."""
        around = cls(owner, _connections(owner))
        everybody = [owner.pk, *(connection.other(owner).pk for connection in around.connections)]
        told = PersonAddress.objects.filter(person__in=everybody).values_list("person", "address")
        for pk, address in told:
            around.addresses[pk].add(address.lower())
        phones = PhoneNumber.objects.filter(person__in=everybody)
        for pk, number in phones.values_list("person", "number"):
            around.phones[pk].append(number)
            around.addresses[pk].add(number)
        days = WorkingDay.objects.filter(person__in=everybody)
        for pk, weekday, starts, ends in days.values_list("person", "weekday", "starts", "ends"):
            around.weeks[pk][weekday] = (starts, ends)
        mutes = Mute.objects.filter(by=owner).values_list("connection", "until")
        around.muted_until = dict(mutes)
        return around


def _connections(owner: Person) -> list[Connection]:
    """Return the open connections of an owner, the other of each filled in."""
    found = list(Connection.objects.visible_to(owner).open().order_by("pk"))
    pks = [one.second_id if one.first_id == owner.pk else one.first_id for one in found]
    others = Person.objects.select_related("away").in_bulk(pks)
    places = Organisation.objects.in_bulk({other.organisation_id for other in others.values()})
    for connection, pk in zip(found, pks, strict=True):
        other = others[pk]
        other.organisation = places[other.organisation_id]
        is_first = connection.first_id == owner.pk
        connection.first, connection.second = (owner, other) if is_first else (other, owner)
    return found


class Tapped(NamedTuple):
    """One "we spoke" of the last half year, or the last one before that of its channel."""

    channel: str
    at: datetime


@dataclass(slots=True)
class Told:
    """What an owner told the app, by connection or by address."""

    taps: dict[int, list[Tapped]] = field(default_factory=lambda: defaultdict(list))
    limits: dict[int, tuple[int, int]] = field(default_factory=dict)
    not_now: dict[int, NotNow] = field(default_factory=dict)
    answers: dict[str, int | None] = field(default_factory=dict)
    given: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def by(cls, owner: Person, recent: datetime | None = None) -> Self:
        """Ask for everything this owner told; of taps before `recent` only the last ones."""
        told = cls(not_now={one.connection_id: one for one in NotNow.objects.visible_to(owner)})
        limits = Limit.objects.visible_to(owner)
        for pk, voice, met in limits.values_list("connection", "voice_days", "in_person_days"):
            told.limits[pk] = (voice, met)
        for address, person in Proposal.objects.visible_to(owner).values_list("address", "person"):
            told.answers[address] = person
            if person is not None:
                told.given[person].add(address)
        if recent is not None:
            told.taps = _taps(owner, recent)
        return told


def _taps(owner: Person, recent: datetime) -> dict[int, list[Tapped]]:
    """Return the taps by connection, the newest first."""
    found: dict[int, list[Tapped]] = defaultdict(list)
    standing = Spoken.objects.visible_to(owner).standing()
    newer = standing.filter(at__gte=recent).values_list("connection", "channel", "at")
    older = standing.filter(at__lt=recent).order_by().values_list("connection", "channel")
    for pk, channel, at in [*newer, *older.annotate(last=Max("at"))]:
        found[pk].append(Tapped(channel, at))
    return found
