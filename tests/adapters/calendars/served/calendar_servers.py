"""A real Radicale and a real Xandikos on loopback, as programs of their own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.adapters.mail.imap.certificates import Certificate, certificate
from tevoet.adapters.calendars.served.account import Account, anywhere, calendar_url
from tevoet.adapters.network.addresses import Reach, places
from tevoet.adapters.network.connecting import connect
from tevoet.adapters.network.http import Answer, Line, Question

USER, PASSWORD = "anna", "geheim zonder spatie té"
PATIENCE_SECONDS = 30
CAP = 1_000_000
RADICALE = """
[server]
hosts = 127.0.0.1:{port}
ssl = True
certificate = {chain}
key = {key}
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = {folder}/events
[logging]
level = warning
"""


@dataclass(frozen=True)
class Served:
    """Where it listens, where its calendars are, and what it said."""

    url: str
    home: str
    calendar: str
    log: Path
    certificate: Certificate
    given: set[str] = field(default_factory=set)

    def account(self, **other: object) -> Account:
        """Return the way in, as far as a test does not say otherwise."""
        given = {"url": calendar_url(self.url), "user": USER, "secret": PASSWORD}
        return Account(**{**given, "may_go": anywhere, **other})  # type: ignore[arg-type]

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> Answer:
        """Change something there, as a calendar program does."""
        url = calendar_url(self.url)
        found = connect(
            places(url.host, url.port, Reach.LOOPBACK), None if url.is_plain else url.host
        )
        assert found is not None
        line = Line(found)
        coded = b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        said = {"Host": url.name, "Authorization": f"Basic {coded}", **headers}
        try:
            return line.ask(Question(method, path, said, CAP, body.encode()))
        finally:
            line.close()

    def put(self, name: str, text: str, calendar: str = "") -> None:
        """Put an event there."""
        where = f"{calendar or self.calendar}{name}.ics"
        answer = self.ask("PUT", where, text, **{"Content-Type": "text/calendar"})
        assert answer.status in {200, 201, 204}, answer
        self.given.add(where)

    def take_away(self, name: str) -> None:
        """Remove an event there."""
        where = f"{self.calendar}{name}.ics"
        assert self.ask("DELETE", where).status in {200, 204}
        self.given.discard(where)

    def make(self, path: str) -> None:
        """Make another calendar."""
        assert self.ask("MKCALENDAR", path).status == 201
        self.given.add(path)

    def empty(self) -> None:
        """Remove what a test put there."""
        for where in sorted(self.given, reverse=True):
            self.ask("DELETE", where)
        self.given.clear()


@contextmanager
def radicale() -> Iterator[Served]:
    """Begin a Radicale with one user and one calendar, over TLS."""
    with tempfile.TemporaryDirectory(prefix="rc") as name:
        folder, port = Path(name), free_port()
        vouched = certificate(folder / "tls")
        (folder / "users").write_text(f"{USER}:{PASSWORD}\n")
        words = {"port": port, "chain": vouched.chain, "key": vouched.key, "folder": folder}
        (folder / "config").write_text(RADICALE.format(**words))
        made = Served(
            f"https://localhost:{port}/", "/anna/", "/anna/werk/", folder / "log", vouched
        )
        command = [sys.executable, "-m", "radicale", "--config", str(folder / "config")]
        with _running(command, port, made, folder):
            made.make(made.calendar)
            made.given.clear()
            yield made


@contextmanager
def xandikos() -> Iterator[Served]:
    """Begin a Xandikos with its usual calendar; it knows no users and no certificates."""
    with tempfile.TemporaryDirectory(prefix="xa") as name:
        folder, port = Path(name), free_port()
        vouched = certificate(folder / "tls")
        made = Served(
            f"http://localhost:{port}/",
            "/user/calendars/",
            "/user/calendars/calendar/",
            folder / "log",
            vouched,
        )
        command = [
            sys.executable,
            "-m",
            "xandikos",
            "serve",
            "--defaults",
            "-d",
            f"{folder}/events",
        ]
        where = ["-l", "127.0.0.1", "-p", str(port), "--current-user-principal", "/user/"]
        with _running([*command, *where, "--state-dir", f"{folder}/state"], port, made, folder):
            yield made


SERVERS: dict[str, Callable[[], AbstractContextManager[Served]]] = {
    "radicale": radicale,
    "xandikos": xandikos,
}


@contextmanager
def _running(command: list[str], port: int, made: Served, folder: Path) -> Iterator[None]:
    before = os.environ.get("SSL_CERT_FILE")
    os.environ["SSL_CERT_FILE"] = str(made.certificate.authority)
    with (
        made.log.open("wb") as log,
        subprocess.Popen(  # noqa: S603 - our own command
            command, stdout=log, stderr=log, cwd=folder, env={**os.environ, "HOME": str(folder)}
        ) as running,
    ):
        try:
            _wait(port, running, made.log)
            yield
        finally:
            running.terminate()
            running.wait(PATIENCE_SECONDS)
            if before is None:
                del os.environ["SSL_CERT_FILE"]
            else:
                os.environ["SSL_CERT_FILE"] = before


def _wait(port: int, running: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and running.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(log.read_text())


def free_port() -> int:
    """Return a port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
