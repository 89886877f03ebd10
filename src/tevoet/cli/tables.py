"""Whether the tables in the database are those of this program."""

from collections.abc import Mapping

from django.apps.registry import Apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def applied() -> dict[str, list[str]]:
    """Return the migrations the database has had, by app."""
    names: dict[str, list[str]] = {}
    for app, name in sorted(MigrationExecutor(connection).loader.applied_migrations):
        names.setdefault(app, []).append(name)
    return names


def missing() -> list[str]:
    """Return the migrations that the program has and the database has not."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def unknown(names: dict[str, list[str]]) -> list[str]:
    """Return what stands in a list of migrations and this program does not have."""
    known = MigrationExecutor(connection).loader.disk_migrations or {}
    return [
        f"{app}.{name}"
        for app, listed in names.items()
        for name in listed
        if (app, name) not in known and not replaced(app, name, known)
    ]


def models_of(names: dict[str, list[str]]) -> Apps:
    """Return the models as they were after exactly these migrations."""
    loader = MigrationExecutor(connection).loader
    nodes = [(app, name) for app, listed in names.items() for name in listed]
    known = [node for node in nodes if node in loader.graph.nodes]
    return loader.project_state(known).apps


def may_become(names: dict[str, list[str]]) -> bool:
    """Say whether the tables can become those of these migrations without undoing any."""
    return all(set(had) <= set(names.get(app, ())) for app, had in applied().items())


def bring_to(names: dict[str, list[str]]) -> None:
    """Make the tables as they were after exactly these migrations; undo none."""
    executor = MigrationExecutor(connection)
    wanted = {(app, name) for app, listed in names.items() for name in listed}
    graph = executor.loader.graph
    last = [
        node
        for node in sorted(wanted & set(graph.nodes) - set(executor.loader.applied_migrations))
        if not any(child.key in wanted for child in graph.node_map[node].children)
    ]
    if last:
        executor.migrate(last)


def replaced(app: str, name: str, known: Mapping[tuple[str, str], object]) -> bool:
    """Say whether a migration lives on inside a later one."""
    return any((app, name) in getattr(one, "replaces", ()) for one in known.values())


def is_new() -> bool:
    """Say whether there is nothing in the database at all."""
    return not MigrationExecutor(connection).loader.applied_migrations


def bring_up_to_date() -> None:
    """Make or change the tables."""
    call_command("migrate", interactive=False, verbosity=0)
