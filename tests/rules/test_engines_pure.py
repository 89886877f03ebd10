"""Engines and adapters stand without Django; engines know no clock and no chance."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules.tree import SOURCE, calls, files, short

LOAD_ALL = """
import importlib, pkgutil, sys
import tevoet.adapters, tevoet.engines
for parent in (tevoet.engines, tevoet.adapters):
    for module in pkgutil.walk_packages(parent.__path__, parent.__name__ + "."):
        importlib.import_module(module.name)
sys.exit("django" in sys.modules)
"""
CLOCKS = {"now", "utcnow", "today", "time", "monotonic", "perf_counter"}
RANDOM = {"default_rng", "Random", "SystemRandom", "urandom", "uuid4", "uuid1", "token_bytes"}


def impure(text: str) -> list[str]:
    """Return the calls of a clock, or of a source of chance without a seed."""
    found = []
    for call in calls(text):
        name = getattr(call.func, "attr", "") or getattr(call.func, "id", "")
        asks_clock = name in CLOCKS and isinstance(call.func, ast.Attribute) and not call.args
        if asks_clock or (name in RANDOM and not call.args and not call.keywords):
            found.append(f"{name} in line {call.lineno}")
    return found


def test_engines_and_adapters_load_without_django() -> None:
    assert subprocess.run([sys.executable, "-c", LOAD_ALL], check=False).returncode == 0  # noqa: S603 - our own text


@pytest.mark.parametrize("path", files(".py", SOURCE / "engines"), ids=short)
def test_an_engine_knows_no_clock_and_no_chance(path: Path) -> None:
    assert impure(path.read_text()) == []


def test_a_hidden_clock_is_seen() -> None:
    assert impure("from datetime import datetime\nx = datetime.now()") == ["now in line 2"]
    assert impure("import numpy as np\nrng = np.random.default_rng()") == ["default_rng in line 2"]
    assert impure("rng = default_rng(7)\nlocal = at.time") == []
