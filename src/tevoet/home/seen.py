"""What is known of the contact with one person, from an overview or from a summary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tevoet.contact.overview import Contact
    from tevoet.engines.mirror.summary import PersonSummary, Replied

WINDOW_DAYS = 28
Counted = tuple[int, float]


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of the contact with one person, wherever it was counted.

    `by_channel` is number and minutes per channel; `figures` and `counted` are keyed
    `name@version`. `sent` counts all mail to this person that was ever read.
    """

    name: str
    by_channel: Mapping[str, Counted] = field(default_factory=dict)
    figures: Mapping[str, object] = field(default_factory=dict)
    window_days: int = WINDOW_DAYS
    counted: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    replies: Mapping[str, Replied] = field(default_factory=dict)
    sent: int = 0

    def knows(self, name: str) -> bool:
        """Say whether a figure was counted at all."""
        if name == "reply_median_hours":
            return bool(self.figures)
        return f"{name}@1" in self.figures or bool(self.by_channel and name.startswith("contacts"))

    def number(self, name: str) -> float | None:
        """Return one figure, None when nothing of it is visible."""
        found = self.figures.get(f"{name}@1")
        return float(found) if isinstance(found, int | float) else None

    def parts(self, name: str) -> dict[str, int]:
        """Return the numbers that a figure was counted from."""
        found = self.counted.get(f"{name}@1", {})
        return {part: round(n) for part, n in found.items() if isinstance(n, int | float)}


def of_contact(contact: Contact) -> Seen:
    """Take what an overview says of somebody."""
    counted = contact.figures.get("contacts_by_channel@1")
    by_channel = counted.items() if isinstance(counted, Mapping) else ()
    read = contact.read
    return Seen(
        contact.other.name,
        {name: pair(one) for name, one in by_channel},
        contact.figures,
        counted=read.counted if read else {},
        replies=read.replies if read else {},
        sent=read.sent if read else 0,
    )


def of_person(person: PersonSummary, window_days: int) -> Seen:
    """Take what a summary says of somebody."""
    name = next(iter([*person.names, *person.addresses]), person.key)
    by_channel = {key: pair(one) for key, one in person.contacts_by_channel.items()}
    return Seen(
        name, by_channel, person.figures, window_days,
        counted=person.counted, replies=person.replies, sent=person.sent,
    )  # fmt: skip


def pair(counted: object) -> Counted:
    """Return number and minutes of one channel, from a record or from plain values."""
    if isinstance(counted, Mapping):
        return int(counted.get("number", 0)), float(counted.get("minutes", 0))
    return int(getattr(counted, "number", 0)), float(getattr(counted, "minutes", 0))
