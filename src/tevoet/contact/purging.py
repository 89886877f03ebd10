"""Leave nothing of what stood open in the database's files: not in free pages, nor in the log."""

from __future__ import annotations

from django.db import connection
from django_tasks import task

from tevoet.contact.models import Archive, Reading, Source, Summary

TABLES = (Archive, Summary, Source, Reading)


@task()
def purge_in_background() -> None:
    """Write the tables of the mirror anew."""
    purge()


def purge() -> None:
    """Write the tables of the mirror anew, and empty the log that stood before them."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
        else:
            quoted = (connection.ops.quote_name(model._meta.db_table) for model in TABLES)
            cursor.execute(f"VACUUM (FULL) {', '.join(quoted)}")
    empty_log()


def empty_log() -> None:
    """Empty SQLite's write-ahead log. Of PostgreSQL's the keeper disposes: see docs/use."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
