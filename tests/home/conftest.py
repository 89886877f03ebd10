"""Contacts as plain values, and a summary to look into."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from tevoet.contact.clock import Where
from tevoet.contact.folded import fold
from tevoet.contact.models import Summary as Kept
from tevoet.contact.overview import Contact, Hint, Limits, Other
from tevoet.contact.records import Look
from tevoet.engines.mirror.summary import Hint as Read
from tevoet.engines.mirror.summary import PersonSummary, Summary, Talked
from tevoet.people.models import Person

MONDAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = 86_400
LOOKS = {"weeks", "figures", "last_channel", "read"}
MakeContact = Callable[..., Contact]
KeepSummary = Callable[..., None]


@dataclass(frozen=True)
class Plainly:
    """Looks closer at a contact of plain values."""

    seen: Look
    works: bool

    def works_today(self, row: Contact) -> bool:
        """Say what the test said."""
        return self.works

    def look(self, row: Contact) -> Look:
        """Return what the test named."""
        return self.seen


def call_hint(strength: str = "firm", turns: int = 6, reason: str = "many_turns") -> Hint:
    """Return a hint that a call would be better."""
    return Hint(
        kind="better_as_a_call",
        strength=strength,
        turns=turns,
        since=NOON - timedelta(days=4),
        until=NOON,
        reason=reason,
        parameters={"turns": turns},
        conversation="ab",
    )


@pytest.fixture
def make_contact() -> MakeContact:
    """Return a maker of contacts with somebody, spoken and met today unless said otherwise."""
    made: list[Contact] = []

    def make(name: str = "Bram", **values: object) -> Contact:
        number = len(made) + 1
        other = Other(number, name, "", None, Where("Europe/Amsterdam", "NL", ""))
        row: dict[str, object] = {"voice_days": 1, "in_person_days": 1, "phone": "+31000000000"}
        row["limits"] = Limits(voice=14, in_person=30)
        looks = {name: values.pop(name) for name in LOOKS & values.keys()}
        closer = Plainly(Look(**looks), bool(values.pop("works_today", True)))  # type: ignore[arg-type]  # a test names what it needs
        contact = Contact(number, other, closer, **{**row, **values})  # type: ignore[arg-type]  # a test names what it needs
        made.append(contact)
        return contact

    return make


def summary_of(people: list[Person], days: int = 24) -> Summary:
    """Return a summary in which these people spoke so many days ago, and one call is better."""
    now = int(timezone.now().timestamp())
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    weeks = tuple((monday - timedelta(weeks=25 - place)).isoformat() for place in range(26))
    known = tuple(
        PersonSummary(
            key=f"person:{person.pk}",
            addresses=(f"{person.name.lower()}@voorbeeld.example",),
            names=(person.name,),
            sent=5,
            received=7,
            last_human_contact_at=now - days * DAY,
            contacts_by_channel={"mail": Talked(14, 0.0), "phone": Talked(1, 12.0)},
            weekly={"mail": (1,) * 26, "phone": (0,) * 22 + (1, 0, 0, 0)},
            figures={
                "one_to_one_minutes@1": 12.0,
                "last_human_contact_days@1": days,
                "mail_share@1": 0.82,
                "waiting_for_me@1": 0,
                "who_starts@1": None,
            },
        )
        for person in people
    )
    hint = Read("better_as_a_call", "firm", known[0].key, "many_turns", now, now - 4 * DAY, "ab", 6)
    return Summary(
        now, 28, now - 180 * DAY, now, {"mail": 14}, 0, 3, 6, weeks, known, (hint,)
    )  # fmt: skip


@pytest.fixture
def keep_summary(db: None) -> KeepSummary:
    """Return a keeper of summaries: of this owner, about these people."""

    def keep(owner: Person, people: list[Person], days: int = 24) -> None:
        parts = fold(summary_of(people, days))
        Kept.objects.create(owner=owner, made_at=timezone.now(), **parts._asdict())

    return keep
