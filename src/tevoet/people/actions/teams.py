"""Teams and roles: who leads, works, coaches and keeps."""

from dataclasses import dataclass
from typing import ClassVar

from django.db import transaction
from django.utils.translation import gettext_noop

from tevoet.people.actions.connections import connect_all
from tevoet.people.actions.log import Kind, note
from tevoet.people.models import Connection, Organisation, Person, Role, Team
from tevoet.refusal import Refusal


class TeamNameTaken(Refusal):
    """Two teams of one organisation cannot have one name."""

    slug: ClassVar[str] = "team-name-taken"
    message: ClassVar[str] = gettext_noop("There is already a team called “{name}”.")


class LastKeeper(Refusal):
    """Somebody has to keep the organisation."""

    slug: ClassVar[str] = "last-keeper"
    message: ClassVar[str] = gettext_noop(
        "{name} is the only keeper. First make somebody else a keeper."
    )


class FromElsewhere(Refusal):
    """Only a coach may come from another organisation."""

    slug: ClassVar[str] = "from-elsewhere"
    message: ClassVar[str] = gettext_noop(
        "{name} is not of this organisation. Only a coach may come from elsewhere."
    )


class HasLeft(Refusal):
    """Who left has no role any more."""

    slug: ClassVar[str] = "has-left"
    message: ClassVar[str] = gettext_noop("{name} has left.")


@dataclass(frozen=True)
class LeaderChanged:
    """A new leader took over a team; what is between two people stayed with them."""

    team: Team
    before: tuple[Person, ...]
    after: Person
    connections: tuple[Connection, ...]


@transaction.atomic
def make_team(organisation: Organisation, *, name: str) -> Team:
    """Make a team in an organisation."""
    refuse_taken(organisation, name)
    return Team.objects.create(organisation=organisation, name=name)


@transaction.atomic
def rename_team(team: Team, *, name: str) -> Team:
    """Call a team something else."""
    if name != team.name:
        refuse_taken(team.organisation, name)
        team.name = name
        team.save()
    return team


def refuse_taken(organisation: Organisation, name: str) -> None:
    """Refuse a name that another team of the organisation has."""
    if organisation.teams.filter(name__iexact=name).exists():
        raise TeamNameTaken(name=name)


@transaction.atomic
def give_role(
    person: Person, *, kind: str, team: Team | None = None, by: Person | None = None
) -> Role:
    """Give somebody a role; leaders and members of a team become connected."""
    if person.left_on is not None:
        raise HasLeft(name=person.name)
    elsewhere = team is not None and team.organisation_id != person.organisation_id
    if elsewhere and kind != Role.Kind.COACH:
        raise FromElsewhere(name=person.name)
    place = None if kind == Role.Kind.KEEPER else team
    role, is_new = Role.objects.get_or_create(person=person, team=place, kind=kind)
    if is_new and kind == Role.Kind.KEEPER:
        note(Kind.KEEPER, whom=person, by=by)
    if place is not None and kind in CONNECTS:
        others = Person.objects.filter(roles__team=place, roles__kind=CONNECTS[kind])
        connect_all([person], others=others)
    return role


CONNECTS: dict[str, str] = {"leader": "member", "member": "leader"}


@transaction.atomic
def take_role(role: Role, *, by: Person | None = None) -> None:
    """Take a role; the last keeper stays. Connections stay too."""
    if role.kind == Role.Kind.KEEPER:
        refuse_last_keeper(role.person)
        note(Kind.NO_KEEPER, whom=role.person, by=by)
    role.delete()


def refuse_last_keeper(person: Person) -> None:
    """Refuse to lose the only keeper of an organisation who can sign in."""
    keepers = Role.objects.select_for_update().filter(
        kind=Role.Kind.KEEPER,
        person__organisation=person.organisation,
        person__blocked_at=None,
    )
    if {role.person_id for role in keepers} == {person.pk}:
        raise LastKeeper(name=person.name)


@transaction.atomic
def change_leader(team: Team, *, leader: Person, instead_of: Person | None = None) -> LeaderChanged:
    """Let a new leader take over from one leader, or from all.

    What hangs between the old leader and each member stays with the two of them.
    """
    leaving = team.roles.filter(kind=Role.Kind.LEADER).exclude(person=leader)
    if instead_of is not None:
        leaving = leaving.filter(person=instead_of)
    before = tuple(role.person for role in leaving.select_related("person"))
    leaving.delete()
    team.roles.filter(kind=Role.Kind.MEMBER, person=leader).delete()
    give_role(leader, kind=Role.Kind.LEADER, team=team)
    members = Person.objects.filter(roles__team=team, roles__kind=Role.Kind.MEMBER)
    connections = tuple(connect_all([leader], others=members))
    return LeaderChanged(team=team, before=before, after=leader, connections=connections)
