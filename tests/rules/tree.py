"""The files the rules look at, and how a rule reads them."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "tevoet"
EXEMPT = {"migrations", "vendor", "locale"}


def files(suffix: str, under: Path = SOURCE) -> list[Path]:
    """Return our own files with this suffix, without what was generated or made by others."""
    return [p for p in sorted(under.rglob(f"*{suffix}")) if not EXEMPT & set(p.parts)]


def short(path: Path) -> str:
    """Return the name of a file as one reads it in the repository."""
    return str(path.relative_to(ROOT))


def attributes(text: str) -> list[ast.Attribute]:
    """Return every `a.b` in a Python text."""
    return [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute)]


def calls(text: str) -> list[ast.Call]:
    """Return every call in a Python text."""
    return [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
