"""When the example people met and phoned, so that calendar, calls and mail tell one story."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

from tevoet.adapters.example.days import Days, at
from tevoet.adapters.example.people import ExamplePerson, person, team_of


class Contact(NamedTuple):
    """A talk of two: with whom, when, how (`in_person`, `video`, `phone`) and for how long."""

    person: ExamplePerson
    at: datetime
    channel: str
    minutes: int


class Habit(NamedTuple):
    """How two people meet: the last time, how many days lie between, how, and at which hour."""

    key: str
    last: date
    every: int
    channel: str
    hour: int
    minutes: int


def contacts_of_anna(days: Days) -> list[Contact]:
    """Return the talks of Anna in the half year before now.

    Bram: the last one exactly 24 days ago, a walk, or a phone call when that was a day off. Fatma:
    the working day before today, in person. Joris: about 12 days ago. Mila: a phone call about 9
    days ago, but in person 41 days or more ago. Noor: 20 days. Ruben: a video call about 6 days
    ago. Sem: none.
    """
    found: list[Contact] = []
    for habit in _habits(days):
        found.extend(_repeat(habit, days))
    return sorted(found, key=lambda contact: contact.at)


def contacts_of_other(leader: ExamplePerson, days: Days, random: Random) -> list[Contact]:
    """Return the talks of another leader: each member about once in two to four weeks."""
    found: list[Contact] = []
    for member in team_of(leader):
        last = days.on_or_before(days.ago(random.randint(1, 16)), member)
        channel = random.choice(("in_person", "in_person", "video", "phone"))
        habit = Habit(member.key, last, random.choice((14, 21, 28)), channel, 11, 30)
        found.extend(_repeat(habit, days))
    return sorted(found, key=lambda contact: contact.at)


def _habits(days: Days) -> list[Habit]:
    bram, mila = days.ago(24), person("mila")
    last_with_bram = "in_person" if days.is_working(bram) else "phone"
    back = {
        key: days.on_or_before(days.ago(number), person(key))
        for key, number in (("noor", 20), ("ruben", 6), ("carla", 15), ("daan", 8))
    }
    return [
        Habit("bram", bram, 400, last_with_bram, 11, 35),
        Habit("bram", days.ago(38), 14, "in_person", 15, 30),
        Habit("fatma", days.before_today(1), 7, "in_person", 14, 30),
        Habit("joris", days.on_or_after(days.ago(12), person("joris")), 21, "in_person", 10, 30),
        Habit("joris", days.ago(24), 14, "phone", 9, 12),
        Habit("mila", days.on_or_before(days.ago(9), mila), 11, "phone", 13, 9),
        Habit("mila", days.on_or_before(days.ago(41), mila), 21, "in_person", 11, 30),
        Habit("noor", back["noor"], 21, "in_person", 15, 30),
        Habit("ruben", back["ruben"], 14, "video", 16, 30),
        Habit("ruben", days.ago(27), 28, "in_person", 9, 30),
        Habit("carla", back["carla"], 28, "in_person", 13, 50),
        Habit("daan", back["daan"], 18, "phone", 12, 15),
    ]


def _repeat(habit: Habit, days: Days) -> Iterator[Contact]:
    """Yield a habit back in time; the first is on its day whatever day that is."""
    other = person(habit.key)
    on, wanted = habit.last, habit.last
    while on >= days.first:
        when = at(on, habit.hour)
        if when > days.now - timedelta(minutes=habit.minutes):
            when = days.now - timedelta(minutes=habit.minutes + 5)
        yield Contact(other, when, habit.channel, habit.minutes)
        wanted -= timedelta(days=habit.every)
        on = days.on_or_before(wanted, other)
