"""A real server in processes of its own, and somebody who asks it for pages."""

import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PATIENCE_SECONDS = 60


class Took(NamedTuple):
    """What one answer took on the server, in ms: on the wall, and of the processor."""

    wall: float
    busy: float


class Asker:
    """Somebody signed in who asks over the loopback, one page after the other."""

    def __init__(self, port: int, headers: dict[str, str]) -> None:
        self._line = HTTPConnection("localhost", port, timeout=PATIENCE_SECONDS)
        self._headers = headers

    def ask(self, address: str, more: dict[str, str]) -> Took:
        """Ask for a page and return what it took."""
        self._line.request("GET", address, headers=self._headers | more)
        answer = self._line.getresponse()
        answer.read()
        assert answer.status == 200, (address, answer.status)
        took = re.findall(r"dur=([\d.e-]+)", answer.headers["Server-Timing"])
        return Took(*map(float, took))


@contextmanager
def served() -> Iterator[int]:
    """Serve as `tevoet serve` does; yield the port."""
    from tevoet.cli.serve import web  # noqa: PLC0415 - after Django started

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [*web("127.0.0.1", port).command[:-1], "bench._pages_served:application"]
    known = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=known) as server:  # noqa: S603 - our own command
        try:
            _wait_for(port)
            yield port
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError
