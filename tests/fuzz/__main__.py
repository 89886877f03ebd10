"""Try every parser, one after the other: `make fuzz`. Goes on where an earlier run ended.

Needs atheris (requirements/fuzz.txt). Each round gives each parser the same processor time, so that
a run that is stopped early has looked at all of them. docs/build/fuzz.md says how to read it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
NICE: Final = 19
State = dict[str, Any]  # JSON: executions, seconds, ends


def main() -> int:
    """Run the rounds and print a table; 1 when something was found."""
    given = _arguments()
    os.nice(NICE)
    names = given.only or _names()
    for name in names:
        _begin(given.folder / name, name)
    per_round, most = min(given.round, given.minutes) * 60, given.minutes * 60 - 1

    def used(name: str) -> float:
        return float(_state(given.folder / name)["seconds"])

    while left := [name for name in names if used(name) < most]:
        name = min(left, key=used)
        _run(given.folder / name, name, per_round)
        _print(given.folder / name, name)
    return int(any(list((given.folder / name / "found").iterdir()) for name in names))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10, help="processor time for each parser")
    parser.add_argument("--round", type=float, default=1, help="minutes of it at a time")
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "fuzz")
    parser.add_argument("only", nargs="*", help="parsers; all when none is named")
    return parser.parse_args()


def _names() -> list[str]:
    _set_up()
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - after Django

    return list(TARGETS)


def _set_up() -> None:
    import tests.environment  # noqa: F401, PLC0415 - a home of its own, before Django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tevoet.web.settings"
    import django  # noqa: PLC0415 - as above

    django.setup()


def _begin(folder: Path, name: str) -> None:
    """Lay the first items ready."""
    (folder / "found").mkdir(parents=True, exist_ok=True)
    tried = folder / "tried"
    if tried.is_dir():
        return
    tried.mkdir()
    _set_up()
    from tests.fuzz.seeds import seeds  # noqa: PLC0415 - after Django

    for content in seeds(name):
        (tried / hashlib.sha1(content, usedforsecurity=False).hexdigest()).write_bytes(content)


def _run(folder: Path, name: str, seconds: float) -> None:
    """Try one parser for some time; a process that breaks down is counted and kept."""
    last = folder / "last.json"
    last.unlink(missing_ok=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with (folder / "log").open("ab") as log:
        command = [sys.executable, "-m", "tests.fuzz.one", name, str(folder), str(seconds)]
        subprocess.run(command, cwd=ROOT, stdout=log, stderr=log, check=False)  # noqa: S603 - our own program
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    state = _state(folder)
    told = json.loads(last.read_text()) if last.exists() else {}
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    state["seconds"] += told.get("seconds", max(used, 1.0))
    state["executions"] += told.get("executions", 0)
    state["broke_down"] += not told
    (folder / "state.json").write_text(json.dumps(state))


def _state(folder: Path) -> State:
    path = folder / "state.json"
    nothing: State = {"executions": 0, "seconds": 0.0, "broke_down": 0}
    return json.loads(path.read_text()) if path.exists() else nothing


def _print(folder: Path, name: str) -> None:
    state = _state(folder)
    found = sorted(path.read_text() for path in (folder / "found").glob("*.why"))
    told = f"{state['executions']:>10,} in {state['seconds']:>5.0f} s"
    broke = f", broke down {state['broke_down']} times" if state["broke_down"] else ""
    print(f"{time.strftime('%H:%M')} {name:<16}{told}{broke}", *found, sep="\n    ", flush=True)  # noqa: T201 - its output


if __name__ == "__main__":
    sys.exit(main())
