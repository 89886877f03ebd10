"""Small things: files, functions, templates and scripts that fit on a screen or two."""

import ast
from pathlib import Path

import pytest

from tests.rules.tree import ROOT, SOURCE, files, short

FILE, TEST_FILE, TEMPLATE, SCRIPT, FUNCTION, VIEW = 300, 400, 120, 150, 30, 20
LINES = [
    *((path, FILE) for path in files(".py")),
    *((path, TEST_FILE) for path in files(".py", ROOT / "tests")),
    *((path, FILE) for path in files(".py", ROOT / "bench")),
    *((path, TEMPLATE) for path in files(".html")),
    *((path, SCRIPT) for path in files(".js")),
    *((path, FILE) for path in files(".css")),
]


def too_long(text: str, limit: int) -> list[str]:
    """Return the functions of a Python text that are longer than the limit."""
    return [
        f"{node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > limit
    ]


@pytest.mark.parametrize(("path", "limit"), LINES, ids=lambda value: str(value)[-60:])
def test_a_file_fits_on_a_few_screens(path: Path, limit: int) -> None:
    assert len(path.read_text().splitlines()) <= limit, short(path)


@pytest.mark.parametrize("path", files(".py"), ids=short)
def test_a_function_fits_on_one_screen(path: Path) -> None:
    is_view = path.name == "views.py" or path.parent.name == "views"
    assert too_long(path.read_text(), VIEW if is_view else FUNCTION) == []


@pytest.mark.parametrize("path", files(".py", ROOT / "tests"), ids=short)
def test_a_test_fits_on_one_screen(path: Path) -> None:
    assert too_long(path.read_text(), FUNCTION) == []


def test_a_long_function_is_seen() -> None:
    planted = "def long():\n" + "    a = 1\n" * FUNCTION
    assert too_long(planted, FUNCTION) == [f"long has {FUNCTION + 1} lines"]
    assert files(".py"), f"nothing to look at under {SOURCE}"
