"""Add all the people of a file, or nobody."""

from django.db import transaction

from tevoet.people.actions.persons import NewPerson, add_person
from tevoet.people.actions.teams import give_role, make_team
from tevoet.people.models import Organisation, Person, Team
from tevoet.people.upload import ROLES, Row


@transaction.atomic
def add_people(organisation: Organisation, *, rows: tuple[Row, ...]) -> list[Person]:
    """Add everybody in these rows with their team and role; return who is new.

    Somebody whose address is known here is the same person: a second upload changes nothing.
    Teams that are not there yet are made.
    """
    known = people_by_address(organisation)
    teams = {team.name.casefold(): team for team in organisation.teams.all()}
    new: list[Person] = []
    for row in rows:
        person = known.get(row.address.lower())
        if person is None:
            person = add_person(organisation, new=NewPerson(row.name, row.address, row.phone))
            known[row.address.lower()] = person
            new.append(person)
        if row.team:
            team = find_team(organisation, row.team, teams)
            give_role(person, kind=ROLES[row.role.lower()], team=team)
    return new


def people_by_address(organisation: Organisation) -> dict[str, Person]:
    """Return who is known here by which address; who left is not called back by a file."""
    people = Person.objects.filter(organisation=organisation, added_by=None, left_on=None)
    return {
        address.address.lower(): person
        for person in people.prefetch_related("addresses")
        for address in person.addresses.all()
    }


def find_team(organisation: Organisation, name: str, teams: dict[str, Team]) -> Team:
    """Return the team by a name, made when it is new."""
    if name.casefold() not in teams:
        teams[name.casefold()] = make_team(organisation, name=name)
    return teams[name.casefold()]
