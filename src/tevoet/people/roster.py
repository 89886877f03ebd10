"""Lists of people as a page shows them: with their roles, and how far their invitation is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from tevoet.people.actions.facts import Week
from tevoet.people.forms.organisation import KINDS
from tevoet.people.models import Person, Role, Team
from tevoet.people.models.connection import ConnectionQuerySet


@dataclass(frozen=True)
class Entry:
    """One person in the keeper's list."""

    person: Person
    roles: list[tuple[Role, str]]
    state: str
    may_be_invited: bool


@dataclass(frozen=True)
class MemberEntry:
    """One person in the list of a team."""

    person: Person
    kinds: list[str]
    is_me: bool
    is_connected: bool
    outside: Role | None


def roster(people: Iterable[Person], *, now: datetime) -> list[Entry]:
    """Return people with roles in words and the state of their account."""
    return [
        Entry(
            person=person,
            roles=[(role, role_in_words(role)) for role in person.roles.all()],
            state=state_of(person, now),
            may_be_invited=person.left_on is None and not person.has_account,
        )
        for person in people
    ]


def own_roles(person: Person) -> list[tuple[Role, str]]:
    """Return the roles of one person; the team stands beside them already."""
    roles = person.roles.select_related("team")
    return [(role, str(KINDS[Role.Kind(role.kind)])) for role in roles]


def week_in_words(week: Week) -> list[tuple[str, str]]:
    """Return the days somebody works with their hours; days in a row with the same hours as one."""
    said: list[tuple[str, str]] = []
    alike = groupby(sorted(week.items()), key=lambda day: (day[0] - run_up(week, day[0]), day[1]))
    for (_begin, (starts, ends)), days in alike:
        names = [str(WEEKDAYS[weekday]) for weekday, _hours in days]
        words = names[0] if len(names) == 1 else f"{names[0]} – {names[-1]}"
        said.append((words, f"{starts:%H:%M}–{ends:%H:%M}"))
    return said


def run_up(week: Week, weekday: int) -> int:
    """Return how many days right before this one have the same hours."""
    before = 0
    while week.get(weekday - before - 1) == week[weekday]:
        before += 1
    return before


def role_in_words(role: Role) -> str:
    """Return a role with its team, in words."""
    kind = str(KINDS[Role.Kind(role.kind)])
    return f"{kind}, {role.team.name}" if role.team else kind


def state_of(person: Person, now: datetime) -> str:
    """Return how far somebody is with signing in."""
    if person.left_on is not None:
        return str(_("has left"))
    if person.blocked_at is not None:
        return str(_("blocked"))
    if person.has_account:
        return str(_("has an account"))
    links = [link for link in person.invitations.all() if link.used_at is None]
    if not links:
        return str(_("not invited yet"))
    return str(_("invited") if links[0].expires_at > now else _("the invitation is too old"))


def members(team: Team, *, asked_by: Person, connections: ConnectionQuerySet) -> list[MemberEntry]:
    """Return who is in a team, leaders first."""
    kinds: dict[Person, list[Role.Kind]] = {}
    outside: dict[int, Role] = {}
    for role in team.roles.select_related("person"):
        kinds.setdefault(role.person, []).append(Role.Kind(role.kind))
        if role.person.organisation_id != team.organisation_id:
            outside[role.person_id] = role
    pairs = connections.filter(ended_at=None).values_list("first_id", "second_id")
    connected = {pk for pair in pairs for pk in pair}
    order = list(Role.Kind)
    people = sorted(kinds, key=lambda p: (min(map(order.index, kinds[p])), p.name))
    return [
        MemberEntry(
            person=person,
            kinds=[str(KINDS[kind]) for kind in kinds[person]],
            is_me=person == asked_by,
            is_connected=person.pk in connected,
            outside=outside.get(person.pk),
        )
        for person in people
    ]
