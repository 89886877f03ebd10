"""The records of people: who works where, with whom, and the everyday facts about them."""

from tevoet.people.models.account import AccountLine, WrongTries
from tevoet.people.models.connection import Connection, Mute
from tevoet.people.models.facts import Away, PersonAddress, PhoneNumber, WorkingDay
from tevoet.people.models.invitation import Invitation
from tevoet.people.models.organisation import Organisation
from tevoet.people.models.person import Person
from tevoet.people.models.team import Role, Team
from tevoet.people.models.visitor import Visitor

__all__ = [
    "AccountLine",
    "Away",
    "Connection",
    "Invitation",
    "Mute",
    "Organisation",
    "Person",
    "PersonAddress",
    "PhoneNumber",
    "Role",
    "Team",
    "Visitor",
    "WorkingDay",
    "WrongTries",
]
