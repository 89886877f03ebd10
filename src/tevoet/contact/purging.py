"""Leave nothing of what stood open in the database's files: not in free pages, nor in the log."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.db import connection
from django_tasks import task

from tevoet.contact.models import Archive, Reading, Source, Summary

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

WAITS, WAIT_SECONDS = 40, 0.25
LOOKING = """SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
    AND pid <> pg_backend_pid() AND coalesce(backend_xmin, backend_xid) IS NOT NULL"""
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
            wait_for_readers(cursor)
            cursor.execute(f"VACUUM (FULL) {', '.join(quoted)}")
    empty_log()


def wait_for_readers(cursor: CursorWrapper) -> None:
    """Wait a while for whoever looks at an older state: PostgreSQL keeps old rows for them."""
    for _ in range(WAITS):
        cursor.execute(LOOKING)
        if not cursor.fetchone()[0]:
            return
        time.sleep(WAIT_SECONDS)


def empty_log() -> None:
    """Empty SQLite's write-ahead log. Of PostgreSQL's the keeper disposes: see docs/use."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
