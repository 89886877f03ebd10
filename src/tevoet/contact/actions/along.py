"""Say again here what somebody told on their own machine, for people who are known here.

Nobody is made up: who is not known by an address stays a question. What was answered, chosen or
taken back here stays as it is, so that bringing the same twice changes nothing.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F

from tevoet.contact.actions import limits, proposals
from tevoet.contact.actions.speaking import CLOCKS_APART, ONE_TALK
from tevoet.contact.clock import day_of
from tevoet.contact.details import Names, seal
from tevoet.contact.models import Arrival, Limit, NotNow, Proposal, Reading, Source, Spoken
from tevoet.engines.along.told import Limits, PutOff, Quiet
from tevoet.people.actions.connections import begin_connection, mute
from tevoet.people.actions.persons import add_address
from tevoet.people.models import Connection, Mute, Person, PersonAddress, PhoneNumber
from tevoet.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from tevoet.contact.brought import Brought, For, Piece
    from tevoet.engines.along.told import Told

Wish = TypeVar("Wish", Limits, PutOff, Quiet)

MOST_OWN = 50
Two = tuple[Connection, Person]


@dataclass(frozen=True, slots=True)
class Here:
    """Who of the people told of is known here: by their number there, with the connection here."""

    owner: Person
    now: datetime
    told: Told
    known: dict[int, Two]
    taken: set[str]
    answered: set[str]

    def connection(self, number: int) -> Connection | None:
        """Return the connection here for the number of one there."""
        two = self.known.get(self.told.connections.get(number, -1))
        return two[0] if two else None


def all_along(brought: Iterable[Brought], to: For) -> dict[str, int]:
    """Take all of it along; return how much of each was new."""
    counted: Counter[str] = Counter()
    for one in brought:
        counted.update(take_along(one, to))
    return dict(counted)


@transaction.atomic
def take_along(brought: Brought, to: For) -> Counter[str]:
    """Keep the sources, and say again what was told; return how much of each was new."""
    for piece in brought.pieces:
        _keep_source(piece, to)
    counted = Counter({"known": brought.known, "sources": len(brought.pieces)})
    counted["moments"] = sum(piece.count for piece in brought.pieces)
    here = _here(to, brought.told)
    there = set(brought.told.connections.values())
    counted["people"], counted["unknown"] = len(here.known), len(there - here.known.keys())
    counted["answers"] = sum(1 for one in (_own, _answers, _phones) for _ in one(here))
    counted["taps"] = _taps(here)
    counted["wishes"] = sum(1 for one in (_limits, _put_off, _quiet) for _ in one(here))
    return counted


def _keep_source(piece: Piece, to: For) -> None:
    """Keep a source as it was there: its name, its files, what was counted, and its moments."""
    old = piece.source
    Source.objects.visible_to(to.owner).filter(origin=old.origin).delete()
    called = Names(old.name, list(old.files))
    source = Source.objects.create(
        owner=to.owner,
        kind=Source.Kind.ALONG,
        count=old.number,
        bytes=old.bytes,
        names=seal(to.keyring, called),
        origin=old.origin,
        uploaded_at=min(old.at, to.now),
    )
    double = old.outcome["kept"] + old.outcome["duplicate"] - piece.count
    counted = {**old.outcome, "kept": piece.count, "duplicate": max(0, double)}
    counted["read"] = sum(count for part, count in counted.items() if part != "read")
    times = dict.fromkeys(("started_at", "last_sign_at", "ended_at"), to.now)
    reading = Reading.objects.create(source=source, outcome=counted, **times)
    Arrival.objects.create(reading=reading, keyring=to.keyring, content=piece.content)


def _here(to: For, told: Told) -> Here:
    """Find who is known here by one of the same addresses; who fits two people is neither."""
    owner = to.owner
    everybody = Person.objects.visible_to(owner).still_here().exclude(pk=owner.pk)
    by_address: dict[str, set[Person]] = defaultdict(set)
    for row in PersonAddress.objects.filter(person__in=everybody).select_related("person"):
        by_address[row.address.lower()].add(row.person)
    known: dict[int, Two] = {}
    for number in set(told.connections.values()):
        found = {one for address in told.whole(number) for one in by_address.get(address, ())}
        if len(found) == 1 and (connection := _between(owner, other := found.pop())):
            known[number] = (connection, other)
    answered = set(Proposal.objects.visible_to(owner).values_list("address", flat=True))
    return Here(owner, to.now, told, known, set(by_address), answered)


def _between(owner: Person, other: Person) -> Connection | None:
    """Return what is between two, begun where that is allowed; what was ended stays so."""
    there = Connection.objects.visible_to(owner).between(owner, other).first()
    if there is not None:
        return there if there.is_open else None
    try:
        return begin_connection(owner, other=other)
    except Refusal:
        return None


def _own(here: Here) -> Iterator[str]:
    """Add own addresses; one that belongs to somebody else here is left out."""
    mine = {one.address.lower() for one in here.owner.addresses.all()}
    own = here.told.addresses.get(here.told.owner, frozenset()) - mine
    yield from (one for one in sorted(own)[:MOST_OWN] if _claim(here.owner, one, add_address))


def _answers(here: Here) -> Iterator[str]:
    """Answer about addresses that have no answer here yet."""
    for address, number in here.told.answers:
        if address not in here.answered and _answer(here, address, number):
            here.answered.add(address)
            yield address


def _answer(here: Here, address: str, number: int | None) -> bool:
    """Say once more whose an address is, when that can be said here."""
    if number == here.told.owner:
        return _claim(here.owner, address, proposals.is_me)
    if number is None and address not in here.taken:
        proposals.works_not_with(here.owner, address=address)
    elif number in here.known:
        proposals.belongs_to(here.owner, address=address, other=here.known[number][1])
    else:
        return False
    return True


def _claim(owner: Person, address: str, act: Callable[..., object]) -> bool:
    """Say that an address is one's own; False when it is none, or somebody else's here."""
    try:
        if "@" in address:
            validate_email(address)
        act(owner, address=address)
    except (Refusal, ValidationError):
        return False
    return True


def _phones(here: Here) -> Iterator[str]:
    """Say whose a phone number is, for one's own eyes: a colleague's own page stays theirs."""
    people = {number: other for number, (_, other) in here.known.items()}
    for number, person in {**people, here.told.owner: here.owner}.items():
        shown = set(PhoneNumber.objects.filter(person=person).values_list("number", flat=True))
        for phone in sorted(here.told.phones.get(number, frozenset()) - shown - here.answered):
            proposals.belongs_to(here.owner, address=phone, other=person)
            here.answered.add(phone)
            yield phone


def _taps(here: Here) -> int:
    """Say again that two people spoke, unless it was said here, or taken back."""
    said: dict[tuple[int, str], list[datetime]] = defaultdict(list)
    earlier = Spoken.objects.visible_to(here.owner).order_by("at")
    for pk, channel, at in earlier.values_list("connection", "channel", "at"):
        said[pk, channel].append(at)
    fresh = []
    for tap in here.told.taps:
        connection = here.connection(tap.connection)
        if connection is None or tap.at > here.now + CLOCKS_APART:
            continue
        near = said[connection.pk, tap.channel]
        if not _is_near(near, tap.at):
            insort(near, tap.at)
            kept = {"channel": tap.channel, "at": tap.at, "minutes": tap.minutes}
            fresh.append(Spoken(connection=connection, by=here.owner, **kept))
    Spoken.objects.bulk_create(fresh, batch_size=500)
    new = [one.pk for one in fresh]
    for begin in range(0, len(new), 500):  # said then, not today: today's page shows what was
        Spoken.objects.filter(pk__in=new[begin : begin + 500]).update(made_at=F("at"))
    return len(new)


def _is_near(said: list[datetime], at: datetime) -> bool:
    """Say whether one of these, in order, is the same talk."""
    place = bisect_left(said, at - ONE_TALK)
    return place < len(said) and said[place] <= at + ONE_TALK


def _limits(here: Here) -> Iterator[Limit]:
    """Choose the same limits, for whom none were chosen here."""
    chosen = set(Limit.objects.visible_to(here.owner).values_list("connection", flat=True))
    for connection, one in _about(here, here.told.limits, chosen):
        days = {"voice_days": one.voice_days, "in_person_days": one.in_person_days}
        yield limits.set_limits(connection, owner=here.owner, **days)


def _put_off(here: Here) -> Iterator[NotNow]:
    """Put off or plan the same people, when that day is still to come."""
    chosen = set(NotNow.objects.visible_to(here.owner).values_list("connection", flat=True))
    for connection, one in _about(here, here.told.put_off, chosen):
        try:
            if one.planned_on:
                yield limits.plan(connection, owner=here.owner, on=one.planned_on)
            else:
                yield limits.not_now(connection, owner=here.owner, until=one.until)
        except limits.DayHasPassed:
            continue


def _quiet(here: Here) -> Iterator[Mute]:
    """Keep the same people quiet, until the same day."""
    chosen = set(Mute.objects.filter(by=here.owner).values_list("connection", flat=True))
    for connection, one in _about(here, here.told.quiet, chosen):
        if one.until > day_of(here.owner, here.now):
            yield mute(connection, by=here.owner, until=one.until)


def _about(
    here: Here, wishes: Iterable[Wish], chosen: set[int]
) -> Iterator[tuple[Connection, Wish]]:
    """Yield wishes about people who are known here, of whom nothing of the kind was wished."""
    for one in wishes:
        connection = here.connection(one.connection)
        if connection is not None and connection.pk not in chosen:
            chosen.add(connection.pk)
            yield connection, one
