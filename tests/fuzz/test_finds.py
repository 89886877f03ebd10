"""What a fuzz run found stays found: each item is read, quickly and in little memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.bounds import MEMORY, SECONDS, problem, processor_time, unguarded
from tests.fuzz.seeds import FINDS, seeds
from tests.fuzz.targets import TARGETS, Target

ITEMS = sorted(path for path in FINDS.glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", ITEMS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_found_is_mended(path: Path) -> None:
    with unguarded():
        assert problem(TARGETS[path.parent.name], path.read_bytes()) == ""


@pytest.mark.parametrize("name", TARGETS)
def test_what_a_search_begins_from_is_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEVOET_CORPORA", raising=False)
    with unguarded():
        assert {problem(TARGETS[name], content) for content in seeds(name)} == {""}


def test_every_find_belongs_to_a_parser() -> None:
    assert {path.parent.name for path in ITEMS} <= set(TARGETS)


def breaks(content: bytes) -> None:
    assert not content, "not empty 12"


def holds_much(content: bytes) -> None:
    b"x" * (MEMORY + 64 * 1024 * 1024)


def takes_long(content: bytes) -> None:
    begun = processor_time()
    while processor_time() - begun < SECONDS + 0.1:
        pass


def test_an_error_is_noticed_and_a_refusal_is_none() -> None:
    assert problem(Target(breaks), b"x") == "AssertionError in test_finds:breaks not empty N"
    assert problem(Target(breaks, (AssertionError,)), b"x") == ""


def test_too_much_memory_is_noticed() -> None:
    if not Path("/proc/self/clear_refs").exists():
        pytest.skip("only Linux says how much memory was in use at most")
    assert problem(Target(holds_much), b"") == "takes much memory"


def test_too_much_time_is_noticed() -> None:
    assert problem(Target(takes_long), b"") == "takes long"
