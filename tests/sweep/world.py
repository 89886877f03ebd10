"""Three teams: one's own, another of the organisation, and one elsewhere."""

from dataclasses import dataclass

from tevoet.people.actions.connections import connect
from tevoet.people.models import Connection, Organisation, Person, Role, Team


@dataclass(frozen=True)
class Corner:
    """A team with its leader and member, and what hangs between the two."""

    team: Team
    leader: Person
    member: Person
    connection: Connection


@dataclass(frozen=True)
class World:
    """Who and what there is; `corners` by whose it is."""

    people: dict[str, Person]
    corners: dict[str, Corner]

    def other(self, role: str, target: str) -> Person | None:
        """Return somebody to have a connection with; a coach and a keeper have nobody."""
        corner = self.corners[target]
        if target != "own":
            return corner.member
        return {"leader": corner.member, "member": corner.leader, "stranger": corner.member}.get(
            role
        )


def someone(organisation: Organisation, name: str) -> Person:
    """Make an example colleague."""
    address = f"{name.lower()}@{organisation.name.lower()}.example"
    person = Person(organisation=organisation, name=name, email=address)
    person.save()
    person.addresses.create(address=address)
    person.phone_numbers.create(number="+31201234567")
    return person


def make_corner(organisation: Organisation, name: str) -> Corner:
    """Make a team of two with their connection."""
    team = Team.objects.create(organisation=organisation, name=name)
    leader, member = someone(organisation, f"{name}-leider"), someone(organisation, f"{name}-lid")
    Role.objects.create(person=leader, team=team, kind="leader")
    Role.objects.create(person=member, team=team, kind="member")
    Role.objects.create(person=leader, kind="keeper")
    return Corner(team, leader, member, connect(leader, other=member))
