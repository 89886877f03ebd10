"""Organisations are founded by their first keeper."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from tevoet.people.actions.persons import NewPerson, add_person, sign_in_with
from tevoet.people.actions.teams import give_role
from tevoet.people.models import Organisation, Person, Role


@dataclass(frozen=True)
class Customs:
    """How an organisation speaks and lives: language, clock, holidays."""

    language: str = settings.LANGUAGE_CODE
    time_zone: str = settings.TIME_ZONE
    country: str = "NL"
    subdivision: str = ""


@dataclass(frozen=True)
class NewKeeper:
    """Who keeps a new organisation."""

    name: str
    address: str
    password: str


@transaction.atomic
def found_organisation(
    name: str, *, keeper: NewKeeper, customs: Customs | None = None
) -> Organisation:
    """Found an organisation with its first keeper, who can sign in at once."""
    organisation = change_organisation(Organisation(), name=name, customs=customs or Customs())
    make_keeper(organisation, keeper)
    return organisation


def make_keeper(organisation: Organisation, keeper: NewKeeper) -> Person:
    """Make the account of the first keeper."""
    new = NewPerson(name=keeper.name, address=keeper.address)
    person = add_person(organisation, new=new)
    sign_in_with(person, address=keeper.address)
    person.set_password(keeper.password)
    person.save()
    give_role(person, kind=Role.Kind.KEEPER)
    return person


@transaction.atomic
def change_organisation(organisation: Organisation, *, name: str, customs: Customs) -> Organisation:
    """Give an organisation its name and customs."""
    organisation.name, organisation.language = name, customs.language
    organisation.time_zone, organisation.country = customs.time_zone, customs.country
    organisation.subdivision = customs.subdivision
    organisation.save()
    return organisation
