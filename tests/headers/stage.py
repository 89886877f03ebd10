"""An installation of one afternoon: https on loopback, one organisation, one person signed in."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LEAF = "subjectAltName=DNS:localhost\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n"


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def openssl(*arguments: str | Path) -> None:
    """Run openssl quietly."""
    command = ["openssl", *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own arguments


def certificate(folder: Path) -> tuple[Path, Path, Path]:
    """Make an authority for today, and a key and certificate of localhost signed by it."""
    authority, own_key = folder / "authority.pem", folder / "authority.key"
    key, asked, signed = (
        folder / "localhost.key",
        folder / "localhost.csr",
        folder / "localhost.pem",
    )
    new = ("req", "-newkey", "rsa:2048", "-nodes")
    openssl(*new, "-x509", "-days", "2", "-subj", "/CN=Example authority", "-keyout", own_key,
            "-out", authority)  # fmt: skip
    openssl(*new, "-subj", "/CN=localhost", "-keyout", key, "-out", asked)
    (folder / "leaf").write_text(LEAF)
    openssl("x509", "-req", "-days", "2", "-in", asked, "-CA", authority, "-CAkey", own_key,
            "-CAcreateserial", "-extfile", folder / "leaf", "-out", signed)  # fmt: skip
    return authority, key, signed


def prepare(home: Path, port: int) -> str:
    """Make the tables, one person and the files of the pages; return the cookie of the session."""
    os.environ |= {
        "TEVOET_HOME": str(home),
        "TEVOET_ADDRESS": f"https://localhost:{port}",
        "TEVOET_HOSTS": "localhost",
        "DJANGO_SETTINGS_MODULE": "tevoet.web.settings",
    }
    os.environ.pop("TEVOET_DATABASE_URL", None)
    from tevoet.cli.ready import ready  # noqa: PLC0415 - after the settings were named

    ready()
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from tevoet.cli.statics import gather  # noqa: PLC0415
    from tevoet.cli.tables import bring_up_to_date  # noqa: PLC0415
    from tevoet.people.models import Organisation, Person  # noqa: PLC0415

    bring_up_to_date()
    gather()
    organisation = Organisation.objects.create(name="Voorbeeld")
    anna = Person.objects.create(organisation=organisation, name="Anna", email="anna@a.example")
    client = Client()
    client.force_login(anna)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


@contextmanager
def serving(port: int, key: Path, signed: Path) -> Iterator[None]:
    """Serve over https until we are done."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--workers", "1"]
    command += ["--port", str(port), "--log-level", "error", "--ssl-protocol-min", "tls1.2"]
    command += ["--ssl-keyfile", str(key), "--ssl-certificate", str(signed)]
    with subprocess.Popen([*command, "tevoet.web.wsgi:application"]) as server:  # noqa: S603 - our own command
        try:
            wait_for(port)
            yield
        finally:
            server.terminate()


def wait_for(port: int, seconds: int = 60) -> None:
    """Wait until somebody listens."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise SystemExit("The server did not start.")
