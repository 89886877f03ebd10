"""`tevoet serve`: the pages, the worker and what recurs, in one command."""

import errno
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar

import typer

from tevoet.cli.children import Child, Watch, say
from tevoet.cli.heartbeat import EVERY_SECONDS, beat, stop_beating
from tevoet.cli.mine import prepare, say_where
from tevoet.cli.ready import NothingHereYet, reach_database, ready
from tevoet.refusal import Refusal

WORKERS, THREADS = 2, 4


class TablesAreOld(Refusal):
    """The program is newer than its tables."""

    slug: ClassVar[str] = "tables-are-old"
    message: ClassVar[str] = (
        "The database is from an earlier version ({count} steps behind). Type: tevoet upgrade"
    )


class PortIsTaken(Refusal):
    """Something else listens there."""

    slug: ClassVar[str] = "port-is-taken"
    message: ClassVar[str] = (
        "Something else listens on {host}:{port}. Stop it, or choose another --port."
    )


class NoSuchPlace(Refusal):
    """One cannot listen there."""

    slug: ClassVar[str] = "no-such-place"
    message: ClassVar[str] = "Cannot listen on {host}:{port} ({reason}). Check --host and --port."


Host = Annotated[str, typer.Option(help="Where to listen; leave it behind a proxy.")]
Mine = Annotated[bool, typer.Option("--mine", help="For you alone, on this machine only.")]
Home = Annotated[Path | None, typer.Option(help="With --mine: the folder to keep it in.")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")]


def serve(
    *,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    mine: Mine = False,
    home: Home = None,
) -> None:
    """Serve the pages and do what waits, until stopped."""
    if mine:
        prepare(host, port, home)
    ready()
    from django.conf import settings  # noqa: PLC0415 - after `ready`

    if mine:
        begin_tables()
    check_tables()
    check_port(host, port)
    from tevoet.cli.statics import gather  # noqa: PLC0415 - after `ready`

    gather()
    if not mine:
        say(f"Tevoet: {settings.ADDRESS} (listening on {host}:{port})")
    up = Up(host, port, say_where) if mine else None
    watch_over(Path(settings.HOME), [web(host, port), worker(), tick()], up)


def begin_tables() -> None:
    """Make the tables, or bring them up to date, for whoever types nothing else."""
    from tevoet.cli.tables import bring_up_to_date  # noqa: PLC0415 - after `ready`

    bring_up_to_date()


def check_tables() -> None:
    """Refuse when the tables are not those of this program."""
    from tevoet.cli.tables import is_new, missing  # noqa: PLC0415 - after `ready`

    reach_database()
    if is_new():
        raise NothingHereYet
    if behind := missing():
        raise TablesAreOld(count=len(behind))


def check_port(host: str, port: int) -> None:
    """Refuse when nobody could listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortIsTaken(host=host, port=port) from error
            raise NoSuchPlace(host=host, port=port, reason=error.strerror) from error


def web(host: str, port: int) -> Child:
    """Return the application server: two processes of four threads (docs/build/decisions)."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--workers", str(WORKERS), "--blocking-threads", str(THREADS)]
    command += ["--workers-kill-timeout", "10", "--respawn-failed-workers"]
    command += ["--log-level", "warning", "--host", host, "--port", str(port)]
    return Child("web", [*command, "tevoet.web.wsgi:application"])


def worker() -> Child:
    """Return what does the long things, such as reading a mailbox."""
    command = [sys.executable, "-m", "django", "db_worker", "--queue-name", "*", "--no-reload"]
    return Child("worker", [*command, "--verbosity", "0"])


def tick() -> Child:
    """Return what sweeps every hour."""
    return Child("tick", [sys.executable, "-m", "tevoet.cli.tick"])


@dataclass
class Up:
    """Says something once, as soon as the pages answer."""

    host: str
    port: int
    tell: Callable[[], None]
    is_told: bool = False

    def look(self) -> None:
        """Look whether the pages answer now."""
        if self.is_told:
            return
        with socket.socket() as probe:
            if probe.connect_ex((self.host, self.port)) == 0:
                self.is_told = True
                self.tell()


def watch_over(home: Path, children: list[Child], up: Up | None = None) -> None:
    """Keep all running, and show in the home folder that we do."""
    last = 0.0

    def on_look(alive: tuple[str, ...]) -> None:
        nonlocal last
        if up is not None:
            up.look()
        if time.monotonic() - last >= EVERY_SECONDS:
            last = time.monotonic()
            beat(home, alive)

    try:
        Watch(children, on_look).run()
    finally:
        stop_beating(home)
