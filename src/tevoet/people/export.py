"""Everything that is kept about a person, as files to take along.

The rows come from the models themselves, as JSON per app and as CSV per table. What rows cannot
hold (sealed words, moments, a calendar) every app adds: `settings.EXPORTS` names functions that
take a person and yield files. `settings.REMOVALS` names functions that take a person and delete
what does not hang on the person's own row; they return how many of what went, by the name of the
model.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from itertools import groupby

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.utils.module_loading import import_string

from tevoet.engines.along import marks
from tevoet.people import along
from tevoet.people.known import Holding, holdings
from tevoet.people.models import Person

Files = Iterable[tuple[str, bytes]]
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def zipped(person: Person) -> bytes:
    """Return everything of a person as one zip file, which another Tevoet knows by its first."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(marks.NAME, marks.mark_of(person.pk), zipfile.ZIP_STORED)
        for name, content in files_of(person):
            archive.writestr(name, content)
        archive.writestr(along.PAGE, along.page(person, archive.namelist()))
    return kept.getvalue()


def files_of(person: Person) -> Iterator[tuple[str, bytes]]:
    """Yield each file of the archive by its name."""
    kept = [one for one in holdings(person) if one.number]
    apps = sorted(kept, key=lambda one: one.model._meta.app_label)
    for app, ones in groupby(apps, lambda one: one.model._meta.app_label):
        yield f"{app}.json", as_json({one.model._meta.model_name: plain(one) for one in ones})
    for one in kept:
        yield along.file_of(one), as_csv(one)
    for dotted in settings.EXPORTS:
        yield from import_string(dotted)(person)


def plain(holding: Holding) -> list[dict[str, object]]:
    """Return the rows of a table as plain values."""
    return [values(holding, row) for row in holding.rows.order_by("pk")]


def values(holding: Holding, row: Model) -> dict[str, object]:
    """Return one row: its number, what is readable, and in words what it points at."""
    found: dict[str, object] = {"number": row.pk}
    for column, field in holding.columns:
        value = getattr(row, column.attname)
        if not field.is_told or isinstance(value, bytes | memoryview):
            continue
        if column.is_relation:
            found[f"{column.name}_number"] = value
            found[column.name] = holding.told(row, column, field) if value else None
        else:
            found[column.name] = value
    return found


def as_csv(holding: Holding) -> bytes:
    """Write a table with a line per row, in words."""
    into = io.StringIO()
    lines = csv.writer(into)
    lines.writerow([field.label for _, field in holding.columns])
    for row in holding.rows.order_by("pk"):
        lines.writerow([harmless(holding.told(row, *two)) for two in holding.columns])
    return into.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """Keep a spreadsheet from taking somebody's text for a formula."""
    is_number = cell.lstrip("+-").replace(" ", "").replace(".", "").isdigit()
    return f"'{cell}" if cell.startswith(FORMULA) and not is_number else cell


def as_json(kept: object) -> bytes:
    """Write plain values as JSON."""
    return json.dumps(kept, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2).encode()
