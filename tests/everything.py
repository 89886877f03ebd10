"""`make test`: the whole suite, on SQLite and on PostgreSQL, with a real browser.

Whatever follows the name is handed to pytest: `make test ARGS="-k door"`.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass

from tests.find_browser import ROOT, find
from tests.postgres import postgres

NOTHING_CHOSEN = 5  # pytest's own exit code
AT_ONCE = str(min(os.cpu_count() or 1, 4))


@dataclass(frozen=True)
class Ran:
    """How one run of the suite ended."""

    name: str
    code: int
    closing_line: str
    seconds: float

    @property
    def is_good(self) -> bool:
        """Say whether nothing failed."""
        return self.code in {0, NOTHING_CHOSEN}


def databases(stack: ExitStack) -> Iterator[tuple[str, str]]:
    """Return name and address of each database, started when its turn comes."""
    yield "SQLite", ""
    yield "PostgreSQL", stack.enter_context(postgres())


def run_suite(name: str, environment: Mapping[str, str], arguments: list[str]) -> Ran:
    """Run pytest once, show what it says, and keep its closing line."""
    alone = any(one.startswith(("-n", "--pdb", "-s")) for one in arguments)
    together = [] if alone else ["-n", AT_ONCE, "--dist", "worksteal"]
    command = [sys.executable, "-m", "pytest", "-q", "-rfEs", *together, *arguments]
    print(f"\n== {name} ==", flush=True)  # noqa: T201 - this is a command
    started, closing = time.monotonic(), ""
    with subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=ROOT, env=dict(environment), stdout=subprocess.PIPE, text=True
    ) as ran:
        for line in ran.stdout or ():
            print(line, end="", flush=True)  # noqa: T201 - as pytest says it
            closing = line.strip() or closing
    return Ran(name, ran.returncode, closing, time.monotonic() - started)


def main(arguments: list[str]) -> int:
    """Run everything on both databases and say how it went."""
    started = time.monotonic()
    environment = {**os.environ, "TEVOET_BROWSER": find(), "COLUMNS": "110"}
    with ExitStack() as stack:
        ran = [
            run_suite(name, {**environment, "TEVOET_DATABASE_URL": url}, arguments)
            for name, url in databases(stack)
        ]
    print(f"\nThe whole suite took {time.monotonic() - started:.0f} seconds.")  # noqa: T201
    for one in ran:
        print(f"{one.name}: {one.closing_line}")  # noqa: T201
    nothing_ran = all(one.code == NOTHING_CHOSEN for one in ran)
    return int(nothing_ran or not all(one.is_good for one in ran))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
