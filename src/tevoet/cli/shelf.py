"""Which tables a backup carries, and how a row is written and read again, on both databases."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection, models
from django.utils.encoding import is_protected_type

# Made anew by the program, or of no use on another day: who is signed in, what waits to be done.
ENDED = {"sessions", "usersessions", "django_tasks_database"}
LEFT_OUT = {"contenttypes", "auth", *ENDED}
LENT = "vault.Loan"  # hangs on a session, and ends with it
AT_ONCE = 500
Row = dict[str, Any]  # whatever the columns hold


def carried(apps: Apps) -> list[type[models.Model]]:
    """Return the models whose rows are in a backup, always in the same order.

    The models are those of one state of the tables, which need not be the newest.
    """
    ours = (
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in LEFT_OUT and model._meta.managed and not model._meta.proxy
        if model._meta.label != LENT
    )
    return sorted(ours, key=lambda model: model._meta.label)


def rows(model: type[models.Model]) -> Iterator[bytes]:
    """Yield the rows of a model, one line of JSON each, in the order of their keys."""
    fields = model._meta.concrete_fields
    for one in model._base_manager.order_by("pk").iterator(chunk_size=AT_ONCE):
        row = {field.attname: written(field, one) for field in fields}
        text = json.dumps(row, default=exactly, ensure_ascii=False, separators=(",", ":"))
        yield text.encode() + b"\n"


def written(field: models.Field[Any, Any], one: models.Model) -> object:
    """Return the value of a field in a form that JSON knows."""
    value: object = field.value_from_object(one)
    is_plain: bool = is_protected_type(value)
    return value if is_plain else field.value_to_string(one)


def exactly(value: object) -> str:
    """Write a moment to the microsecond, and a decimal number as it stands."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)


def put_back(model: type[models.Model], line: bytes) -> None:
    """Write one row, exactly as it was: no clock, no defaults, no signals of saving."""
    row: Row = json.loads(line)
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    values = {name: by_name[name].to_python(value) for name, value in row.items()}
    model(**values).save_base(raw=True, force_insert=True)


def empty_all(apps: Apps) -> None:
    """Empty every table a backup carries, and whatever belongs to what was there before."""
    others = [
        model
        for model in apps.get_models()
        if model._meta.app_label in ENDED or model._meta.label == LENT
    ]
    with connection.cursor() as cursor:
        for model in (*carried(apps), *others):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 - our own table


def count_on(apps: Apps) -> None:
    """Let new rows get numbers after those that were put back."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), carried(apps)):
            cursor.execute(statement)


def holds_people(apps: Apps) -> bool:
    """Say whether the database holds an organisation or a person."""
    people = (apps.get_model("people", name) for name in ("Organisation", "Person"))
    return any(model._base_manager.exists() for model in people)
