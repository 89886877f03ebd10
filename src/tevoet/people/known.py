"""What Tevoet knows about one person, found from the models and put into words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import BinaryField, ForeignKey, Model, Sum
from django.db.models import Field as Column
from django.db.models.functions import Length
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from tevoet.people import reached
from tevoet.people.declared import Field, Group, Kind, Table, Words, tables
from tevoet.people.models import Connection, Person
from tevoet.people.shown import NOTHING, in_words
from tevoet.people.staying import Staying

Counts = list[tuple[str, int]]
AnyColumn = Column[Any, Any]  # of whatever kind


@dataclass(frozen=True)
class Holding:
    """One table, as far as it is about one person."""

    person: Person
    model: type[Model]
    table: Table | None

    @property
    def slug(self) -> str:
        """Return the name of this table in an address."""
        return self.model._meta.label_lower

    @property
    def name(self) -> Words:
        """Return what is in this table; what nobody declared has the name of its model."""
        return self.table.name if self.table else str(self.model._meta.verbose_name_plural)

    @property
    def group(self) -> Group:
        """Return the heading this table stands under."""
        return self.table.group if self.table else Group.SERVER

    @property
    def rows(self) -> reached.Rows:
        """Return the rows this person may know, the newest last."""
        return reached.rows_of(self.model, self.person, self.table).select_related(*self._along)

    @property
    def _along(self) -> Iterator[str]:
        for one in reached.relations(self.model):
            yield one.name
            if one.related_model is Connection:
                yield from (f"{one.name}__first", f"{one.name}__second")

    @cached_property
    def number(self) -> int:
        """Say how many there are."""
        return self.rows.order_by().count()

    def staying(self, staying: Staying) -> int:
        """Say how many of them stay with others when this person goes."""
        return self.rows.order_by().filter(pk__in=staying.keys.get(self.model, ())).count()

    @cached_property
    def size(self) -> str:
        """Say how large what is sealed is together; empty for what is not."""
        sealed = [one.name for one, field in self.columns if field.kind is Kind.SEALED]
        if not sealed or not self.number:
            return ""
        total = self.rows.order_by().aggregate(size=Sum(Length(sealed[0])))["size"]
        return str(filesizeformat(total or 0))

    @property
    def columns(self) -> list[tuple[AnyColumn, Field]]:
        """Return the fields in the order of the table, each with what was declared of it."""
        declared = self.table.fields if self.table else {}
        return [
            (one, declared.get(one.name) or of_column(one))
            for one in self.model._meta.concrete_fields
            if not one.primary_key
        ]

    def facts(self, row: Model) -> list[tuple[Words, str]]:
        """Return what one row says, field by field, in words; empty fields say nothing."""
        told = [(field.label, self.told(row, column, field)) for column, field in self.columns]
        return [(label, words) for label, words in told if words != NOTHING]

    def told(self, row: Model, column: AnyColumn, field: Field) -> str:
        """Put one value into words; what is sealed, a key or opaque is named with its size."""
        value = getattr(row, column.name)
        if not field.is_told or isinstance(value, bytes | memoryview):
            return unread(value, field)
        if isinstance(column, ForeignKey):
            return in_words(named(value, self.person))
        if field.show and value not in (None, ""):
            return in_words(field.show(value))
        display = getattr(row, f"get_{column.name}_display", None)
        return in_words(display() if display else value)


@dataclass(frozen=True)
class Leaving:
    """How many rows of each table go, and how many stay with others."""

    going: Counts
    staying: Counts


def of_column(column: AnyColumn) -> Field:
    """Return what to say of a field that nobody declared yet: its own name."""
    kind = Kind.SEALED if isinstance(column, BinaryField) else Kind.READABLE
    return Field(kind, str(column.verbose_name))


def unread(value: object, field: Field) -> str:
    """Say of something that is not shown what it is and how large."""
    if value in (None, "", b"", {}):
        return NOTHING
    size = len(value) if isinstance(value, bytes | memoryview | str) else len(str(value))
    if field.kind is Kind.READABLE:
        return str(filesizeformat(size))
    return _("%(kind)s, %(size)s") % {"kind": field.kind.label, "size": filesizeformat(size)}


def named(other: object, person: Person) -> object:
    """Return how somebody knows what a row points at: a connection by the other of the two."""
    if isinstance(other, Connection):
        return other.other(person).name
    return None if other is None else str(other)


def holdings(person: Person) -> list[Holding]:
    """Return every table that leads to a person, as far as it is about this one."""
    declared = tables()
    order = {label: number for number, label in enumerate(declared)}
    models = sorted(
        reached.models_to_declare(), key=lambda model: order.get(model._meta.label, len(order))
    )
    return [Holding(person, model, declared.get(model._meta.label)) for model in models]


def by_group(person: Person) -> Iterator[tuple[str, list[Holding]]]:
    """Yield each heading with the tables under it that hold something."""
    kept = [one for one in holdings(person) if one.number]
    place = list(Group).index
    for group, ones in groupby(sorted(kept, key=lambda one: place(one.group)), lambda o: o.group):
        yield group.label, list(ones)


def find(person: Person, slug: str) -> Holding | None:
    """Return one table by its name in an address, when it leads to a person."""
    return next((one for one in holdings(person) if one.slug == slug), None)


def leaving(staying: Staying) -> Leaving:
    """Count what goes and what stays with others when somebody removes everything."""
    kept = [(one, one.staying(staying)) for one in holdings(staying.person)]
    going = [(str(one.name), one.number - stays) for one, stays in kept if one.number > stays]
    return Leaving(going, [(str(one.name), stays) for one, stays in kept if stays])


def kept_by_others() -> list[Words]:
    """Name what others keep about somebody for themselves; how many is theirs to know."""
    return [table.theirs for table in tables().values() if table.others]


def declared_by_group() -> list[tuple[str, list[Table]]]:
    """Return every table of the program under its heading, for the page of what is readable."""
    place = list(Group).index
    found = sorted(tables().values(), key=lambda table: place(table.group))
    return [(group.label, list(ones)) for group, ones in groupby(found, lambda one: one.group)]
