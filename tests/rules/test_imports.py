"""The import contracts hold, and break when something is planted."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules.tree import ROOT

LINT = Path(sys.executable).with_name("lint-imports")
PLANTED = {
    "Imports point down": ("ui/planted.py", "import tevoet.home.apps"),
    "Engines and adapters know no Django": ("adapters/mail/planted.py", "import django"),
    "Engines touch no disk, network or process": ("engines/mirror/planted.py", "import socket"),
    "Engines stand apart": ("engines/moments/planted.py", "import tevoet.engines.mirror"),
    "Only urls know views": ("home/planted.py", "import tevoet.people.views"),
    "Adapters enter through one module per app": ("home/planted.py", "import tevoet.adapters.mail"),
    "No cycles inside a package": ("people/signin.py", "import tevoet.people.planted"),
}


def lint(folder: Path) -> str:
    """Return what the linter says of the tree in a folder."""
    ran = subprocess.run(  # noqa: S603 - our own command
        [LINT, "--no-cache", "--config", folder / ".importlinter"],
        cwd=folder / "src",
        env={"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stdout + ran.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the tree in which something may be broken."""
    ignore = shutil.ignore_patterns("__pycache__", "static", "templates", "locale")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=ignore)
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def test_all_contracts_are_kept(copy: Path) -> None:
    said = lint(copy)
    assert "0 broken" in said, said


@pytest.mark.parametrize("contract", PLANTED)
def test_a_planted_break_is_seen(copy: Path, contract: str) -> None:
    name, line = PLANTED[contract]
    place = copy / "src" / "tevoet" / name
    before = place.read_text() if place.exists() else '"""Planted."""\n'
    place.write_text(f"{before}\n{line}\n")
    if contract.startswith("No cycles"):
        (place.parent / "planted.py").write_text('"""Planted."""\nimport tevoet.people.signin\n')
    said = lint(copy)
    assert f"{contract} BROKEN" in said, said
