"""Models and apps are called as in the glossary; settings and refusals are in the docs."""

import re
from collections import Counter
from collections.abc import Iterable

import pytest
from django.apps import apps

from tests.messages import PAGE, load_all, page, refusals
from tests.rules.tree import ROOT, SOURCE, files

GLOSSARY = (ROOT / "docs" / "build" / "words.md").read_text()
DOCS = "\n".join(path.read_text() for path in sorted((ROOT / "docs").rglob("*.md")))
OURS = [m for m in apps.get_models() if m.__module__.startswith("tevoet.")]
SETTINGS = {
    name for path in files(".py") for name in re.findall(r"\"(TEVOET_[A-Z_]+)\"", path.read_text())
}


def named(word: str) -> bool:
    """Say whether the glossary has a row for a word."""
    return re.search(rf"\b{re.escape(word)}\b", GLOSSARY) is not None


@pytest.mark.parametrize("model", OURS, ids=lambda m: m.__name__)
def test_a_model_stands_in_the_glossary(model: type) -> None:
    assert named(model.__name__)


@pytest.mark.parametrize("app", sorted(p.parent.name for p in SOURCE.glob("*/apps.py")))
def test_an_app_stands_in_the_glossary(app: str) -> None:
    assert named(app)


@pytest.mark.parametrize("setting", sorted(SETTINGS))
def test_a_setting_stands_in_the_docs(setting: str) -> None:
    assert setting in DOCS


def test_every_refusal_stands_in_the_docs() -> None:
    assert PAGE.read_text() == page(), "type: make words"


def twice(said: Iterable[tuple[str, str]]) -> set[str]:
    """Return the names under which more than one sentence is known."""
    return {name for name, count in Counter(name for name, _ in set(said)).items() if count > 1}


def test_a_name_stands_for_one_message() -> None:
    load_all()
    ours = [one for one in refusals() if one.__module__.startswith("tevoet.")]
    assert ours
    assert twice((one.slug, one.message) for one in ours) == set()


def test_a_name_given_twice_is_seen() -> None:
    assert twice([("late", "Too late."), ("late", "Too late.")]) == set()
    assert twice([("late", "Too late."), ("late", "Come earlier.")]) == {"late"}


def test_a_word_of_nobody_is_seen() -> None:
    assert not named("PlantedNoun")
