"""A source and what came of its reading, in words for the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from tevoet.contact import details
from tevoet.contact.models import Proposal, Reading
from tevoet.contact.reasons import reason, remark
from tevoet.contact.served import served_by
from tevoet.engines.moments.handles import is_handle, shown

if TYPE_CHECKING:
    from tevoet.contact.archive import Archive
    from tevoet.contact.details import Details, Names
    from tevoet.contact.models import Source
    from tevoet.contact.served import Served

PARTS = ("kept", "duplicate", "automatic", "refused")
NUMBERED = re.compile(r"^(\d{4})\b")


@dataclass(frozen=True, slots=True)
class Counted:
    """How often something happened, why, and where the first stand."""

    sentence: str
    count: int
    examples: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    """A source as its page shows it; `read` is None until something was read.

    `name`, the strangers and the examples are there when the mirror is open.
    """

    source: Source
    reading: Reading | None
    state: str
    label: str
    name: str = ""
    message: str = ""
    read: int | None = None
    parts: dict[str, int] = field(default_factory=dict)
    refusals: list[Counted] = field(default_factory=list)
    set_aside: list[Counted] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    unsure: list[Counted] = field(default_factory=list)
    has_strangers: bool = False
    strangers: list[str] = field(default_factory=list)
    along: dict[str, int] = field(default_factory=dict)
    service: Served | None = None

    @property
    def is_along_only(self) -> bool:
        """Say whether nothing was read but what came along from an own machine."""
        return bool(self.along) and not self.read

    @property
    def read_as(self) -> list[tuple[str, str]]:
        """Return the strangers, each with how people read it."""
        return [(one, shown(one)) for one in self.strangers]

    @property
    def are_in_chats(self) -> bool:
        """Say whether the strangers are names in chats, of which one may be the owner."""
        return any(is_handle(one) for one in self.strangers)

    @property
    def is_going(self) -> bool:
        """Say whether the page has to look again."""
        return self.reading is not None and self.reading.is_going

    @property
    def percentage(self) -> int:
        """Say how far the reading is, from 0 to 100."""
        return self.reading.percentage if self.reading else 0


def row(source: Source, archive: Archive) -> Row:
    """Return a source for its page, with its names when the mirror is open."""
    reading, names = source.reading, details.names(archive, source.names)
    served = served_by(source)
    if reading is None:
        return Row(source, None, "", "", names.name, service=served)
    state, outcome = reading.state, reading.outcome
    told = details.details(archive, reading.details)
    return Row(
        source=source,
        reading=reading,
        state=state.value,
        label=str(state.label),
        name=names.name,
        message=gettext(reading.message).format(**reading.parameters) if reading.message else "",
        read=outcome.get("read"),
        parts={part: outcome[part] for part in PARTS if part in outcome},
        refusals=[
            Counted(reason(one["reason"]), one["count"], examples(one["reason"], told, names))
            for one in outcome.get("refusals", ())
        ],
        set_aside=counted(outcome, "set_aside"),
        remarks=[remark(slug) for slug in outcome.get("remarks", ())],
        unsure=counted(outcome, "unsure"),
        has_strangers=bool(outcome.get("strangers")) and not is_answered(source, told),
        strangers=told.strangers,
        along=outcome.get("along", {}),
        service=served,
    )


def counted(outcome: dict[str, dict[str, int]], name: str) -> list[Counted]:
    """Return how often each reason occurred, in words."""
    return [Counted(reason(slug), count) for slug, count in outcome.get(name, {}).items()]


def examples(slug: str, told: Details, names: Names) -> list[str]:
    """Return where the first stand that were refused, under the names people know."""

    def named(where: str) -> str:
        number = NUMBERED.match(where)
        if number is None or int(number[1]) >= len(names.files):
            return where
        return f"{names.files[int(number[1])]}{where[number.end() :]}"

    return [named(where) for where in told.examples.get(slug, ())]


def is_answered(source: Source, told: Details) -> bool:
    """Say whether the owner said since that one of the strangers is an address of theirs."""
    if not told.strangers:
        return False
    said = Proposal.objects.visible_to(source.owner).filter(person=source.owner)
    own = source.owner.addresses.filter(address__in=told.strangers)
    return own.exists() or said.filter(address__in=told.strangers).exists()
