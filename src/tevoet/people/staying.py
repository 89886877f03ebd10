"""What stays with others when somebody removes everything, and how that is found.

A connection and what is between its two belong to both. What may stay each app says itself:
`settings.STAYS` names functions that take a person and yield querysets of rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils.module_loading import import_string

from tevoet.people.models import Connection, Person

Keys = dict[type[Model], set[Any]]  # the primary key of whatever model


@dataclass(frozen=True)
class Staying:
    """What stays with others, by the number of each row."""

    person: Person

    @cached_property
    def keys(self) -> Keys:
        """Return which rows stay."""
        found: Keys = defaultdict(set)
        for dotted in settings.STAYS:
            for rows in import_string(dotted)(self.person):
                found[rows.model] |= set(rows.values_list("pk", flat=True))
        return found

    @property
    def is_any(self) -> bool:
        """Say whether anything stays."""
        return any(self.keys.values())

    def with_whom(self) -> list[str]:
        """Name those with whom something stays."""
        kept = Connection.objects.filter(pk__in=self.keys.get(Connection, ()))
        return [one.other(self.person).name for one in kept.select_related("first", "second")]


def stayed(person: Person) -> Iterator[Connection]:
    """Yield what stayed with this person of who removed everything."""
    mine = Connection.objects.visible_to(person).select_related("first", "second")
    yield from (one for one in mine if one.other(person).removed_on is not None)
