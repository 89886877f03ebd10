"""The mailbox of one example person while it is being made."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tevoet.adapters.example.days import Days, at
from tevoet.adapters.example.letters import Correspondent, Letter
from tevoet.adapters.example.people import TIME_ZONE, ExamplePerson

_ELSEWHERE = ("Europe/Amsterdam", "Europe/Lisbon", "UTC")
_AFTER_HOURS = 0.04
_WITH_ATTACHMENT = 0.04


class Turn(NamedTuple):
    """One mail of a conversation before it has an id."""

    at: datetime
    sender: Correspondent
    to: Sequence[Correspondent]
    cc: Sequence[Correspondent]
    body: str


def correspondent(person: ExamplePerson) -> Correspondent:
    """Return the name and address that somebody writes under."""
    return Correspondent(person.name, person.address)


def _clock_of(sender: Correspondent) -> ZoneInfo:
    """Give colleagues Dutch time and others a zone of their own."""
    if sender.address.endswith("@voorbeeld.example"):
        return ZoneInfo(TIME_ZONE)
    return ZoneInfo(_ELSEWHERE[len(sender.address) % len(_ELSEWHERE)])


@dataclass(slots=True)
class Post:
    """Makes the letters of one mailbox; the same random numbers give the same letters."""

    owner: ExamplePerson
    days: Days
    random: Random
    letters: list[Letter] = field(default_factory=list)
    number: int = 0

    @property
    def me(self) -> Correspondent:
        """The owner of the mailbox."""
        return correspondent(self.owner)

    def new_id(self, sender: Correspondent) -> str:
        """Make an id at the domain of a sender."""
        self.number += 1
        domain = sender.address.partition("@")[2]
        return f"{self.number:06d}.{self.random.getrandbits(32):08x}@{domain}"

    def add(self, subject: str, turns: Sequence[Turn]) -> None:
        """Add a conversation; what lies after now has not been written yet."""
        references: list[str] = []
        for turn in turns:
            identity = self.new_id(turn.sender)
            has_attachment = self.random.random() < _WITH_ATTACHMENT
            letter = Letter(
                id=identity,
                at=turn.at.astimezone(_clock_of(turn.sender)),
                sender=turn.sender,
                to=turn.to,
                cc=turn.cc,
                subject=f"Re: {subject}" if references else subject,
                body=turn.body,
                references=tuple(references),
                attachment="Regels van de bijlage." if has_attachment else "",
            )
            if letter.at <= self.days.now:
                self.letters.append(letter)
            references.append(identity)

    def working_moment(self, on: date, person: ExamplePerson | None = None) -> datetime:
        """Choose a time in somebody's working hours, now and then in the evening."""
        first, last = (person or self.owner).hours
        hour = self.random.randint(first.hour, last.hour - 1)
        if self.random.random() < _AFTER_HOURS:
            hour = self.random.randint(20, 21)
        return at(on, hour, self.random.randint(0, 59), self.random.randint(0, 59))

    def soon_after(self, when: datetime) -> datetime:
        """Choose a time after a mail: within hours, the next working day when it gets late."""
        later = when + timedelta(minutes=self.random.randint(12, 290))
        if later.hour < 18 and later.date() == when.date():  # noqa: PLR2004 - the office closes
            return later
        on = when.date() + timedelta(days=1)
        while not self.days.is_working(on):
            on += timedelta(days=1)
        return at(on, 9, self.random.randint(0, 59), self.random.randint(0, 59))
