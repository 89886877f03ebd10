"""Two people begin, mute and end what is between them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import ClassVar

from django.db import transaction
from django.utils.translation import gettext_noop

from tevoet.people.models import Connection, Mute, Person, Team
from tevoet.refusal import Refusal


class NotTogether(Refusal):
    """Two people can only begin a connection when they are in one team."""

    slug: ClassVar[str] = "not-together"
    message: ClassVar[str] = gettext_noop("You are not in a team with {name}.")


class ConnectionWasEnded(Refusal):
    """The other ended it, and only the other can begin it again."""

    slug: ClassVar[str] = "connection-was-ended"
    message: ClassVar[str] = gettext_noop("This connection was ended. Talk about it in person.")


def connect(one: Person, *, other: Person) -> Connection:
    """Return the connection of two people, made when there was none. What was ended stays so."""
    first, second = sorted((one, other), key=lambda person: person.pk)
    made, _ = Connection.objects.get_or_create(first=first, second=second)
    return made


@transaction.atomic
def connect_all(people: Iterable[Person], *, others: Iterable[Person]) -> list[Connection]:
    """Connect each of some people with each of others."""
    other_people = list(others)
    return [connect(one, other=two) for one in people for two in other_people if one != two]


@transaction.atomic
def begin_connection(by: Person, *, other: Person) -> Connection:
    """Begin a connection by one's own choice, with somebody of one's teams."""
    if other == by or not Team.objects.filter(roles__person=by).filter(roles__person=other):
        raise NotTogether(name=other.name)
    connection = connect(by, other=other)
    if connection.ended_at is None:
        return connection
    if connection.ended_by_id != by.pk:
        raise ConnectionWasEnded
    connection.ended_at = connection.ended_by = None
    connection.save()
    return connection


@transaction.atomic
def end_connection(connection: Connection, *, by: Person, now: datetime) -> Connection:
    """End a connection. Either of two may, and nobody asks why."""
    if connection.ended_at is None:
        connection.ended_at, connection.ended_by = now, by
        connection.save()
    return connection


@transaction.atomic
def take_ending_back(connection: Connection, *, by: Person) -> Connection:
    """Go on with a connection that one ended by mistake; what the other ended stays ended."""
    if connection.ended_at is not None and connection.ended_by_id != by.pk:
        raise ConnectionWasEnded
    connection.ended_at = connection.ended_by = None
    connection.save()
    return connection


@transaction.atomic
def mute(connection: Connection, *, by: Person, until: date) -> Mute:
    """Keep a connection quiet for one of two until a day. The other does not notice."""
    made, _ = Mute.objects.update_or_create(connection=connection, by=by, defaults={"until": until})
    return made


@transaction.atomic
def unmute(connection: Connection, *, by: Person) -> None:
    """Let a connection be heard of again."""
    connection.mutes.filter(by=by).delete()
