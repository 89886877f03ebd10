"""The people of the example organisations: plainly invented, with numbers that never ring.

The telephone numbers come from 07700 900000–900999, which Ofcom, the British regulator, keeps
unused for film and radio ("Telephone numbers for use in TV and radio drama programmes"). The
Netherlands keep no such range.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

ORGANISATION = "Voorbeeld BV"
OTHER_ORGANISATION = "Tweede Voorbeeld BV"
TIME_ZONE = "Europe/Amsterdam"
_FULL = frozenset({0, 1, 2, 3, 4})


@dataclass(frozen=True, slots=True)
class ExamplePerson:
    """Somebody of an example organisation.

    `key` is the part of the address before the @. `role` is one of `leader`, `member`, `coach` and
    `keeper`; a leader leads the team of that name. `days` are weekdays (Monday is 0), `hours` the
    beginning and end of a working day, `phone` is E.164. `team` is "" for who is in none.
    """

    key: str
    name: str
    address: str
    phone: str
    team: str
    role: str
    days: frozenset[int] = _FULL
    hours: tuple[time, time] = (time(9), time(17))


_EARLY = (time(8), time(16, 30))
_LATE = (time(10), time(18))
_TEAMS: dict[str, tuple[str, ...]] = {
    "Planning": ("Anna", "Bram", "Fatma", "Joris", "Mila", "Noor", "Ruben", "Sem"),
    "Klantcontact": ("Daan", "Esra", "Gijs", "Hanna", "Imke", "Jesse", "Karim", "Lotte"),
    "Techniek": ("Yara", "Milan", "Nadia", "Olaf", "Pien", "Rachid", "Sanne"),
}
_DAYS = {
    "Joris": frozenset({0, 1, 2, 3}),
    "Mila": frozenset({0, 1, 3}),
    "Noor": frozenset({1, 2, 3, 4}),
    "Sem": frozenset({0, 1, 2}),
    "Hanna": frozenset({0, 2, 4}),
    "Lotte": frozenset({1, 2, 3}),
    "Pien": frozenset({0, 1, 3, 4}),
}
_HOURS = {"Joris": _EARLY, "Sem": _LATE, "Gijs": _EARLY, "Olaf": _EARLY, "Imke": _LATE}


def people() -> tuple[ExamplePerson, ...]:
    """Return the 25 people of Voorbeeld BV: three teams, the first Anna's, a coach, a keeper."""
    places = [(name, team) for team, names in _TEAMS.items() for name in names]
    members = [
        _person(name, number, team=team, role="leader" if name == _TEAMS[team][0] else "member")
        for number, (name, team) in enumerate(places, start=1)
    ]
    coach = _person("Carla", len(places) + 1, team="", role="coach")
    keeper = _person("Koen", len(places) + 2, team="", role="keeper")
    return (*members, coach, keeper)


def other_people() -> tuple[ExamplePerson, ...]:
    """Return the people of the other organisation: Dirk, who may see nothing of the first."""
    return (
        ExamplePerson(
            "dirk", "Dirk", "dirk@tweede-voorbeeld.example", "+447700900101", "Dirks team", "leader"
        ),
    )


def person(key: str) -> ExamplePerson:
    """Return one of the 25 by key. Raises KeyError for a stranger.

    >>> person("anna").team, person("bram").role
    ('Planning', 'member')
    """
    return {one.key: one for one in people()}[key]


def team_of(leader: ExamplePerson) -> tuple[ExamplePerson, ...]:
    """Return the members of the team that somebody leads, without the leader."""
    return tuple(one for one in people() if one.team == leader.team and one.role == "member")


def away_until(now: datetime) -> dict[str, date]:
    """Return who is away, by key, with the last day of it: Noor has a week off."""
    return {"noor": now.date() + timedelta(days=4)}


def _person(name: str, number: int, *, team: str, role: str) -> ExamplePerson:
    key = name.lower()
    return ExamplePerson(
        key,
        name,
        f"{key}@voorbeeld.example",
        f"+44770090{number:04d}",
        team,
        role,
        _DAYS.get(name, _FULL),
        _HOURS.get(name, (time(9), time(17))),
    )
