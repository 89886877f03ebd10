"""Is somebody really gone? Look for name, addresses and numbers in every table and in the file."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import CharField, JSONField, Model, Q, TextField
from django.db.models.functions import Cast

from tevoet.people.declared import Words, tables
from tevoet.people.models import Person

TEXT = (CharField, TextField, JSONField)


@dataclass(frozen=True)
class Marks:
    """By what somebody is recognised: words that stand for this person and for nobody else."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, person: Person) -> Marks:
        """Gather the addresses and numbers of a person; a name only when nobody else has it."""
        found = set(person.addresses.values_list("address", flat=True))
        found |= set(person.phone_numbers.values_list("number", flat=True))
        found.add(person.email or "")
        others = Person.objects.exclude(pk=person.pk)
        if not others.filter(name__icontains=person.name).exists():
            found.add(person.name)
        return cls(tuple(sorted(found - {""})))


def in_tables(marks: Marks) -> list[tuple[Words, int]]:
    """Return in which tables somebody is still named, and how often."""
    declared = tables()
    return [
        (declared[model._meta.label].name, number)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label in declared and (number := rows_with(model, marks))
    ]


def rows_with(model: type[Model], marks: Marks) -> int:
    """Count the rows of a table in which one of the words stands."""
    columns = {
        f"as_text_{one.name}": Cast(one.name, TextField())
        for one in model._meta.concrete_fields
        if isinstance(one, TEXT)
    }
    condition = Q()
    for name in columns:
        for word in marks.words:
            condition |= Q(**{f"{name}__icontains": word})
    if not condition:
        return 0
    found: int = model._base_manager.alias(**columns).filter(condition).count()
    return found


def in_file(marks: Marks) -> bool | None:
    """Say whether the file of the database still holds one of the words.

    None when there is no such file, or while nothing was written to it yet.
    What SQLite wrote beside the database is put into it first, and that file emptied.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return None
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return any(holds(path, marks) for path in files())


def files() -> Iterator[Path]:
    """Yield the files that SQLite keeps the database in."""
    path = Path(str(settings.DATABASES["default"]["NAME"]))
    yield from (one for one in (path, path.with_name(f"{path.name}-wal")) if one.exists())


def holds(path: Path, marks: Marks) -> bool:
    """Say whether a file holds one of the words, as SQLite writes text."""
    if not path.stat().st_size:
        return False
    with path.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as seen:
        return any(seen.find(word.encode()) >= 0 for word in marks.words)
