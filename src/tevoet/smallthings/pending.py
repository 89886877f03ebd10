"""What stands open between somebody and each other: wishes, talks, looking back, promises.

The number of questions to the database is the same however many rows there are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Exists, OuterRef

from tevoet.people.models import Role
from tevoet.talks.models import Promise, Talk, Wish

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from tevoet.people.models import Person


class Matter(NamedTuple):
    """One thing that stands open: its number, since or for when, and what is beside it."""

    pk: int
    at: datetime | date
    is_invitation: bool = False


Matters = dict[int, Matter]


@dataclass(frozen=True, slots=True)
class Pending:
    """What stands open, by the number of the connection; of several the oldest."""

    wishes: Mapping[int, Matter] = field(default_factory=dict)
    talks: Mapping[int, Matter] = field(default_factory=dict)
    look_backs: Mapping[int, Matter] = field(default_factory=dict)
    promises: Mapping[int, Matter] = field(default_factory=dict)


def of(person: Person, now: datetime) -> Pending:
    """Return what stands open for one person today."""
    return Pending(
        wishes=_wishes(person, now),
        talks=_talks(person, person.today(now)),
        look_backs=_look_backs(person, now),
        promises=_promises(person, person.today(now)),
    )


def _wishes(person: Person, now: datetime) -> Matters:
    """Return who wants to be heard by this person, since when, and whether they lead."""
    teams = Role.objects.filter(person=person, kind=Role.Kind.MEMBER).values("team")
    leads = Role.objects.filter(person=OuterRef("by"), kind=Role.Kind.LEADER, team__in=teams)
    found = Wish.objects.received_by(person).open().unmuted(person.today(now)).order_by("-at")
    rows = found.annotate(leads=Exists(leads)).values_list("connection", "pk", "at", "leads")
    return {connection: Matter(pk, at, by_leader) for connection, pk, at, by_leader in rows}


def _talks(person: Person, on: date) -> Matters:
    """Return the talks of today, and those whose day passed and that are still to be held."""
    found = Talk.objects.visible_to(person).open().filter(planned_on__lte=on)
    rows = found.order_by("-planned_on", "-pk").values_list("connection", "pk", "planned_on")
    return {connection: Matter(pk, day) for connection, pk, day in rows if day}


def _look_backs(person: Person, now: datetime) -> Matters:
    """Return the talks held that this person may look back on."""
    found = (
        Talk.objects.visible_to(person)
        .waiting_for(person, now)
        .filter(connection__ended_at__isnull=True)
    )
    rows = found.order_by("-meeting__at").values_list("connection", "pk", "meeting__at")
    return {connection: Matter(pk, at) for connection, pk, at in rows}


def _promises(person: Person, on: date) -> Matters:
    """Return what this person promised for today or earlier."""
    found = (
        Promise.objects.visible_to(person)
        .made_by(person)
        .due(on)
        .filter(connection__ended_at__isnull=True)
    )
    rows = found.order_by("-due_on", "-pk").values_list("connection", "pk", "due_on")
    return {connection: Matter(pk, day) for connection, pk, day in rows}
