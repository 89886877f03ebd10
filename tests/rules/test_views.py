"""A view asks only for what this person may see, and leaves saving to acts."""

import ast
from pathlib import Path

import pytest

from tests.rules.tree import attributes, files, short

VIEWS = [p for p in files(".py") if p.name == "views.py" or p.parent.name == "views"]
SAVING = {"save", "create", "delete", "update", "bulk_create", "get_or_create", "update_or_create"}


def questions(text: str) -> list[str]:
    """Return what a view asks of `.objects` besides `visible_to`."""
    return [
        node.attr
        for node in attributes(text)
        if isinstance(node.value, ast.Attribute)
        and node.value.attr == "objects"
        and node.attr != "visible_to"
    ]


def savings(text: str) -> list[str]:
    """Return where a view saves by itself."""
    return [node.attr for node in attributes(text) if node.attr in SAVING]


@pytest.mark.parametrize("path", VIEWS, ids=short)
def test_a_view_asks_only_for_what_is_visible(path: Path) -> None:
    assert questions(path.read_text()) == []


@pytest.mark.parametrize("path", VIEWS, ids=short)
def test_a_view_never_saves(path: Path) -> None:
    assert savings(path.read_text()) == []


def test_a_careless_view_is_seen() -> None:
    planted = "def page(request):\n    team = Team.objects.get(pk=1)\n    team.save()\n"
    assert questions(planted) == ["get"]
    assert savings(planted) == ["save"]
