"""Everything that is asked of the database for an overview: one question per kind of row.

Rows come as plain tuples: for two hundred people model instances would cost most of a page's time.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Self

from django.db.models import Max, Q

from tevoet.contact.models import Limit, NotNow, Proposal, Spoken
from tevoet.people.models import (
    Away,
    Connection,
    Mute,
    Organisation,
    Person,
    PersonAddress,
    PhoneNumber,
    WorkingDay,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime, time

Week = dict[int, tuple["time", "time"]]


def connection_with(person: Person, other: int) -> Q:
    """Return the condition for the one connection between a person and somebody's number."""
    return Q(first_id=person.pk, second_id=other) | Q(first_id=other, second_id=person.pk)


@dataclass
class Around:
    """The people around an owner, with their everyday facts by the number of the person.

    `connections` are their numbers, and `others` goes with them one by one.
    """

    owner: Person
    connections: list[int]
    others: list[Person] = field(default_factory=list)
    addresses: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    phones: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    weekdays: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    muted_until: dict[int, date] = field(default_factory=dict)
    away: dict[int, tuple[date, date]] = field(default_factory=dict)

    @classmethod
    def of(cls, owner: Person) -> Self:
        """Ask for everybody around an owner, in eight questions whatever the number of people."""
        around = cls(owner, *_connections(owner))
        everybody = _everybody(owner)
        told = PersonAddress.objects.filter(everybody)
        for pk, address in told.values_list("person", "address"):
            around.addresses[pk].add(address.lower())
        phones = PhoneNumber.objects.filter(everybody)
        for pk, number in phones.values_list("person", "number"):
            around.phones[pk].append(number)
            around.addresses[pk].add(number)
        days = WorkingDay.objects.filter(everybody).order_by()
        for pk, weekday in days.values_list("person", "weekday"):
            around.weekdays[pk].add(weekday)
        mutes = Mute.objects.filter(by=owner).values_list("connection", "until")
        around.muted_until = dict(mutes)
        away = Away.objects.filter(everybody)
        for pk, since, until in away.values_list("person", "since", "until"):
            around.away[pk] = (since, until)
        return around

    @cached_property
    def weeks(self) -> dict[int, Week]:
        """Ask for the working hours; a page needs the days and not the hours."""
        found: dict[int, Week] = defaultdict(dict)
        days = WorkingDay.objects.filter(_everybody(self.owner))
        for pk, weekday, starts, ends in days.values_list("person", "weekday", "starts", "ends"):
            found[pk][weekday] = (starts, ends)
        return found


def _everybody(owner: Person) -> Q:
    """Return the condition for what is of the owner or of somebody around.

    Subqueries, because a list of two hundred numbers takes longer to write than to answer.
    """
    around = Connection.objects.open()
    return (
        Q(person=owner.pk)
        | Q(person__in=around.filter(first=owner.pk).values("second"))
        | Q(person__in=around.filter(second=owner.pk).values("first"))
    )


def _connections(owner: Person) -> tuple[list[int], list[Person]]:
    """Return the numbers of an owner's open connections, and the other of each."""
    mine = owner.pk  # The owner may be a lazy object, which is slow to ask two hundred times.
    found = Connection.objects.visible_to(owner).open().order_by("pk")
    rows = [
        (pk, second if first == mine else first)
        for pk, first, second in found.values_list("pk", "first", "second")
    ]
    known = Person.objects.defer("password").in_bulk([other for _, other in rows])
    places = Organisation.objects.in_bulk({other.organisation_id for other in known.values()})
    for other in known.values():
        other.organisation = places[other.organisation_id]
    return [pk for pk, _ in rows], [known[other] for _, other in rows]


class Tapped(NamedTuple):
    """One "we spoke"."""

    channel: str
    at: datetime


Taps = dict[int, list[Tapped]]


@dataclass(slots=True)
class Told:
    """What an owner told the app, by connection or by address; the last tap of each channel."""

    taps: Taps = field(default_factory=lambda: defaultdict(list))
    limits: dict[int, tuple[int, int]] = field(default_factory=dict)
    not_now: dict[int, NotNow] = field(default_factory=dict)
    answers: dict[str, int | None] = field(default_factory=dict)
    given: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def by(cls, owner: Person, now: datetime | None = None) -> Self:
        """Ask for everything this owner told; the last taps only when told what time it is."""
        told = cls(not_now={one.connection_id: one for one in NotNow.objects.visible_to(owner)})
        limits = Limit.objects.visible_to(owner)
        for pk, voice, met in limits.values_list("connection", "voice_days", "in_person_days"):
            told.limits[pk] = (voice, met)
        for address, person in Proposal.objects.visible_to(owner).values_list("address", "person"):
            told.answers[address] = person
            if person is not None:
                told.given[person].add(address)
        if now is not None:
            told.taps = _last_taps(owner, now)
        return told


def _last_taps(owner: Person, now: datetime) -> Taps:
    """Return the last tap up to now of each connection and channel."""
    standing = Spoken.objects.visible_to(owner).standing().filter(at__lte=now).order_by()
    last = standing.values_list("connection", "channel").annotate(last=Max("at"))
    return _by_connection(last)


def taps_since(owner: Person, since: datetime, connections: Iterable[int]) -> Taps:
    """Return every tap since then about these connections."""
    standing = Spoken.objects.visible_to(owner).standing().order_by()
    recent = standing.filter(at__gte=since, connection__in=connections)
    return _by_connection(recent.values_list("connection", "channel", "at"))


def _by_connection(rows: Iterable[tuple[int, str, datetime]]) -> Taps:
    found: Taps = defaultdict(list)
    for pk, channel, at in rows:
        found[pk].append(Tapped(channel, at))
    return found
