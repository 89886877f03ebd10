"""The figures as DuckDB's SQL, written once from their definitions and kept beside this module.

python -m tevoet.adapters.tables.written > src/tevoet/adapters/tables/figures.sql

Loading Ibis and writing the SQL take half a second, which every reading would pay; the text is the
same each time but for the window, whose ends stand in it as two numbers nobody else uses.
"""

import re
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from tevoet.engines.mirror.figures import FIGURES, Figure
from tevoet.engines.mirror.lazily import ibis
from tevoet.engines.mirror.plan import plan
from tevoet.engines.mirror.settings import Span

FILE: Final = Path(__file__).with_name("figures.sql")
NOW, SINCE = 8_000_000_000_000_000_001, 8_000_000_000_000_000_002
TOP: Final = """-- By `python -m tevoet.adapters.tables.written`; change the figure, not this file.
"""
_PART: Final = re.compile(r"-- (step|figure) (\w+)\n(.*);\n")


class Query(NamedTuple):
    """The SQL of a step or a figure."""

    name: str
    text: str
    is_step: bool


def queries(figures: Iterable[Figure], span: Span) -> list[Query]:
    """List the steps and then these figures as SQL, in the order to run them."""
    wanted = {figure.name for figure in figures}
    numbers = {str(NOW): str(span.now), str(SINCE): str(span.since)}
    pattern = re.compile("|".join(numbers))
    return [
        one._replace(text=pattern.sub(lambda found: numbers[found[0]], one.text))
        for one in _kept()
        if one.is_step or one.name in wanted
    ]


def write() -> str:
    """Write the SQL of everything, with two numbers in place of the window."""
    parts = [TOP]
    for planned in plan(FIGURES.values(), Span(NOW, SINCE)):
        text = ibis.to_sql(planned.expression, dialect="duckdb", pretty=False)
        parts.append(f"-- {'step' if planned.is_step else 'figure'} {planned.name}\n{text};\n")
    return "\n".join(parts)


@cache
def _kept() -> tuple[Query, ...]:
    found = _PART.findall(FILE.read_text())
    return tuple(Query(name, text, kind == "step") for kind, name, text in found)


if __name__ == "__main__":
    sys.stdout.write(write())
