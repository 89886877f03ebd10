"""Bring in the engine, and ask it what it thinks of one page."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.find_browser import ROOT

PACKAGE = "@mdn/mdn-http-observatory"
VERSION = "1.4.8"
FOLDER = ROOT / ".venv" / "observatory"
ENGINE = FOLDER / "node_modules" / PACKAGE
SCAN = Path(__file__).with_name("scan.mjs")
NO_NPM = "The header check needs Node 20 and npm. On Debian type: sudo apt-get install nodejs npm"


@dataclass(frozen=True)
class Score:
    """What the engine says of the page it came to; `tests` holds result and points by name."""

    path: str
    status: int
    score: int
    grade: str
    tests: dict[str, tuple[str, int]]


def bring_in() -> None:
    """Install the engine; its lists from the open internet are left empty: we are on no list."""
    if not shutil.which("npm"):
        raise SystemExit(NO_NPM)
    if not ENGINE.is_dir():
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / "package.json").write_text('{"private": true}')
        quiet = ["--no-audit", "--no-fund", "--no-save", "--ignore-scripts", "--loglevel=error"]
        subprocess.run(["npm", "install", *quiet, f"{PACKAGE}@{VERSION}"], cwd=FOLDER, check=True)  # noqa: S603, S607 - a pinned package
    for name, empty in (("hsts-preload.json", {}), ("tld-list.json", [])):
        (ENGINE / "conf" / name).write_text(json.dumps(empty))


def score(path: str, *, ports: tuple[int, int], authority: Path, cookie: str = "") -> Score:
    """Score one page; `ports` are that of https, and one on which nobody listens."""
    command = ["node", str(SCAN), str(ENGINE), str(ports[0]), str(ports[1]), path, cookie]
    ran = subprocess.run(  # noqa: S603 - our own script
        command,
        env={**os.environ, "NODE_EXTRA_CA_CERTS": str(authority)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if ran.returncode:
        raise SystemExit(f"{path} could not be scored:\n{ran.stderr}")
    read = json.loads(ran.stdout)
    return Score(**{**read, "tests": {name: tuple(one) for name, one in read["tests"].items()}})
