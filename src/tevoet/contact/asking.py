"""Everything that is asked of the database for an overview: one question per kind of row.

Rows come as plain tuples: for two hundred people model instances would cost most of a page's time.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.db.models import Max, Q

from tevoet.contact.clock import own_or_common
from tevoet.contact.models import LeftOut, Limit, NotNow, Proposal, Spoken
from tevoet.contact.records import Other
from tevoet.people.models import Connection, Mute, Person, PersonAddress, PhoneNumber, WorkingDay

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

OF_EITHER = (
    *("id", "name", "place", "added_by", "away__since", "away__until"),
    *("time_zone", "country", "subdivision"),
    *("organisation__time_zone", "organisation__country", "organisation__subdivision"),
)
Away = tuple["date", "date"]


def connection_with(person: Person, other: int) -> Q:
    """Return the condition for the one connection between a person and somebody's number."""
    return Q(first_id=person.pk, second_id=other) | Q(first_id=other, second_id=person.pk)


@dataclass
class Around:
    """The people around an owner, with their everyday facts by the number of the person.

    `connections` are their numbers, and `others` goes with them one by one. `left_out` are the
    numbers of a connection and of the one who asked to be left out of the other's mirror.
    """

    owner: Person
    connections: list[int] = field(default_factory=list)
    others: list[Other] = field(default_factory=list)
    away: dict[int, Away] = field(default_factory=dict)
    addresses: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    phones: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    muted_until: dict[int, date] = field(default_factory=dict)
    left_out: set[tuple[int, int]] = field(default_factory=set)

    @classmethod
    def of(cls, owner: Person) -> Self:
        """Ask for everybody around an owner, in five questions whatever the number of people."""
        around = cls(owner)
        for connection, other, away in _others(owner):
            around.connections.append(connection)
            around.others.append(other)
            if away is not None:
                around.away[other.pk] = away
        told = PersonAddress.objects.filter(person__in=around.everybody).order_by()
        for pk, address in told.values_list("person", "address"):
            around.addresses[pk].add(address.lower())
        phones = PhoneNumber.objects.filter(person__in=around.everybody)
        for pk, number in phones.values_list("person", "number"):
            around.phones[pk].append(number)
            around.addresses[pk].add(number)
        mutes = Mute.objects.filter(by=owner).values_list("connection", "until")
        around.muted_until = dict(mutes)
        left_out = LeftOut.objects.visible_to(owner).values_list("connection", "by")
        around.left_out = set(left_out)
        return around

    @cached_property
    def everybody(self) -> list[int]:
        """Return the numbers of the owner and of everybody around."""
        return [self.owner.pk, *(other.pk for other in self.others)]

    @cached_property
    def hidden(self) -> set[int]:
        """Return the numbers of those who asked to be left out of the owner's mirror."""
        return {by for _, by in self.left_out if by != self.owner.pk}

    @cached_property
    def weekdays(self) -> dict[int, set[int]]:
        """Ask on which days of the week everybody works."""
        found: dict[int, set[int]] = defaultdict(set)
        days = WorkingDay.objects.filter(person__in=self.everybody).order_by()
        for pk, weekday in days.values_list("person", "weekday"):
            found[pk].add(weekday)
        return found


def _others(owner: Person) -> Iterable[tuple[int, Other, Away | None]]:
    """Yield the number of each open connection, the other, and when they are away."""
    mine = owner.pk  # The owner may be a lazy object, which is slow to ask two hundred times.
    sides = [f"{side}__{name}" for side in ("first", "second") for name in OF_EITHER]
    found = Connection.objects.visible_to(owner).open().order_by("pk")
    for pk, *both in found.values_list("pk", *sides):
        first, second = both[: len(OF_EITHER)], both[len(OF_EITHER) :]
        yield pk, *_other(second if first[0] == mine else first)


def _other(row: Sequence[Any]) -> tuple[Other, Away | None]:  # values in the order of OF_EITHER
    pk, name, place, added_by, since, until, *places = row
    other = Other(pk, name, place, added_by, own_or_common(places[:3], places[3:]))
    return other, (since, until) if since else None


class Tapped(NamedTuple):
    """One "we spoke"."""

    channel: str
    at: datetime


class LastTaps(NamedTuple):
    """When the owner last tapped that the two spoke, and that they met in person."""

    spoke_at: datetime
    met_at: datetime | None


Taps = dict[int, list[Tapped]]


@dataclass(slots=True)
class Told:
    """What an owner told the app, by connection or by address; the last taps of each."""

    taps: dict[int, LastTaps] = field(default_factory=dict)
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


def _last_taps(owner: Person, now: datetime) -> dict[int, LastTaps]:
    """Return the last taps up to now of each connection."""
    standing = Spoken.objects.visible_to(owner).standing().filter(at__lte=now).order_by()
    met = Max("at", filter=Q(channel=Spoken.Channel.IN_PERSON))
    last = standing.values_list("connection").annotate(spoke_at=Max("at"), met_at=met)
    return {pk: LastTaps(spoke_at, met_at) for pk, spoke_at, met_at in last}


def taps_since(owner: Person, since: datetime, last: Mapping[int, datetime | None]) -> Taps:
    """Return the taps since then about these connections, and the last tap of each."""
    standing = Spoken.objects.visible_to(owner).standing().order_by()
    earlier = [at for at in last.values() if at is not None and at < since]
    recent = standing.filter(Q(at__gte=since) | Q(at__in=earlier), connection__in=last)
    found: Taps = defaultdict(list)
    for pk, channel, at in recent.values_list("connection", "channel", "at"):
        found[pk].append(Tapped(channel, at))
    return found
