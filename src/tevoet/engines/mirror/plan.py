"""The order in which an engine runs steps and figures, the same for every engine."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tevoet.engines.mirror.days import Day, days
from tevoet.engines.mirror.figures import Figure
from tevoet.engines.mirror.lazily import ibis
from tevoet.engines.mirror.schema import OWNER, Expression, unbound
from tevoet.engines.mirror.settings import DAY, MirrorSettings, Span
from tevoet.engines.mirror.steps import STEPS


class Planned(NamedTuple):
    """An expression to run: a step, whose rows are kept under its name, or a figure."""

    name: str
    expression: Expression
    is_step: bool


def plan(figures: Iterable[Figure], span: Span) -> Iterator[Planned]:
    """List the steps and then the figures as Ibis expressions, in the order to run them."""
    tables = unbound()
    for step in STEPS:
        expression = step.build(tables, span)
        tables[step.name] = ibis.table(expression.schema(), name=step.name)
        yield Planned(step.name, expression, is_step=True)
    for figure in figures:
        yield Planned(figure.name, figure.build(tables, span), is_step=False)


def calendar(
    settings: MirrorSettings, number_by_person: dict[str, int], first: int
) -> list[tuple[int, ...]]:
    """List the rows of the table `days`: the owner's since `first`, others' in the window.

    `number_by_person` gives the number of each person key.
    """
    rows: list[tuple[int, ...]] = []
    begin = min(first, settings.since)
    rows += _by_utc_day(OWNER, days(settings.rhythm, begin, settings.now))
    for key, rhythm in settings.rhythms.items():
        if key in number_by_person:
            since = settings.since - settings.window_days * DAY
            rows += _by_utc_day(number_by_person[key], days(rhythm, since, settings.now))
    return rows


def _by_utc_day(person: int, local: list[Day]) -> list[tuple[int, ...]]:
    return [
        (person, utc_day, *day)
        for day in local
        for utc_day in range(day.starts // DAY, (day.ends - 1) // DAY + 1)
    ]
