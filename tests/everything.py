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
AT_MOST_AGAIN = 3
WALKS = (  # with a browser or a mail server at the other end
    "tests/journeys/", "tests/canary/", "tests/adapters/mail/imap/", "tests/cli/test_mailboxes.py",
)  # fmt: skip
WITHOUT_DATABASE = ("tests/engines", "tests/adapters")  # held to by tests/rules/test_once.py
AT_ONCE = str(min(os.cpu_count() or 1, 4))


@dataclass(frozen=True)
class Ran:
    """How one run of the suite ended."""

    name: str
    code: int
    closing_line: str
    failed: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Say whether nothing failed."""
        return self.code in {0, NOTHING_CHOSEN}

    @property
    def worth_again(self) -> bool:
        """Say whether all that failed is a walk or two, on a busy machine."""
        walks = all(one.startswith(WALKS) for one in self.failed)
        return self.code == 1 and walks and 0 < len(self.failed) <= AT_MOST_AGAIN


def databases(stack: ExitStack) -> Iterator[tuple[str, str]]:
    """Return name and address of each database, started when its turn comes."""
    yield "SQLite", ""
    yield "PostgreSQL", stack.enter_context(postgres())


def run_suite(name: str, environment: Mapping[str, str], arguments: list[str]) -> Ran:
    """Run pytest once, show what it says, and keep its closing line and what failed."""
    alone = any(one.startswith(("-n", "--pdb", "-s")) for one in arguments)
    together = [] if alone else ["-n", AT_ONCE, "--dist", "worksteal"]
    command = [sys.executable, "-m", "pytest", "-q", "-rfEs", *together, *arguments]
    print(f"\n== {name} ==", flush=True)  # noqa: T201 - this is a command
    closing, failed = "", []
    with subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=ROOT, env=dict(environment), stdout=subprocess.PIPE, text=True
    ) as ran:
        for line in ran.stdout or ():
            print(line, end="", flush=True)  # noqa: T201 - as pytest says it
            closing = line.strip() or closing
            if line.startswith(("FAILED ", "ERROR ")):
                failed.append(line.split(" ", 1)[1].split(" - ")[0].strip())
    return Ran(name, ran.returncode, closing, tuple(failed))


def left_out(name: str, arguments: list[str]) -> list[str]:
    """Return what was asked, without what knows no database once that ran beside SQLite."""
    if name == "SQLite" or arguments:
        return arguments
    return [f"--ignore={folder}" for folder in WITHOUT_DATABASE]


def run_with_care(name: str, environment: Mapping[str, str], arguments: list[str]) -> Ran:
    """Run the suite; walk again, alone and in the open, where a walk failed.

    Only walks, at most three, and their names are printed either way: a walk that needs two tries
    has found a button that works too early, and is to be mended.
    """
    first = run_suite(name, environment, arguments)
    if not first.worth_again:
        return first
    again = run_suite(f"{name}, again", environment, ["-n", "0", *first.failed])
    said = f"{first.closing_line}; tried again: {again.closing_line}: {', '.join(first.failed)}"
    return Ran(name, again.code, said, again.failed)


def main(arguments: list[str]) -> int:
    """Run everything on both databases and say how it went."""
    started = time.monotonic()
    environment = {**os.environ, "TEVOET_BROWSER": find(), "COLUMNS": "110"}
    with ExitStack() as stack:
        ran = [
            run_with_care(
                name, {**environment, "TEVOET_DATABASE_URL": url}, left_out(name, arguments)
            )
            for name, url in databases(stack)
        ]
    print(f"\nThe whole suite took {time.monotonic() - started:.0f} seconds.")  # noqa: T201
    for one in ran:
        print(f"{one.name}: {one.closing_line}")  # noqa: T201
    if not arguments:
        print(f"Without a database, so once: {', '.join(WITHOUT_DATABASE)}.")  # noqa: T201
    nothing_ran = all(one.code == NOTHING_CHOSEN for one in ran)
    return int(nothing_ran or not all(one.is_good for one in ran))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
