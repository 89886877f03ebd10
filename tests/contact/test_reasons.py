"""Every reason a reader gives has its sentence."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.rules.tree import SOURCE
from tevoet.adapters.calls.cells import NO_TALK
from tevoet.contact.reasons import REFUSED, SET_ASIDE, has_sentence, reason

KINDS = ("mail", "mail/imap", "calendars", "calls", "chats", "outlook", "reading", "services")
READERS = (
    *(f"adapters/{kind}" for kind in KINDS),
    "adapters/calendars/served",
    "engines/along",
)
ENGINE = "engines/moments"
SAYS_WHY = re.compile(r"refused|refuse|set_?aside|unreadable", re.IGNORECASE)
SLUG = re.compile(r"[a-z]+(_[a-z]+)*")
JUDGES = {
    "automatic_reason",
    "_by_machine",
    "_in_bulk",
    "judge_invitation",
    "_why",
    "_why_not",
    "_no_contact",
    "_entry",
}
"""Functions that return a reason; everywhere else a reason is raised, refused or a constant."""


def trees() -> Iterator[tuple[Path, ast.AST]]:
    """Parse every module that may give a reason."""
    for folder in (*READERS, ENGINE):
        for path in sorted((SOURCE / folder).glob("*.py")):
            yield path, ast.parse(path.read_text())


def words(node: ast.AST) -> set[str]:
    """Return the slugs that stand in a piece of code."""
    found = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant))
    return {value for value in found if isinstance(value, str) and SLUG.fullmatch(value)}


def called(node: ast.AST) -> str:
    """Return what is called, or nothing."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "id", "") or getattr(node.func, "attr", "")


def given_in(node: ast.AST) -> set[str]:
    """Return the reasons that one piece of code gives."""
    if isinstance(node, ast.Call) and SAYS_WHY.search(called(node)):
        return words(node)
    if isinstance(node, ast.FunctionDef) and node.name in JUDGES:
        returned = (one for one in ast.walk(node) if isinstance(one, ast.Return))
        return {word for one in returned for word in words(one)}
    if isinstance(node, ast.Module):
        constants = (one.value for one in node.body if isinstance(one, ast.Assign | ast.AnnAssign))
        given = {word for one in constants if isinstance(one, ast.Constant) for word in words(one)}
        return {word for word in given if "_" in word}
    return set()


def reasons() -> set[str]:
    """Return every reason that readers and their engine give."""
    return {word for _path, tree in trees() for node in ast.walk(tree) for word in given_in(node)}


def test_every_reason_has_a_sentence() -> None:
    assert {"anonymous", "newsletter", "unknown_kind", "cancelled", "zero_seconds"} <= reasons()
    assert {slug for slug in reasons() | NO_TALK if not has_sentence(slug)} == set()


def test_no_sentence_stands_for_nothing() -> None:
    spoken_of = "".join(path.read_text() for path, _tree in trees())
    assert {slug for slug in (*REFUSED, *SET_ASIDE) if f'"{slug}"' not in spoken_of} == set()


def test_a_reason_nobody_foresaw_can_still_be_read() -> None:
    assert reason("too_blue") == "too blue"
