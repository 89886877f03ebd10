"""A real installation, as a keeper runs it, with all it could leave somewhere in one folder."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.canary.search import Found, in_folder, in_memory
from tests.cli.test_serve import TEVOET, answers, environment, free_port, wait_until
from tests.conftest import PASSWORD
from tests.rules.tree import ROOT

PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Installation:
    """Where it runs, what it keeps, and with which programs."""

    folder: Path
    port: int
    pid: int

    @property
    def address(self) -> str:
        """Return the address people type."""
        return f"http://localhost:{self.port}"

    def traces(self, word: str) -> list[Found]:
        """Return every place where a word stands: files, and the memory of every program."""
        found = list(in_folder(self.folder, word))
        for pid in everybody(self.pid):
            found += in_memory(pid, word)
        return found

    def ask(self, statement: str) -> list[tuple[object, ...]]:
        """Ask the database something, or change it, from outside."""
        path = self.folder / "home" / "tevoet.sqlite3"
        with closing(sqlite3.connect(path, timeout=20)) as opened, opened:
            return opened.execute(statement).fetchall()

    def type(self, *words: str) -> str:
        """Type a command of the keeper."""
        ran = subprocess.run(  # noqa: S603 - our own command
            [TEVOET, *words],
            env=surroundings(self.folder),
            capture_output=True,
            text=True,
            check=True,
        )
        return ran.stdout


def everybody(pid: int) -> list[int]:
    """Return a program and all it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in everybody(int(child)))]


def surroundings(folder: Path) -> dict[str, str]:
    """Let everything land in one folder, and let the log say as much as it can."""
    more = {
        "TMPDIR": str(folder / "tmp"),
        "TEVOET_LOG_LEVEL": "DEBUG",
        "DJANGO_SETTINGS_MODULE": "tests.canary.settings",
        "PYTHONPATH": str(ROOT),
    }
    return {**environment(folder / "home"), **more}


@contextmanager
def installation(folder: Path) -> Iterator[Installation]:
    """Begin an installation, fill it and serve it; mail is printed in its log."""
    (folder / "tmp").mkdir()
    known = surroundings(folder)
    subprocess.run([TEVOET, "init"], env=known, check=True, capture_output=True)  # noqa: S603
    fill = [sys.executable, "-m", "tests.canary.people", PASSWORD]
    subprocess.run(fill, env=known, check=True, capture_output=True)  # noqa: S603
    port = free_port()
    with (
        (folder / "server.log").open("wb") as log,
        subprocess.Popen(  # noqa: S603 - our own command
            [TEVOET, "serve", "--port", str(port)], env=known, stdout=log, stderr=log
        ) as running,
    ):
        try:
            wait_until(lambda: answers(port))
            yield Installation(folder, port, running.pid)
        finally:
            running.terminate()
            running.wait(PATIENCE_SECONDS)


def is_readable(pid: int) -> bool:
    """Say whether this machine lets us look into the memory of a program we started."""
    return os.access(f"/proc/{pid}/mem", os.R_OK)
