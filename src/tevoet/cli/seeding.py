"""Fill an example organisation: people, teams, and real files that the real readers read."""

import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.db import transaction

from tevoet.adapters.example import people as example
from tevoet.adapters.example.people import ExamplePerson
from tevoet.adapters.example.writing import write
from tevoet.contact.actions.sources import read_now, remove
from tevoet.contact.models import Reading, Source
from tevoet.people.actions.facts import add_phone, go_away, set_week
from tevoet.people.actions.persons import NewPerson, add_person, sign_in_with
from tevoet.people.actions.teams import give_role, make_team
from tevoet.people.examples import example_people
from tevoet.people.models import Organisation, Person, Team
from tevoet.vault import held

SEED = 23
SOURCE = "Voorbeeldbestanden"
"""What the source of the example is called; somebody's own source is called after its file."""


def fill_example(now: datetime) -> list[Person]:
    """Make both example organisations with everything in them; return who to sign in as."""
    first = fill_organisation(example.ORGANISATION, example.people())
    other = fill_organisation(example.OTHER_ORGANISATION, example.other_people())
    for key, until in example.away_until(now).items():
        go_away(first[key], since=now.date(), until=until)
    for leader in ("anna", "daan"):
        read_example(first[leader], now)
    return [first["anna"], first["bram"], first["carla"], first["koen"], other["dirk"]]


@transaction.atomic
def fill_organisation(name: str, people: Iterable[ExamplePerson]) -> dict[str, Person]:
    """Make one organisation with its teams and people, by key."""
    organisation = Organisation.objects.create(name=name)
    teams: dict[str, Team] = {}
    made: dict[str, Person] = {}
    for one in people:
        made[one.key] = person = make_person(organisation, one)
        if one.team:
            team = teams.get(one.team) or make_team(organisation, name=one.team)
            teams[one.team] = team
            give_role(person, kind=one.role, team=team)
        elif one.role == "coach":
            for team in teams.values():
                give_role(person, kind=one.role, team=team)
        else:
            give_role(person, kind=one.role)
    return made


def make_person(organisation: Organisation, one: ExamplePerson) -> Person:
    """Make somebody with an account without a password: one click signs in."""
    person = add_person(organisation, new=NewPerson(name=one.name, address=one.address))
    sign_in_with(person, address=one.address)
    person.set_unusable_password()
    person.save()
    add_phone(person, number=one.phone)
    set_week(person, week=dict.fromkeys(sorted(one.days), one.hours))
    held.hold(person)
    return person


def hold_keyrings() -> None:
    """Give whoever of an earlier example has none a keyring, which seals what stood open."""
    for person in example_people():
        held.hold(person)


def read_example(leader: Person, now: datetime) -> None:
    """Write half a year of mail, calendar and calls, and read it as a user would."""
    key = str(leader.email).partition("@")[0]
    with tempfile.TemporaryDirectory(prefix="tevoet-example-") as folder:
        write(Path(folder), leader=example.person(key), now=now, seed=SEED)
        read_now(leader, paths=[Path(folder)], name=SOURCE, key=held.mirror_key_of(leader))


def fill_own(address: str, mailbox: Path) -> Reading:
    """Read one's own mailbox into an organisation of one's own; a second time reads it anew."""
    person = Person.objects.filter(email=address).first() or make_own(address)
    held.hold(person)
    for source in Source.objects.visible_to(person):
        remove(source)
    return read_now(person, paths=[mailbox], key=held.mirror_key_of(person))


def make_own(address: str) -> Person:
    """Make an organisation with one person, who signs in with one click."""
    organisation = Organisation.objects.create(name="Mijn spiegel")
    name = address.partition("@")[0].capitalize()
    person = add_person(organisation, new=NewPerson(name=name, address=address))
    sign_in_with(person, address=address)
    person.set_unusable_password()
    person.save()
    return person
