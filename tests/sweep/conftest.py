"""The world that the sweep walks through."""

import pytest

from tests.sweep.world import Corner, World, make_corner
from tevoet.people.models import Connection, Organisation, Person, Team


@pytest.fixture
def world(
    organisation: Organisation,
    elsewhere: Organisation,
    team: Team,
    connection: Connection,
    keeper: Person,
) -> World:
    """Anna's team, another team beside it, and a team of another organisation."""
    people = {role.kind: role.person for role in team.roles.select_related("person")}
    for person in [*people.values(), keeper]:
        person.phone_numbers.create(number="+31201234567")
    corners = {
        "own": Corner(team, people["leader"], people["member"], connection),
        "others": make_corner(organisation, "Ernaast"),
        "elsewhere": make_corner(elsewhere, "Verweg"),
    }
    return World(people={**people, "keeper": keeper}, corners=corners)
