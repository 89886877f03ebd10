"""The page in the archive that somebody takes along: what is in it, for people to read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from django.template.loader import render_to_string

from tevoet.people.known import by_group
from tevoet.ui.look import sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tevoet.people.declared import Words
    from tevoet.people.known import Holding
    from tevoet.people.models import Person

PAGE = "index.html"
SHOWN = 20
"""Rows of a table that the page shows; the rest stands in its file."""

Facts = list[tuple["Words", str]]


class Part(NamedTuple):
    """One table on the page: what is in it, how much, the newest rows, and its file."""

    name: Words
    number: int
    rows: list[Facts]
    more: int
    file: str


def page(person: Person, names: Sequence[str]) -> bytes:
    """Write the page in the language of whoever asks; `names` are the files of the archive."""
    groups = [(heading, [part(one) for one in ones]) for heading, ones in by_group(person)]
    context = {
        "person": person,
        "groups": groups,
        "files": sorted(Counter(folder(name) for name in names).items()),
        "opening": next((name for name in names if name == "how-to-open.html"), ""),
        "sheet": sheet(),
    }
    return render_to_string("people/along.html", context).encode()


def part(holding: Holding) -> Part:
    """Return what the page shows of one table."""
    newest = list(holding.rows.order_by("-pk")[:SHOWN])
    facts = [holding.facts(row) for row in newest]
    more = holding.number - len(newest)
    return Part(holding.name, holding.number, facts, more, file_of(holding))


def file_of(holding: Holding) -> str:
    """Return where the table stands in the archive."""
    return f"tables/{holding.slug}.csv"


def folder(name: str) -> str:
    """Return the folder of a file, or its own name when it stands at the top."""
    first, slash, _ = name.partition("/")
    return first + slash
