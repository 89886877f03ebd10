"""Every field of every table is declared: readable with a reason, or sealed, a key, or opaque."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection, models

from tevoet.people import reached
from tevoet.people.declared import Kind, Table, readable, tables

BESIDE_MODELS = {"tries", "django_migrations"}
OF_THE_DATABASE = ("sqlite_",)


def kept() -> Iterator[tuple[str, set[str]]]:
    """Yield each table of the models with the names of its columns."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield model._meta.label, {field.name for field in model._meta.concrete_fields}


KEPT = dict(kept())


def undeclared(label: str, names: set[str], declared: dict[str, Table]) -> set[str]:
    """Return the fields of a table that nobody declared."""
    return names - set(declared[label].fields) if label in declared else names


@pytest.mark.parametrize("label", sorted(KEPT))
def test_every_field_of_a_model_is_declared(label: str) -> None:
    assert undeclared(label, KEPT[label], tables()) == set(), "declare it in <app>/kept.py"


@pytest.mark.django_db
def test_every_table_of_the_database_is_declared() -> None:
    with connection.cursor() as cursor:
        names = set(connection.introspection.table_names(cursor))
        ours = {m._meta.db_table for m in apps.get_models(include_auto_created=True)}
        others = {name for name in names - ours if not name.startswith(OF_THE_DATABASE)}
        assert others == BESIDE_MODELS
        for name in others:
            described = connection.introspection.get_table_description(cursor, name)
            assert {column.name for column in described} == set(tables()[name].fields)


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.label)
def test_what_is_declared_exists(table: Table) -> None:
    app = table.label.partition(".")[0]
    if table.label in BESIDE_MODELS or app not in {one.label for one in apps.get_app_configs()}:
        return  # a table of the database alone, or of a library that is not in use yet
    assert set(table.fields) - KEPT[table.label] == set()


def test_what_is_readable_has_a_reason() -> None:
    without = [
        f"{table.label}.{name}"
        for table in tables().values()
        for name, field in table.fields.items()
        if not str(field.why).strip() or not str(field.label).strip()
    ]
    assert without == []
    assert [one.label for one in tables().values() if bool(one.others) != bool(one.theirs)] == []


def test_what_is_sealed_is_no_plain_text() -> None:
    for table in tables().values():
        for name, field in table.fields.items():
            if field.kind is Kind.SEALED:
                column = apps.get_model(table.label)._meta.get_field(name)
                assert isinstance(column, models.BinaryField), f"{table.label}.{name}"


@pytest.mark.parametrize("model", reached.models_to_declare(), ids=lambda m: m._meta.label)
def test_every_way_to_a_person_is_declared(model: type[models.Model]) -> None:
    assert reached.undeclared_ways(model) == set(), "declare it as mine or as others'"


def test_a_planted_field_and_a_planted_table_are_seen() -> None:
    declared = tables()
    assert undeclared("people.Away", {"id", "reason"}, declared) == {"reason"}
    assert undeclared("people.Diagnosis", {"id", "text"}, declared) == {"id", "text"}
    assert readable("reason", "").why == ""
