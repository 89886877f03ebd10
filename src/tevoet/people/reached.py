"""Which rows are about a person, found from the relations of the models themselves.

A table that somebody adds is found here without being named: as long as it is not declared, the
rows that point straight at a person are that person's, if the model lets this person see them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model, Q, QuerySet

from tevoet.people.declared import Table, tables
from tevoet.people.models import Person

Rows = QuerySet[Model]
Relation = ForeignKey[Any, Any]  # to whatever model


def relations(model: type[Model]) -> Iterator[Relation]:
    """Yield the fields by which a row points at another."""
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey):
            yield field


def leads_to_person(model: type[Model]) -> bool:
    """Say whether one comes from a row to a person, however many steps away."""
    seen, waiting = {model}, [model]
    while waiting:
        for one in relations(waiting.pop()):
            if one.related_model is Person:
                return True
            if one.related_model not in seen:
                seen.add(one.related_model)
                waiting.append(one.related_model)
    return False


def ways(model: type[Model]) -> list[str]:
    """Return the fields by which one comes from a row to a person."""
    return [
        one.name
        for one in relations(model)
        if one.related_model is Person or leads_to_person(one.related_model)
    ]


def models_to_declare() -> list[type[Model]]:
    """Return every model whose rows lead to a person."""
    everything = apps.get_models(include_auto_created=True)
    return [model for model in everything if model._meta.managed and ways(model)]


def undeclared_ways(model: type[Model]) -> set[str]:
    """Return the ways to a person of which nobody said whose the row is then."""
    table = tables().get(model._meta.label)
    declared = (*table.mine, *table.others) if table else ()
    return set(ways(model)) - {way.split("__")[0] for way in declared}


def rows_of(model: type[Model], person: Person, table: Table | None) -> Rows:
    """Return the rows that this person may know."""
    found = model._base_manager.all()
    if table is not None:
        mine = found.filter(_any(table.mine, person)) if table.mine else found.none()
        return _narrowed(mine, person) if table.is_narrowed else mine
    straight = [one.name for one in relations(model) if one.related_model is Person]
    found = found.filter(_any(straight, person)) if straight else found.none()
    return _narrowed(found, person)


def _narrowed(rows: Rows, person: Person) -> Rows:
    may_see = getattr(rows.model._default_manager, "visible_to", None)
    return rows.filter(pk__in=may_see(person).values("pk")) if may_see else rows


def _any(paths: list[str] | tuple[str, ...], person: Person) -> Q:
    condition = Q()
    for path in paths:
        condition |= Q(**{path: person.pk})
    return condition
