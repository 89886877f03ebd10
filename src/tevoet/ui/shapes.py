"""Plain values that the parts of a page draw: a table, a step on a path."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """What `ui/_table.html` shows behind a figure."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of `ui/_path.html`; `tone` is "", sky, clay or ahead."""

    when: str
    text: str
    icon: str = "steps"
    tone: str = ""
