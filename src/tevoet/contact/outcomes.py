"""A source and what came of its reading, in words for the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from tevoet.contact.models import Reading
from tevoet.contact.reasons import reason

if TYPE_CHECKING:
    from tevoet.contact.models import Source

PARTS = ("kept", "duplicate", "automatic", "refused")


@dataclass(frozen=True, slots=True)
class Counted:
    """How often something happened, why, and where the first stand."""

    sentence: str
    count: int
    examples: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    """A source as its page shows it; `read` is None until something was read."""

    source: Source
    reading: Reading | None
    state: str
    label: str
    message: str = ""
    read: int | None = None
    parts: dict[str, int] = field(default_factory=dict)
    refusals: list[Counted] = field(default_factory=list)
    set_aside: list[Counted] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    @property
    def is_going(self) -> bool:
        """Say whether the page has to look again."""
        return self.reading is not None and self.reading.is_going

    @property
    def percentage(self) -> int:
        """Say how far the reading is, from 0 to 100."""
        return self.reading.percentage if self.reading else 0


def row(source: Source) -> Row:
    """Return a source for its page."""
    reading = source.reading
    if reading is None:
        return Row(source, None, "", "")
    state, outcome = reading.state, reading.outcome
    message = gettext(reading.message).format(**reading.parameters) if reading.message else ""
    return Row(
        source=source,
        reading=reading,
        state=state.value,
        label=str(state.label),
        message=message,
        read=outcome.get("read"),
        parts={part: outcome[part] for part in PARTS if part in outcome},
        refusals=[
            Counted(reason(one["reason"]), one["count"], one["examples"])
            for one in outcome.get("refusals", ())
        ],
        set_aside=[
            Counted(reason(slug), count) for slug, count in outcome.get("set_aside", {}).items()
        ],
        strangers=strangers(source, outcome.get("strangers", [])),
    )


def strangers(source: Source, most_frequent: list[str]) -> list[str]:
    """Return whose files these seem to be, until the owner said that one of them is theirs."""
    if most_frequent and source.owner.addresses.filter(address__in=most_frequent).exists():
        return []
    return most_frequent
