"""Write the example's call log: a table with Dutch headers, as a telephone exchange exports it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

from tevoet.adapters.example.contacts import Contact
from tevoet.adapters.example.days import Days
from tevoet.adapters.example.post import Post

_HEADER = "Datum;Tijd;Naam;Nummer;Richting;Duur"
_STRANGERS = 40


def call_log(contacts: Iterable[Contact], post: Post) -> str:
    """Return the calls with colleagues, and those with customers: missed and withheld ones too."""
    rows = [
        (contact.at, _row(contact.at, contact.person.name, contact.person.phone,
                          post.random.choice(("Uitgaand", "Inkomend")), contact.minutes * 60))
        for contact in contacts
        if contact.channel == "phone"
    ]  # fmt: skip
    rows += _strangers(post.days, post.random)
    ordered = sorted(rows)
    return "\r\n".join([_HEADER, *(row for _, row in ordered), ""])


def _strangers(days: Days, random: Random) -> list[tuple[datetime, str]]:
    rows = []
    working = list(days.working())
    for number in range(_STRANGERS * 2):
        when = datetime.combine(random.choice(working), days.now.timetz())
        when = when.replace(hour=random.randint(9, 16), minute=random.randint(0, 59))
        if when > days.now - timedelta(hours=1):
            continue
        phone = f"0044 7700 900 {500 + number % _STRANGERS}"
        way, seconds = random.choice(
            (("Inkomend", 180), ("Uitgaand", 95), ("Gemist", 0), ("Uitgaand", 0))
        )
        named = "" if number % 10 else "Onbekend"
        rows.append((when, _row(when, named, "Privé" if named else phone, way, seconds)))
    return rows


def _row(when: datetime, name: str, phone: str, way: str, seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{when:%d-%m-%Y};{when:%H:%M:%S};{name};{phone};{way};0:{minutes:02d}:{rest:02d}"
